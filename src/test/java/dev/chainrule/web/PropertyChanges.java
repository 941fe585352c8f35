package dev.chainrule.web;

import java.util.Set;
import java.util.stream.Stream;

/** The rows of {@link EveryPropertyIT}: what can be said in a request, and where it has to show. */
final class PropertyChanges {

    private PropertyChanges() {}

    /**
     * A request, and a value that changes its result.
     *
     * @param property its name, as {@link RequestProperties} gives it
     */
    record Change(String property, Request request, String pointer, String value) {

        Request changed() {
            return request.with(pointer, value);
        }
    }

    /**
     * A place for one of several values, each of which gives another result.
     *
     * @param property the name of the place; its values are those of the OpenAPI document, but for those with a row of their own
     * @param alike values that, without settings, may give the same result
     */
    record Choice(String property, Request request, String pointer, Set<String> alike) {

        Choice(String property, Request request, String pointer) {
            this(property, request, pointer, Set.of());
        }
    }

    /** What other tests of {@link EveryPropertyIT} show. */
    static final Set<String> SHOWN_BELOW = Set.of(
            "TrainingJobRequest.modelName",
            "NetworkDefinition.name",
            "NetworkDefinition.inputs",
            "NewMatrix.name",
            "NewTable.name",
            "NewSample.name",
            "Preprocessing.missing=reject",
            "NewTable.columns");

    /** Models to continue from. */
    static Stream<Request> models() {
        Request start = BaseRequests.TABLE.with("/modelName", "\"start\"");
        Request again = start.with("/training/seed", "2");
        return Stream.of(start, again, again.with("/modelName", "\"other\"").with("/training/seed", "3"));
    }

    static Stream<Choice> choices() {
        return Stream.of(
                new Choice("Activation", BaseRequests.VALUES, "/network/layers/1/activation"),
                new Choice(
                        "Initializer",
                        BaseRequests.VALUES,
                        "/network/layers/0/initializer",
                        Set.of("zeros", "constant")),
                new Choice("Loss", BaseRequests.VALUES, "/training/loss"),
                new Choice("Optimizer", BaseRequests.VALUES, "/training/optimizer"),
                // in four epochs: those two wait longer than that for their first cut
                new Choice(
                        "Schedule",
                        BaseRequests.VALUES,
                        "/training/schedule",
                        Set.of("constant", "step", "reduce_on_plateau")),
                new Choice("Preprocessing.numeric", BaseRequests.TABLE, "/preprocessing/numeric"),
                new Choice("Preprocessing.target", BaseRequests.TABLE, "/preprocessing/target"),
                new Choice("TargetScaling.type", BaseRequests.CLIPPED, "/preprocessing/target/type"),
                new Choice("Preprocessing.missing", BaseRequests.MISSING, "/preprocessing/missing"),
                new Choice("Preprocessing.date", BaseRequests.TYPED, "/preprocessing/date"),
                new Choice("Blend", BaseRequests.EXPERTS, "/blend"),
                new Choice("TrainingJobRequest.preset", BaseRequests.CHOSEN, "/preset"),
                new Choice("PiecewiseLinear.bins", BaseRequests.PIECES, "/preprocessing/numeric/bins"));
    }

    static Stream<Change> changes() {
        return Stream.of(
                        RequestChanges.requests(),
                        RequestChanges.continued(),
                        RequestChanges.experts(),
                        RequestChanges.preprocessing(),
                        NetworkChanges.networks(),
                        NetworkChanges.losses(),
                        RuleChanges.optimizers(),
                        RuleChanges.rules(),
                        RequestChanges.datasets())
                .flatMap(rows -> rows);
    }

    static Change row(String property, Request request, String pointer, String value) {
        return new Change(property, request, pointer, value);
    }
}
