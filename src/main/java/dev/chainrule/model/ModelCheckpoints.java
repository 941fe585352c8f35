package dev.chainrule.model;

import java.util.List;
import java.util.UUID;

/** Says what the network of a model was like during its training. */
public interface ModelCheckpoints {

    /**
     * Parameters at the end of an epoch, little-endian float32, (P) of each member of the job.
     *
     * @return empty if there is no checkpoint of that epoch
     */
    List<byte[]> at(UUID job, int epoch);
}
