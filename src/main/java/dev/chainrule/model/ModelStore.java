package dev.chainrule.model;

import dev.chainrule.engine.io.FloatCodec;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.nn.Parameters;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.preparation.TargetEncoding;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes models to their tables and reads them: what members share is stored once. */
@Component
class ModelStore {

    private final ModelRepository models;
    private final ExpertRepository experts;
    private final PreparationRepository preparations;
    private final MemberRepository members;
    private final ModelAliases aliases;
    private final ModelJson json;
    private final Clock clock;

    ModelStore(
            ModelRepository models,
            ExpertRepository experts,
            PreparationRepository preparations,
            MemberRepository members,
            ModelAliases aliases,
            ModelJson json,
            Clock clock) {
        this.models = models;
        this.experts = experts;
        this.preparations = preparations;
        this.members = members;
        this.aliases = aliases;
        this.json = json;
        this.clock = clock;
    }

    void save(NewModel model, int version) {
        Expert first = model.experts().getFirst();
        long parameters = model.members().stream()
                .mapToLong(member -> member.parameters().length)
                .sum();
        UUID id = models.save(new ModelEntity(
                        model,
                        version,
                        json.loss(first.loss()),
                        json.network(first.network()),
                        model.preparations().getFirst().toJson(),
                        parameters,
                        clock.instant()))
                .id();
        for (int i = 1; i < model.experts().size(); i++) {
            Expert expert = model.experts().get(i);
            experts.save(new ExpertEntity(
                    new ExpertEntity.Key(id, i),
                    Objects.requireNonNull(expert.name(), "one expert of several has no name"),
                    json.loss(expert.loss()),
                    json.network(expert.network())));
        }
        for (int i = 1; i < model.preparations().size(); i++) {
            String preprocessor = model.preparations().get(i).toJson();
            preparations.save(new PreparationEntity(new PreparationEntity.Key(id, i), preprocessor));
        }
        for (int i = 0; i < model.members().size(); i++) {
            ModelMember member = model.members().get(i);
            TargetEncoding usual =
                    model.preparations().get(member.preparation()).target();
            String target =
                    member.target().equals(usual) ? null : member.target().toJson();
            members.save(new MemberEntity(
                    new MemberEntity.Key(id, i), member, target, FloatCodec.encode(member.parameters())));
        }
    }

    /**
     * A model ready to predict.
     *
     * @param checkpoint parameters to take instead of those at the end, by the member of the job
     * @return null where the model was deleted meanwhile
     */
    @Nullable
    TrainedModel load(ModelEntity model, Map<Integer, byte[]> checkpoint) {
        List<Expert> networks = networks(model);
        List<Preprocessor> views = new ArrayList<>();
        views.add(json.preprocessor(model));
        preparations.of(model.id()).forEach(view -> views.add(Preprocessor.fromJson(view.preprocessor())));
        List<ModelMember> all = new ArrayList<>();
        for (MemberEntity member : members.of(model.id())) {
            byte[] bytes = checkpoint.getOrDefault(member.jobMember(), member.parameters());
            String target = member.target();
            Preprocessor view = views.get(member.preparation());
            NetworkSpec network = networks.get(member.expert()).network();
            all.add(new ModelMember(
                    member.jobMember(),
                    member.expert(),
                    member.preparation(),
                    target == null ? view.target() : TargetEncoding.fromJson(target),
                    member.weight(),
                    FloatCodec.decode(bytes, Math.toIntExact(Parameters.count(network)))));
        }
        // a model is deleted as a whole: if its members, read last, were still there, so was what was read before
        return all.isEmpty()
                ? null
                : new TrainedModel(model.id(), model.name(), model.version(), model.task(), networks, views, all);
    }

    List<ModelView> views(List<ModelEntity> found) {
        Map<UUID, List<String>> names =
                aliases.of(found.stream().map(ModelEntity::id).toList());
        return found.stream()
                .map(model -> json.view(
                        model,
                        names.getOrDefault(model.id(), List.of()),
                        networks(model),
                        members.byExpert(model.id())))
                .toList();
    }

    private List<Expert> networks(ModelEntity model) {
        List<Expert> networks = new ArrayList<>();
        networks.add(new Expert(model.expertName(), json.network(model), json.loss(model.loss())));
        experts.of(model.id())
                .forEach(expert -> networks.add(
                        new Expert(expert.name(), json.network(expert.network()), json.loss(expert.loss()))));
        return networks;
    }
}
