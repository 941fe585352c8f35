package dev.chainrule.model;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface MemberRepository extends JpaRepository<MemberEntity, MemberEntity.Key> {

    @Query("select m from MemberEntity m where m.key.modelId = :model order by m.key.member")
    List<MemberEntity> of(UUID model);

    /** @param weight of each of the members */
    record OfExpert(int expert, double weight, long members) {}

    /** Of each expert of a model, in their order, without their parameters. */
    @Query("""
            select new dev.chainrule.model.MemberRepository$OfExpert(m.expert, max(m.weight), count(m)) from MemberEntity m
            where m.key.modelId = :model group by m.expert order by m.expert""")
    List<OfExpert> byExpert(UUID model);
}
