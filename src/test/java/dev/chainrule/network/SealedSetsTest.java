package dev.chainrule.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.Initializer;
import dev.chainrule.engine.nn.LayerSpec;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.optim.OptimizerSpec;
import dev.chainrule.engine.optim.ScheduleSpec;
import dev.chainrule.support.Api;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of names that no compiler checks have every member of the closed sets of the engine: what it can do, JSON can say. */
class SealedSetsTest {

    /** What a kind of a layer may need, beside its type. */
    private static final String SETTINGS = "{\"type\": \"%s\", \"units\": 1, \"rate\": 0.5}";

    static Stream<Arguments> sets() {
        return Stream.of(
                set(Activation.class, parent -> ActivationJson.read(parent, "kind")),
                set(Initializer.class, parent -> InitializerJson.read(parent, "kind")),
                set(Loss.class, parent -> LossJson.read(parent, "kind")),
                set(OptimizerSpec.class, parent -> Optional.of(OptimizerJson.read(parent, "kind"))),
                set(ScheduleSpec.class, parent -> Optional.of(ScheduleJson.read(parent, "kind"))),
                set(LayerSpec.class, parent -> parent.object("kind").flatMap(layer -> LayerJson.read(layer, true))));
    }

    private static <T> Arguments set(Class<T> type, Function<JsonObject, Optional<? extends T>> read) {
        return Arguments.of(type, read);
    }

    @ParameterizedTest
    @MethodSource("sets")
    void everyMemberHasAName(Class<?> type, Function<JsonObject, Optional<?>> read) {
        List<Object> members =
                names(read).stream().map(name -> read(name, read)).toList();
        assertThat(members).doesNotHaveDuplicates();
        assertThat(members.stream().map(Object::getClass).distinct()).containsExactlyInAnyOrderElementsOf(leaves(type));
        Stream<?> constants =
                leaves(type).stream().filter(Class::isEnum).flatMap(leaf -> Arrays.stream(leaf.getEnumConstants()));
        assertThat(members).containsAll(constants.toList());
    }

    /** Those that a fault lists. */
    private static List<String> names(Function<JsonObject, Optional<?>> read) {
        Faults faults = new Faults();
        var _ = read.apply(JsonObject.of(Api.json("{\"kind\": " + SETTINGS.formatted("?") + "}"), "", faults));
        String detail = faults.list().stream()
                .filter(fault -> fault.pointer().equals("/kind/type"))
                .map(fault -> fault.detail())
                .findFirst()
                .orElseThrow();
        return List.of(detail.substring(detail.indexOf("allowed are ") + "allowed are ".length())
                .split(", "));
    }

    private static Object read(String name, Function<JsonObject, Optional<?>> read) {
        String json = "{\"kind\": " + SETTINGS.formatted(name) + "}";
        return read.apply(JsonObject.of(Api.json(json), "", new Faults())).orElseThrow();
    }

    /** The records and enumerations below a sealed interface. */
    private static List<Class<?>> leaves(Class<?> type) {
        Class<?>[] permitted = type.getPermittedSubclasses();
        return permitted == null
                ? List.of(type)
                : Arrays.stream(permitted)
                        .flatMap(below -> leaves(below).stream())
                        .toList();
    }
}
