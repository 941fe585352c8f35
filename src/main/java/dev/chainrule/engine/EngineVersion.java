package dev.chainrule.engine;

/** The version of the numbers: it changes whenever the same request and seed would give other bits. */
public final class EngineVersion {

    public static final String CURRENT = "3";

    private EngineVersion() {}
}
