package dev.chainrule.training;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What can be configured of streams of events.
 *
 * @param heartbeat time between two comment lines, by which a lost connection is noticed on either side, 100 ms to 1 min; default 15 s
 */
@Validated
@ConfigurationProperties("chainrule.events")
record EventProperties(
        @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("15s")
        Duration heartbeat) {}
