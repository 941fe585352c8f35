package dev.chainrule.engine.io;

/** Stored bytes are not what they claim to be, or not for what they are read for. */
public final class CorruptStateException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    CorruptStateException(String message) {
        super(message);
    }
}
