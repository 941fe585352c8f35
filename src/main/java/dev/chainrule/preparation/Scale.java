package dev.chainrule.preparation;

/** A linear scale: prepared = (original - center) / scale, with scale above 0. */
public record Scale(double center, double scale) {

    /** x as it is. */
    public static final Scale NONE = new Scale(0, 1);

    /** From original to prepared units. */
    public double apply(double value) {
        return (value - center) / scale;
    }

    /** From prepared to original units. */
    public double invert(double prepared) {
        return prepared * scale + center;
    }

    /** From original to prepared units, as it is kept: what is beyond the range of 32-bit numbers becomes the outermost of them. */
    float cell(double value) {
        return (float) Math.clamp(apply(value), -Float.MAX_VALUE, Float.MAX_VALUE);
    }
}
