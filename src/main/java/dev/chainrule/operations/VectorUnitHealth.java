package dev.chainrule.operations;

import dev.chainrule.engine.math.Kernels;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the vector unit of the CPU is used, and why: no failure, since the scalar kernel gives the same bits, only later. */
@Component("vectorUnitHealthIndicator")
class VectorUnitHealth implements HealthIndicator {

    @Override
    public Health health() {
        return Health.up()
                .withDetail("kernel", Kernels.chosen())
                .withDetail("reason", Kernels.reason())
                .build();
    }
}
