package dev.chainrule.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Every error is a problem detail, whoever noticed it. */
@IntegrationTest
class ErrorsIT {

    @Autowired
    private Api api;

    @Test
    void anUnknownAddressIsAProblem() {
        Api.Answer answer = api.get("/nothing-here");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/instance").asString()).isEqualTo("/api/v1/nothing-here");
    }

    @Test
    void theServiceIsHealthyAndDescribesItself() {
        assertThat(api.get("/actuator/health").at("/status").asString()).isEqualTo("UP");
        assertThat(api.get("/v3/api-docs").at("/openapi").asString()).startsWith("3.1");
        assertThat(api.get("/").status()).isEqualTo(302);
    }
}
