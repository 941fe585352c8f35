package dev.chainrule.engine.math;

/** Picks the kernel of this JVM, once. */
public final class Kernels {

    private static final String MODULE = "jdk.incubator.vector";
    /** Asked before any class that needs the module is touched: without it their linking would fail. */
    private static final boolean VECTOR_MODULE =
            ModuleLayer.boot().findModule(MODULE).isPresent();

    private Kernels() {}

    /** Which kernel computes: {@code "vector"} or {@code "scalar"}. */
    public static String chosen() {
        return VECTOR_MODULE ? "vector" : "scalar";
    }

    static boolean hasVectorModule() {
        return VECTOR_MODULE;
    }

    /** Why, in a sentence for the log. */
    public static String reason() {
        return VECTOR_MODULE
                ? "module " + MODULE + " is present, tiles of " + kernel().tileRows() + " x " + kernel().tileColumns()
                : "module " + MODULE + " is missing: start the JVM with --add-modules=" + MODULE
                        + " for much faster products";
    }

    static GemmKernel kernel() {
        return VECTOR_MODULE ? new VectorKernel() : new ScalarKernel();
    }
}
