package dev.chainrule.model;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Says what the network of a model was like during its training. */
public interface ModelCheckpoints {

    /**
     * Parameters at the end of an epoch, little-endian float32, (P) of each member of the job that was still trained then; the others
     * were at their ends already.
     *
     * @return empty if there is no checkpoint of that epoch
     */
    Optional<Map<Integer, byte[]>> at(UUID job, int epoch);
}
