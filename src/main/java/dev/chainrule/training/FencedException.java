package dev.chainrule.training;

import java.util.UUID;

/** The job was taken from this run: cancelled, or claimed by another one. The run writes nothing more. */
final class FencedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    FencedException(UUID job, long mine, long current) {
        super("job " + job + " was taken from this run: its fence is " + current + ", this run's was " + mine);
    }
}
