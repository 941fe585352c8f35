package dev.chainrule.dataset;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface DatasetRepository extends JpaRepository<DatasetEntity, UUID> {

    Optional<DatasetEntity> findByIdAndCompleteTrue(UUID id);

    /** The same, held by the transaction: nobody deletes the dataset before it ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select d from DatasetEntity d where d.id = :id and d.complete")
    Optional<DatasetEntity> findAndLock(UUID id);

    /** A dataset in a list. */
    record Line(UUID id, String name, DatasetKind kind, long rows, String selection, Instant createdAt) {}

    @Query("""
            select new dev.chainrule.dataset.DatasetRepository$Line(d.id, d.name, d.kind, d.rowCount, d.selection, d.createdAt)
            from DatasetEntity d
            where d.complete and (:name is null or d.name = :name) and (:after is null or d.id < :after)
            order by d.id desc""")
    List<Line> list(@Nullable String name, @Nullable UUID after, Limit limit);

    @Query("select d.id from DatasetEntity d where not d.complete and d.touchedAt < :before")
    List<UUID> findUnfinished(Instant before);
}
