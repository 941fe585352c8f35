package dev.chainrule.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import dev.chainrule.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.context.ApplicationContext;

@IntegrationTest
class HealthIT {

    @Autowired
    private Api api;

    @Autowired
    private ApplicationContext context;

    @Test
    void healthTellsTheStateOfEachPart() {
        Api.Answer health = api.get("/actuator/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("components").propertyNames())
                .containsExactlyInAnyOrder(
                        "database", "diskSpace", "livenessState", "queue", "readinessState", "vectorUnit");
        for (String part : health.json().path("components").propertyNames()) {
            assertThat(health.at("/components/" + part + "/status").asString())
                    .as(health.body())
                    .isEqualTo("UP");
        }
        assertThat(health.at("/components/database/details/product").asString())
                .isEqualTo(TestDatabase.isPostgres() ? "PostgreSQL" : "H2");
        assertThat(health.at("/components/queue/details/queued").isIntegralNumber())
                .isTrue();
        assertThat(health.at("/components/diskSpace/details/freeBytes").asLong())
                .isPositive();
        assertThat(health.at("/components/vectorUnit/details/kernel").asString())
                .isEqualTo("vector");
        assertThat(health.at("/components/vectorUnit/details/reason").asString())
                .contains("jdk.incubator.vector");
        // no path, no address, no class
        assertThat(health.body()).doesNotContain("/", "jdbc", "Exception", "org.");
    }

    @Test
    void probesKnowWhetherTheServiceIsReady() {
        assertThat(api.get("/actuator/health/liveness").at("/status").asString())
                .isEqualTo("UP");
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
        AvailabilityChangeEvent.publish(context, ReadinessState.REFUSING_TRAFFIC);
        try {
            for (String path : new String[] {"/actuator/health/readiness", "/actuator/health"}) {
                Api.Answer answer = api.get(path);
                assertThat(answer.status()).isEqualTo(503);
                assertThat(answer.headers()).containsEntry("Retry-After", "5");
            }
            assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
            Api.Answer job = api.post("/training-jobs", "{}");
            assertThat(job.status()).isEqualTo(503);
            assertThat(job.headers()).containsEntry("Retry-After", "5");
        } finally {
            AvailabilityChangeEvent.publish(context, ReadinessState.ACCEPTING_TRAFFIC);
        }
        assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(200);
    }
}
