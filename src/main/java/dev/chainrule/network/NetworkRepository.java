package dev.chainrule.network;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface NetworkRepository extends Repository<NetworkEntity, UUID> {

    NetworkEntity save(NetworkEntity network);

    Optional<NetworkEntity> findById(UUID id);

    void delete(NetworkEntity network);

    /** Newest first, those older than {@code before}; ids are ordered by time. */
    @Query("""
            select new dev.chainrule.network.NetworkSummary(n.id, n.name, n.definition, n.createdAt)
            from NetworkEntity n
            where (:name is null or n.name = :name) and (:before is null or n.id < :before)
            order by n.id desc""")
    List<NetworkSummary> list(@Nullable String name, @Nullable UUID before, Limit limit);
}
