package dev.chainrule.web;

import java.util.Optional;
import java.util.regex.Pattern;

/** The names that networks, datasets and models may have. */
public final class Names {

    /** The regular expression that a name matches as a whole. */
    public static final String PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,99}";

    private static final Pattern NAME = Pattern.compile(PATTERN);

    private Names() {}

    /** Whether {@code text} may be a name; if not, that is a fault at {@code pointer}. */
    public static boolean check(String text, String pointer, Faults faults) {
        boolean fits = NAME.matcher(text).matches();
        if (!fits) {
            faults.add(
                    pointer,
                    "must be 1 to 100 letters, digits, dots, underscores or hyphens, a letter or digit first, was "
                            + JsonText.quote(text));
        }
        return fits;
    }

    /** The name under {@code property}; empty where there is none, or none that may be one. */
    public static Optional<String> read(JsonObject object, String property) {
        return object.text(property).filter(text -> check(text, object.pointer(property), object.faults()));
    }
}
