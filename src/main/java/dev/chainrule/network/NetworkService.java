package dev.chainrule.network;

import dev.chainrule.web.Page;
import dev.chainrule.web.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps network definitions. */
@Service
public class NetworkService {

    private final NetworkRepository networks;
    private final ObjectProvider<NetworkUse> uses;
    private final Clock clock;

    NetworkService(NetworkRepository networks, ObjectProvider<NetworkUse> uses, Clock clock) {
        this.networks = networks;
        this.uses = uses;
        this.clock = clock;
    }

    @Transactional
    public StoredNetwork create(NetworkDefinition network) {
        // what the database keeps, so that the first answer is the same as every later one
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return networks.save(new NetworkEntity(network, now)).toNetwork();
    }

    @Transactional(readOnly = true)
    public Optional<StoredNetwork> find(UUID id) {
        return networks.findById(id).map(NetworkEntity::toNetwork);
    }

    /**
     * A page of the networks, newest first, without their parameters.
     *
     * @param name only those with this name; null: all
     * @param after id of the last one of the page before; null: the first page
     */
    @Transactional(readOnly = true)
    public Page<StoredNetwork> list(@Nullable String name, @Nullable UUID after, int limit) {
        List<NetworkSummary> found = networks.list(name, after, Limit.of(limit + 1));
        return Page.of(found, limit, network -> network.id().toString()).map(NetworkSummary::toNetwork);
    }

    /** Deletes a network; 404 if there is none, 409 if something unfinished uses it. */
    @Transactional
    public void delete(UUID id) {
        NetworkEntity network = networks.findById(id).orElseThrow(() -> notFound(id.toString()));
        if (uses.stream().anyMatch(use -> use.isInUse(id))) {
            throw ProblemException.conflict("the network " + id + " is used by a training job that has not ended");
        }
        networks.delete(network);
    }

    static ProblemException notFound(String id) {
        return ProblemException.notFound("there is no network \"" + id + "\"");
    }
}
