package dev.chainrule.model;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ModelMemberRepository extends JpaRepository<ModelMember, ModelMember.Key> {

    @Query("select m from ModelMember m where m.key.modelId = :model order by m.key.member")
    List<ModelMember> of(UUID model);
}
