package dev.chainrule.model;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface MemberRepository extends JpaRepository<MemberEntity, MemberEntity.Key> {

    @Query("select m from MemberEntity m where m.key.modelId = :model order by m.key.member")
    List<MemberEntity> of(UUID model);

    @Query("select count(m) from MemberEntity m where m.key.modelId = :model")
    int count(UUID model);
}
