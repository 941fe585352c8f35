package dev.chainrule.model;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ExpertRepository extends JpaRepository<ExpertEntity, ExpertEntity.Key> {

    @Query("select e from ExpertEntity e where e.key.modelId = :model order by e.key.expert")
    List<ExpertEntity> of(UUID model);
}
