package dev.chainrule.model;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;

interface ModelNameRepository extends JpaRepository<ModelName, String> {

    /** The row, locked until the transaction ends, so that two jobs do not take the same version. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select n from ModelName n where n.name = :name")
    Optional<ModelName> lock(String name);
}
