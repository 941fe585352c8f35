package dev.chainrule.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What can be configured.
 *
 * @param dataDirectory where the H2 database file lies; default ./data
 * @param maxJsonSize largest JSON body; default 64 MB
 * @param maxCsvSize largest CSV body; default 4 GB
 * @param parallelJobs how many training jobs run at once, 1..64; 0, the default: as many as there are cores
 * @param allowedHosts names and addresses by which clients may call the service, besides those of the loopback interface, without port;
 *     default none
 * @param maxQueuedJobs how many training jobs may wait to be run, 1..1,000,000; default 1,000
 * @param modelCacheSize how much memory models take that are kept ready to predict; 0, the default: a quarter of the heap
 */
@Validated
@ConfigurationProperties("chainrule")
public record ChainruleProperties(
        @NotNull @DefaultValue("./data") Path dataDirectory,
        @NotNull @DefaultValue("64MB") DataSize maxJsonSize,
        @NotNull @DefaultValue("4GB") DataSize maxCsvSize,
        @Min(0) @Max(64) @DefaultValue("0") int parallelJobs,
        @Min(1) @Max(1_000_000) @DefaultValue("1000") int maxQueuedJobs,
        @NotNull @DefaultValue("0") DataSize modelCacheSize,

        @NotNull @DefaultValue
        List<@Pattern(regexp = AllowedHosts.HOST, message = AllowedHosts.DEMAND) String> allowedHosts) {

    /** The number of training jobs that run at once. */
    public int jobThreads() {
        return parallelJobs == 0 ? Runtime.getRuntime().availableProcessors() : parallelJobs;
    }

    /** How many bytes the models may take that are kept ready to predict. */
    public long modelCacheBytes() {
        return modelCacheSize.toBytes() == 0 ? Runtime.getRuntime().maxMemory() / 4 : modelCacheSize.toBytes();
    }
}
