package dev.chainrule;

import java.util.Optional;

/** The Java that may run the service. (One before 25 cannot even load its classes.) */
final class JavaVersion {

    /** The first without the bug of the G1 collector with pinned objects, JDK-8377811, which 25, 25.0.1 and 25.0.2 have. */
    private static final Runtime.Version FIRST_SOUND = Runtime.Version.parse("25.0.3");

    private JavaVersion() {}

    /** Why this Java must not run the service, in one line; empty if it may. */
    static Optional<String> objection(Runtime.Version version) {
        if (version.compareToIgnoreOptional(FIRST_SOUND) >= 0) {
            return Optional.empty();
        }
        return Optional.of("Chainrule needs Java " + FIRST_SOUND + " or later, this is " + version
                + ": versions before it have a bug in the garbage collector (JDK-8377811).");
    }
}
