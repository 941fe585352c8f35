package dev.chainrule.training;

import dev.chainrule.model.ModelSource;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a job works on, and with which engine: whoever wonders about a model's numbers finds it here.
 *
 * @param continuedModelId the version of a model that it starts from, null where there is none
 * @param networkId null where the network came with the request
 * @param validationDatasetId null where there are no rows of their own to validate on
 */
@Embeddable
record JobOrigin(
        @Nullable UUID networkId,
        @Nullable UUID continuedModelId,
        UUID datasetId,
        @Column(name = "dataset_sha256") String datasetSha256,
        @Nullable UUID validationDatasetId,
        String engineVersion) {

    /** What a model says of the job that made it. */
    ModelSource of(UUID job, String modelName) {
        return new ModelSource(modelName, job, datasetId, datasetSha256);
    }
}
