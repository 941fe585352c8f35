package dev.chainrule.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chainrule.support.Api;
import dev.chainrule.support.IntegrationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** An alias stands for a version wherever one can be named, until it is moved, or deleted with its version. */
@IntegrationTest
class AliasIT {

    @Autowired
    private Api api;

    private Api.Answer put(String alias, String body) {
        return api.send("PUT", "/models/aliased/aliases/" + alias, body, "application/json");
    }

    @Test
    void anAliasStandsForAVersionUntilItIsMoved() {
        api.train(Requests.xor("aliased"));
        api.train(Requests.xor("aliased"));
        String before = api.get("/models/aliased/versions/1").headers().getOrDefault("ETag", "");
        Api.Answer first = put("production", "{\"version\": 1}");
        assertThat(first.status()).as(first.body()).isEqualTo(200);
        assertThat(first.at("/aliases").toString()).isEqualTo("[\"production\"]");
        assertThat(api.send("GET", "/models/aliased/versions/1", null, "", "If-None-Match", before)
                        .status())
                .isEqualTo(200);
        assertThat(api.get("/models/aliased/versions/production").at("/version").asInt())
                .isEqualTo(1);
        assertThat(api.get("/models/aliased/versions/production/predictions?x=0,1")
                        .at("/version")
                        .asInt())
                .isEqualTo(1);
        assertThat(api.get("/models/aliased/versions/production/parameters").body())
                .isEqualTo(api.get("/models/aliased/versions/1/parameters").body());
        Api.Answer predicted =
                api.post("/models/aliased/versions/production/predictions", "{\"instances\": [[0, 1], [1, 1]]}");
        assertThat(predicted.at("/version").asInt()).isEqualTo(1);
        assertThat(predicted.at("/predictions").size()).isEqualTo(2);
        assertThat(api.post(
                                "/models/aliased/versions/production/evaluations",
                                "{\"dataset\": " + Requests.XOR_DATASET + "}")
                        .at("/rows")
                        .asInt())
                .isEqualTo(4);
        assertThat(api.get("/models/aliased").at("/version").asInt()).isEqualTo(2);
        assertThat(api.get("/models/aliased").at("/aliases").size()).isZero();

        assertThat(put("canary", "{\"version\": 2}").status()).isEqualTo(200);
        assertThat(put("production", "{\"version\": 2}").at("/aliases").toString())
                .isEqualTo("[\"canary\",\"production\"]");
        assertThat(api.get("/models?name=aliased").at("/items/0/aliases").size())
                .isEqualTo(2);
        assertThat(api.get("/models/aliased/versions/production").at("/version").asInt())
                .isEqualTo(2);

        assertThat(api.delete("/models/aliased/aliases/canary").status()).isEqualTo(204);
        assertThat(api.delete("/models/aliased/aliases/canary").status()).isEqualTo(404);
        assertThat(api.get("/models/aliased/versions/canary").status()).isEqualTo(404);
        assertThat(api.delete("/models/aliased/versions/production").status()).isEqualTo(204);
        assertThat(api.get("/models/aliased/versions/production").status()).isEqualTo(404);
        assertThat(api.get("/models/aliased").at("/version").asInt()).isEqualTo(1);

        assertThat(put("12345678901", "{\"version\": 1}").pointers()).containsExactly("alias");
        assertThat(put("7", "{\"version\": 1, \"x\": 0}").pointers()).containsExactlyInAnyOrder("alias", "/x");
        assertThat(put("-", "{}").pointers()).containsExactlyInAnyOrder("alias", "/version");
        assertThat(put("production", "{\"version\": 2}").pointers()).containsExactly("/version");
        assertThat(api.delete("/models/aliased/aliases/production").status()).isEqualTo(404);
        assertThat(api.send("PUT", "/models/nobody/aliases/a", "{\"version\": 1}", "application/json")
                        .status())
                .isEqualTo(404);
    }
}
