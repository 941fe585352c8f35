package dev.chainrule.model;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface PreparationRepository extends JpaRepository<PreparationEntity, PreparationEntity.Key> {

    @Query("select p from PreparationEntity p where p.key.modelId = :model order by p.key.preparation")
    List<PreparationEntity> of(UUID model);
}
