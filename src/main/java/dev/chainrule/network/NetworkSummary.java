package dev.chainrule.network;

import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonObject;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A row of {@code networks} without the parameters, which may be many. */
record NetworkSummary(UUID id, @Nullable String name, String definition, Instant createdAt) {

    private static final JsonMapper JSON = JsonMapper.shared();

    StoredNetwork toNetwork() {
        Faults faults = new Faults();
        NetworkDefinition read = NetworkJson.read(JsonObject.of(JSON.readTree(definition), "", faults))
                .orElseThrow(() -> new IllegalStateException("network " + id + " is stored with " + faults.list()));
        return new StoredNetwork(id, new NetworkDefinition(name, read.spec(), null), createdAt);
    }
}
