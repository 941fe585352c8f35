package dev.chainrule.network;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.NetworkSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network as a client defines it.
 *
 * @param name null where it has none
 * @param spec resolved where {@code parameters} are given
 * @param parameters initial values, one entry for each layer, whose shapes are those of {@code spec}; null: the initializers and
 *     the seed decide
 */
public record NetworkDefinition(
        @Nullable String name, NetworkSpec spec, @Nullable List<LayerParameters> parameters) {

    public NetworkDefinition {
        parameters = parameters == null ? null : List.copyOf(parameters);
    }
}
