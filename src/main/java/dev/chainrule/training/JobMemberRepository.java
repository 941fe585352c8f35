package dev.chainrule.training;

import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface JobMemberRepository extends JpaRepository<JobMember, JobMember.Key> {

    @Query("select m from JobMember m where m.key.jobId = :job order by m.key.member")
    List<JobMember> of(UUID job);
}
