package dev.chainrule.model;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ModelRepository extends JpaRepository<ModelEntity, UUID> {

    /** The latest version of each model. */
    @Query("""
            select m from ModelEntity m
            where m.version = (select max(v.version) from ModelEntity v where v.name = m.name)
              and (:after is null or m.id < :after)
              and (:name is null or m.name = :name)
            order by m.id desc""")
    List<ModelEntity> latest(@Nullable UUID after, @Nullable String name, Limit limit);

    @Query("""
            select m from ModelEntity m
            where m.name = :name and (:after is null or m.id < :after)
            order by m.id desc""")
    List<ModelEntity> versions(String name, @Nullable UUID after, Limit limit);

    Optional<ModelEntity> findFirstByNameOrderByVersionDesc(String name);

    Optional<ModelEntity> findByNameAndVersion(String name, int version);

    List<ModelEntity> findByName(String name);
}
