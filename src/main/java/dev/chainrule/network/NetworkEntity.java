package dev.chainrule.network;

import dev.chainrule.engine.nn.LayerParameters;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.UuidGenerator;
import org.jspecify.annotations.Nullable;

/** A row of {@code networks}. */
@Entity
@Table(name = "networks")
class NetworkEntity {

    @Id
    @UuidGenerator(style = UuidGenerator.Style.VERSION_7)
    private @Nullable UUID id;

    @Column(updatable = false)
    private @Nullable String name;

    @Column(nullable = false, updatable = false)
    private String definition;

    @Column(updatable = false)
    private byte @Nullable [] parameters;

    @Column(nullable = false, updatable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected NetworkEntity() {}

    NetworkEntity(NetworkDefinition network, Instant createdAt) {
        this.name = network.name();
        this.definition = NetworkJson.write(new NetworkDefinition(null, network.spec(), null))
                .toString();
        this.parameters = network.parameters() == null ? null : bytes(network.spec(), network.parameters());
        this.createdAt = createdAt;
    }

    StoredNetwork toNetwork() {
        NetworkSummary summary = new NetworkSummary(id(), name, definition, createdAt);
        StoredNetwork network = summary.toNetwork();
        if (parameters == null) {
            return network;
        }
        NetworkSpec spec = network.definition().spec();
        NetworkDefinition whole = new NetworkDefinition(name, spec, parameters(spec, parameters));
        return new StoredNetwork(network.id(), whole, createdAt);
    }

    private UUID id() {
        if (id == null) {
            throw new IllegalStateException("the network is not saved yet");
        }
        return id;
    }

    private static byte[] bytes(NetworkSpec spec, List<LayerParameters> parameters) {
        float[] values = Parameters.of(spec, parameters).values();
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(values.length, Float.BYTES));
        bytes.order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes.array();
    }

    private static List<LayerParameters> parameters(NetworkSpec spec, byte[] bytes) {
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return Parameters.over(spec, values).toList();
    }
}
