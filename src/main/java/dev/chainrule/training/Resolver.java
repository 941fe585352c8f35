package dev.chainrule.training;

import dev.chainrule.dataset.ChosenColumns;
import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.DatasetKind;
import dev.chainrule.dataset.DatasetReference;
import dev.chainrule.engine.data.ValidationSplit;
import dev.chainrule.engine.nn.Activation;
import dev.chainrule.engine.nn.ElementLoss;
import dev.chainrule.engine.nn.Loss;
import dev.chainrule.engine.nn.NetworkSpec;
import dev.chainrule.engine.train.Task;
import dev.chainrule.engine.train.TrainingSpec;
import dev.chainrule.network.LossJson;
import dev.chainrule.network.NetworkDefinition;
import dev.chainrule.network.NetworkJson;
import dev.chainrule.preparation.ClassLabels;
import dev.chainrule.preparation.PreprocessingSpec.Missing;
import dev.chainrule.preparation.Preprocessor;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Brings the parts of one request, or of one of its experts, together: checks that they fit, and fills in what they leave open. */
final class Resolver {

    private static final SecureRandom SEEDS = new SecureRandom();

    private final @Nullable String name;
    private final NetworkDefinition network;
    private final DatasetReference dataset;
    private final ChosenColumns columns;
    private final Preparing preparing;
    private final TrainingSettings settings;
    private final MemberPlanner planner;
    private final Faults faults;
    private final Loss loss;

    /** @param validation what is held out */
    Resolver(
            ExpertRequest expert,
            DatasetReference dataset,
            ChosenColumns columns,
            Validation validation,
            Faults faults) {
        this.name = expert.name();
        this.network = expert.network();
        this.dataset = dataset;
        this.columns = columns;
        this.preparing = expert.preparing();
        this.settings = expert.settings();
        this.planner = new MemberPlanner(dataset, columns, validation, faults);
        this.faults = faults;
        this.loss = settings.loss()
                .orElseGet(() -> LossJson.defaultFor(network.spec().lastActivation()));
    }

    /** @param first the first of the experts, whose folds all have; null for the first or only one */
    ResolvedExpert resolve(@Nullable ResolvedExpert first) {
        LossJson.check(loss, network.spec(), "/training/loss", faults);
        planner.checkRows(preparing);
        if (columns.targets().isEmpty()) {
            faults.add("/dataset/target", "is missing: the dataset has no target of its own");
        }
        faults.throwIfAny();

        Optional<ClassLabels> labels = labels();
        int outputs = labels.map(this::outputsFor).orElse(columns.targets().size());
        checkSize(network.spec().outputs(), outputs, lastLayer() + "/units", whatOutputsAre(labels));
        refuseMissing();
        TargetCheck.check(
                loss, labels.isPresent(), preparing.scaling().orElse(null), dataset, columns.targets(), faults);
        Task task = task(labels, outputs);
        preparing.checkTask(task, faults);
        faults.throwIfAny();

        if (first != null && (first.task() != task || first.outputs() != outputs)) {
            faults.add("/network", "makes another kind of prediction than the first expert does");
            faults.throwIfAny();
        }
        long seed = settings.seed()
                .orElseGet(() -> first == null
                        ? (long) SEEDS.nextInt(Integer.MAX_VALUE)
                        : first.expert().spec().seed());
        List<ValidationSplit> splits = first == null ? planner.splits(labels, seed) : first.splits();
        List<SampleWeighting> weightings = planner.weightings(settings.classWeights(), labels, splits);
        List<Preprocessor> preparations = planner.preparations(preparing, splits, labels.isPresent(), outputs);
        Preprocessor preprocessor = preparations.getFirst();
        int inputs = preprocessor.featureCount();
        if (inputs == 0) {
            faults.add("/preprocessing", "leaves no feature: no column says anything about the training rows");
            faults.throwIfAny();
        }
        checkSize(network.spec().inputs(), inputs, "/network/inputs", "the number of features");
        checkMemory(outputs);
        faults.throwIfAny();
        NetworkSpec spec = network.spec().resolve(inputs, outputs);
        NetworkJson.checkSizes(spec, "/network", faults);
        faults.throwIfAny();

        if (planner.validation() instanceof Validation.Rows(DatasetReference held)) {
            ValidationRows.check(held, preprocessor, faults);
            faults.throwIfAny();
        }

        TrainingSpec training = settings.resolve(loss, seed, splits.getFirst().training().length);
        ExpertPlan expert = new ExpertPlan(
                name,
                new NetworkDefinition(network.name(), spec, network.parameters()),
                preparing,
                training,
                settings.classWeights(),
                settings.checkpoints());
        return new ResolvedExpert(expert, task, outputs, splits, weightings, preparations);
    }

    private String lastLayer() {
        return "/network/layers/" + (network.spec().layers().size() - 1);
    }

    /** The classes of the rows, where the task is classification of a labelled dataset. */
    private Optional<ClassLabels> labels() {
        if (preparing instanceof Preparing.AsModel(Continuation model)) {
            Optional<ClassLabels> known = model.labels(dataset, columns, faults);
            faults.throwIfAny();
            return known;
        }
        boolean crossEntropy = switch (loss) {
            case Loss.BinaryCrossEntropy _, Loss.CategoricalCrossEntropy _ -> true;
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> false;
        };
        boolean softmax = network.spec().lastActivation() instanceof Activation.Softmax;
        boolean wanted = dataset.schema().kind() == DatasetKind.TABLE && (crossEntropy || softmax);
        if (!wanted && !columns.isClassification()) {
            return Optional.empty();
        }
        Optional<String> obstacle = columns.whyNoClassification();
        if (obstacle.isPresent()) {
            String cause = columns.isClassification()
                    ? ""
                    : "; the last layer's activation and the loss make it a classification";
            faults.add("/dataset/target", obstacle.get() + cause);
            faults.throwIfAny();
        }
        return Optional.of(ClassLabels.read(dataset.rows(), columns.targets().getFirst()));
    }

    /** One output a class, or a single one for two classes where the last activation is a sigmoid. */
    private int outputsFor(ClassLabels labels) {
        int classes = labels.labels().size();
        if (classes < 2) {
            faults.add(
                    "/dataset/target",
                    "has a single class, " + JsonText.quote(labels.labels().getFirst()));
        }
        boolean sigmoid = network.spec().lastActivation() instanceof Activation.Sigmoid;
        boolean softmax = network.spec().lastActivation() instanceof Activation.Softmax;
        if (!softmax && !(sigmoid && classes == 2)) {
            faults.add(
                    lastLayer() + "/activation",
                    "must be softmax for the " + classes + " classes of the target"
                            + (classes == 2 ? ", or sigmoid" : ""));
        }
        return sigmoid ? 1 : classes;
    }

    private String whatOutputsAre(Optional<ClassLabels> labels) {
        Column first = columns.targets().getFirst();
        return labels.isPresent()
                ? "for the " + labels.get().labels().size() + " classes of " + first.name()
                : "the number of targets";
    }

    private void checkSize(OptionalInt given, int needed, String pointer, String why) {
        if (given.isPresent() && given.getAsInt() != needed) {
            faults.add(pointer, "must be " + needed + ", " + why + ", was " + given.getAsInt());
        }
    }

    private void refuseMissing() {
        if (!preparing.learns(Missing.REJECT)) {
            return;
        }
        for (Column column : columns.features()) {
            if (column.missing() > 0) {
                faults.add(
                        "/preprocessing/missing",
                        "is reject, and the column " + JsonText.quote(column.name()) + " has " + column.missing()
                                + " missing values");
            }
        }
    }

    private void checkMemory(int outputs) {
        long largest = (long) dataset.rows().count() * outputs;
        if (largest > Integer.MAX_VALUE - 8) {
            faults.add(
                    "/dataset", "is too large to be trained on: " + largest + " numbers, more than an array can hold");
        }
    }

    private Task task(Optional<ClassLabels> labels, int outputs) {
        if (labels.isPresent()) {
            return labels.get().labels().size() == 2 ? Task.BINARY_CLASSIFICATION : Task.MULTICLASS_CLASSIFICATION;
        }
        return switch (loss) {
            case Loss.MeanSquaredError _, Loss.HalfSquaredError _, ElementLoss _ -> Task.REGRESSION;
            case Loss.BinaryCrossEntropy _ ->
                outputs == 1 ? Task.BINARY_CLASSIFICATION : Task.MULTILABEL_CLASSIFICATION;
            case Loss.CategoricalCrossEntropy _ ->
                outputs == 2 ? Task.BINARY_CLASSIFICATION : Task.MULTICLASS_CLASSIFICATION;
        };
    }
}
