package dev.chainrule.operations;

import dev.chainrule.web.ChainruleProperties;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether there is room where the data directory lies. Where that is, is not told. */
@Component("diskSpaceHealthIndicator")
class DiskSpaceHealth implements HealthIndicator {

    private static final Logger log = LoggerFactory.getLogger(DiskSpaceHealth.class);
    private static final long NEEDED = 10 << 20;

    private final Path directory;

    DiskSpaceHealth(ChainruleProperties properties) {
        this.directory = properties.dataDirectory().toAbsolutePath();
    }

    @Override
    public Health health() {
        try {
            FileStore disk = Files.getFileStore(existing(directory));
            Health.Builder health = disk.getUsableSpace() >= NEEDED
                    ? Health.up()
                    : Health.down().withDetail("reason", "the disk is full");
            return health.withDetail("totalBytes", disk.getTotalSpace())
                    .withDetail("freeBytes", disk.getUsableSpace())
                    .withDetail("neededBytes", NEEDED)
                    .build();
        } catch (IOException e) {
            log.debug("no answer", e);
            return Health.unknown()
                    .withDetail("reason", "the disk cannot be asked")
                    .build();
        }
    }

    /** On another database than H2, nothing makes the directory. */
    private static Path existing(Path path) {
        Path parent = path.getParent();
        return Files.exists(path) || parent == null ? path : existing(parent);
    }
}
