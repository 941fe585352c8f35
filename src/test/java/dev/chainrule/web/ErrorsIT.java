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

    @Test
    void whatTheServerRefusesItselfIsAProblemToo() {
        Api.Answer answer = api.get("/models/a%2Fb");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.headers().get("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.at("/status").asInt()).isEqualTo(400);
    }

    @Test
    void aBodyThatIsTooLargeIsRefusedAndTheClientHearsOfIt() {
        String body = "{\"name\": \"" + "x".repeat(65 << 20) + "\"}";
        Api.Answer answer = api.post("/networks", body);
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("/detail").asString()).contains("67108864 bytes");
    }

    @Test
    void aTypoInAQueryParameterDoesNotPass() {
        Api.Answer answer = api.post("/training-jobs?dryrun=true", "{}");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.pointers()).containsExactly("dryrun");
    }

    @Test
    void limitsOfTheReaderAreToldWithoutItsInternals() {
        Api.Answer answer = api.post("/networks", "[".repeat(2_000));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/detail").asString()).contains("nesting depth").doesNotContain("get");
    }
}
