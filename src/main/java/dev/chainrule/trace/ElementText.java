package dev.chainrule.trace;

import dev.chainrule.engine.nn.ElementLoss;

/** Explains the losses that are a mean over all outputs, for one output. */
final class ElementText {

    private ElementText() {}

    /** l(p, y). */
    static String value(ElementLoss loss, double p, double y) {
        String difference = Text.number(p) + " - " + Text.operand(y);
        return switch (loss) {
            case ElementLoss.MeanAbsoluteError() -> "|" + difference + "|";
            case ElementLoss.LogCosh() -> "ln(cosh(" + difference + "))";
            case ElementLoss.Huber(double delta) ->
                Math.abs(p - y) <= delta
                        ? "1/2*(" + difference + ")^2"
                        : Text.number(delta) + "*(|" + difference + "| - " + Text.number(delta / 2) + ")";
            case ElementLoss.Poisson() ->
                Text.number(p) + " - " + Text.operand(y) + "*ln("
                        + Text.number(Math.max(p, ElementLoss.Poisson.SMALLEST)) + ")";
            case ElementLoss.Hinge() -> "max(0, 1 - " + Text.operand(y) + "*" + Text.operand(p) + ")";
        };
    }

    /** dl/dp. */
    static String slope(ElementLoss loss, double p, double y) {
        String difference = Text.number(p) + " - " + Text.operand(y);
        return switch (loss) {
            case ElementLoss.MeanAbsoluteError() -> "sign(" + difference + ")";
            case ElementLoss.LogCosh() -> "tanh(" + difference + ")";
            case ElementLoss.Huber(double delta) ->
                Math.abs(p - y) <= delta ? difference : Text.number(p > y ? delta : -delta);
            case ElementLoss.Poisson() ->
                p > ElementLoss.Poisson.SMALLEST ? "1 - " + Text.operand(y) + "/" + Text.number(p) : "1";
            case ElementLoss.Hinge() -> 1 - y * p > 0 ? Text.number(-y) : "0";
        };
    }
}
