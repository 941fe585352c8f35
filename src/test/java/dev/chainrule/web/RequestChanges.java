package dev.chainrule.web;

import java.util.stream.Stream;

/** Rows for the request of a training job, and for its dataset. */
final class RequestChanges {

    private RequestChanges() {}

    static Stream<PropertyChanges.Change> requests() {
        return Stream.of(
                PropertyChanges.row(
                        "TrainingJobRequest.network",
                        BaseRequests.VALUES,
                        "/network",
                        BaseRequests.OTHER_NETWORK.toString()),
                PropertyChanges.row(
                        "TrainingJobRequest.dataset",
                        BaseRequests.VALUES,
                        "/dataset",
                        "{\"inputs\": [[1], [2]], \"targets\": [[1], [3]]}"),
                PropertyChanges.row(
                        "TrainingJobRequest.preprocessing",
                        BaseRequests.TABLE,
                        "/preprocessing",
                        "{\"numeric\": \"none\", \"target\": \"none\"}"),
                PropertyChanges.row("TrainingJobRequest.training", BaseRequests.VALUES, "/training", "{\"epochs\": 2}"),
                PropertyChanges.row("Training.epochs", BaseRequests.VALUES, "/training/epochs", "5"),
                PropertyChanges.row("Training.batchSize", BaseRequests.VALUES, "/training/batchSize", "4"),
                PropertyChanges.row("Training.shuffle", BaseRequests.VALUES, "/training/shuffle", "false"),
                PropertyChanges.row("Training.seed", BaseRequests.VALUES, "/training/seed", "2"),
                PropertyChanges.row("Training.loss", BaseRequests.VALUES, "/training/loss", "\"huber\""),
                PropertyChanges.row("Training.optimizer", BaseRequests.VALUES, "/training/optimizer", "\"adam\""),
                PropertyChanges.row(
                        "Training.classWeights", BaseRequests.CLASSES, "/training/classWeights", "\"balanced\""),
                PropertyChanges.row(
                        "Training.classWeights.*", BaseRequests.CLASSES, "/training/classWeights", "{\"a\": 3}"),
                PropertyChanges.row(
                        "Training.validation", BaseRequests.VALUES, "/training/validation", "{\"split\": 0.25}"),
                PropertyChanges.row(
                        "Training.validation[split].split",
                        BaseRequests.VALUES.with("/training/validation/split", "0.25"),
                        "/training/validation/split",
                        "0.5"),
                PropertyChanges.row(
                        "Training.validation[dataset].dataset",
                        BaseRequests.VALUES,
                        "/training/validation/dataset",
                        "{\"inputs\": [[1, 2]], \"targets\": [[1, 1, -1]]}"),
                PropertyChanges.row(
                        "Training.validation[folds].folds",
                        BaseRequests.VALUES.with("/training/validation/folds", "2"),
                        "/training/validation/folds",
                        "3"),
                PropertyChanges.row("Training.schedule", BaseRequests.VALUES, "/training/schedule", "\"cosine\""),
                PropertyChanges.row(
                        "Training.gradientClipping",
                        BaseRequests.VALUES,
                        "/training/gradientClipping",
                        "{\"norm\": 0.01}"),
                PropertyChanges.row("Training.stop", BaseRequests.VALUES, "/training/stop", "{\"maxSeconds\": 1e-9}"),
                PropertyChanges.row(
                        "Training.checkpoint", BaseRequests.VALUES, "/training/checkpoint", "{\"everyEpochs\": 2}"),
                PropertyChanges.row(
                        "Training.checkpoint.everyEpochs",
                        BaseRequests.VALUES,
                        "/training/checkpoint/everyEpochs",
                        "1"),
                PropertyChanges.row(
                        "Training.checkpoint.keep",
                        BaseRequests.VALUES.with("/training/checkpoint/everyEpochs", "1"),
                        "/training/checkpoint/keep",
                        "2"));
    }

    static Stream<PropertyChanges.Change> continued() {
        Request request = BaseRequests.TABLE.with("/continueFrom/model", "\"start\"");
        return Stream.of(
                PropertyChanges.row(
                        "TrainingJobRequest.continueFrom", BaseRequests.TABLE, "/continueFrom/model", "\"start\""),
                PropertyChanges.row("ContinueFrom.model", request, "/continueFrom/model", "\"other\""),
                PropertyChanges.row("ContinueFrom.version", request, "/continueFrom/version", "1"));
    }

    static Stream<PropertyChanges.Change> experts() {
        return Stream.of(
                PropertyChanges.row(
                        "TrainingJobRequest.experts", BaseRequests.EXPERTS, "/experts/1/training/epochs", "9"),
                PropertyChanges.row(
                        "TrainingJobRequest.validation", BaseRequests.EXPERTS, "/validation", "{\"folds\": 3}"),
                PropertyChanges.row("FoldsOfExperts.folds", BaseRequests.EXPERTS, "/validation/folds", "4"),
                PropertyChanges.row("Experts.name", BaseRequests.EXPERTS, "/experts/0/name", "\"other\""),
                PropertyChanges.row(
                        "Experts.network",
                        BaseRequests.EXPERTS,
                        "/experts/0/network",
                        BaseRequests.OTHER_NETWORK.toString()),
                PropertyChanges.row(
                        "Experts.preprocessing",
                        BaseRequests.EXPERTS,
                        "/experts/0/preprocessing",
                        "{\"numeric\": \"robust\"}"),
                PropertyChanges.row("Experts.training", BaseRequests.EXPERTS, "/experts/0/training/seed", "8"));
    }

    static Stream<PropertyChanges.Change> preprocessing() {
        return Stream.of(
                PropertyChanges.row(
                        "Preprocessing.numeric", BaseRequests.TABLE, "/preprocessing/numeric", "\"robust\""),
                PropertyChanges.row(
                        "Preprocessing.categorical",
                        BaseRequests.LEVELS,
                        "/preprocessing/categorical",
                        "{\"type\": \"one_hot\", \"minCount\": 3}"),
                PropertyChanges.row("Preprocessing.target", BaseRequests.CLIPPED, "/preprocessing/target", "\"none\""),
                PropertyChanges.row("TargetScaling.clip", BaseRequests.CLIPPED, "/preprocessing/target/clip", "false"),
                PropertyChanges.row(
                        "PiecewiseLinear.maxBins", BaseRequests.PIECES, "/preprocessing/numeric/maxBins", "4"),
                PropertyChanges.row(
                        "OneHotLevels.minCount", BaseRequests.LEVELS, "/preprocessing/categorical/minCount", "3"),
                PropertyChanges.row(
                        "OneHotLevels.maxLevels", BaseRequests.LEVELS, "/preprocessing/categorical/maxLevels", "1"));
    }

    static Stream<PropertyChanges.Change> datasets() {
        return Stream.of(
                PropertyChanges.row("NewMatrix.inputs", BaseRequests.VALUES, "/dataset/inputs/0/0", "3"),
                PropertyChanges.row("NewMatrix.targets", BaseRequests.VALUES, "/dataset/targets/0/0", "3"),
                PropertyChanges.row("NewMatrix.labels", BaseRequests.CLASSES, "/dataset/labels/0", "\"c\""),
                PropertyChanges.row(
                        "NewMatrix.sampleWeights",
                        BaseRequests.VALUES,
                        "/dataset/sampleWeights",
                        "[1, 2, 3, 4, 5, 6, 7, 8]"),
                PropertyChanges.row("NewMatrix.target", BaseRequests.VALUES, "/dataset/target", "[\"y1\", \"y2\"]"),
                PropertyChanges.row("NewMatrix.features", BaseRequests.VALUES, "/dataset/features", "\"x1\""),
                PropertyChanges.row("NewMatrix.ignore", BaseRequests.VALUES, "/dataset/ignore", "\"x1\""),
                PropertyChanges.row(
                        "NewMatrix.weight",
                        BaseRequests.VALUES.with(
                                "/dataset/inputs", "[[1, 3], [2, 1], [0, 2], [4, 1], [1, 1], [2, 2], [0, 1], [5, 3]]"),
                        "/dataset/weight",
                        "\"x2\""),
                PropertyChanges.row("NewTable.weight", BaseRequests.TABLE, "/dataset/weight", "\"age\""),
                PropertyChanges.row(
                        "NewTable.types", BaseRequests.TABLE, "/dataset/types", "{\"age\": \"categorical\"}"),
                PropertyChanges.row(
                        "ColumnTypes.*", BaseRequests.TABLE, "/dataset/types", "{\"age\": \"categorical\"}"),
                PropertyChanges.row(
                        "ColumnTypes.*=categorical",
                        BaseRequests.TABLE,
                        "/dataset/types",
                        "{\"age\": \"categorical\"}"),
                PropertyChanges.row("ColumnTypes.*=text", BaseRequests.TABLE, "/dataset/types", "{\"kind\": \"text\"}"),
                PropertyChanges.row("ColumnTypes.*=numeric", kinds("1", "2"), "/dataset/types/kind", "\"numeric\""),
                PropertyChanges.row(
                        "ColumnTypes.*=boolean", kinds("true", "false"), "/dataset/types/kind", "\"boolean\""),
                PropertyChanges.row(
                        "ColumnTypes.*=date", kinds("2024-01-01", "2024-01-09"), "/dataset/types/kind", "\"date\""),
                PropertyChanges.row("NewSample.rows", BaseRequests.POINTS, "/dataset/rows", "50"),
                PropertyChanges.row("NewSample.noise", BaseRequests.POINTS, "/dataset/noise", "0.5"),
                PropertyChanges.row(
                        "NewSample.classes",
                        BaseRequests.POINTS.with("/dataset/sample", "\"blobs\""),
                        "/dataset/classes",
                        "4"),
                PropertyChanges.row("NewSample.seed", BaseRequests.POINTS, "/dataset/seed", "2"),
                PropertyChanges.row(
                        "SampleName=moons",
                        BaseRequests.POINTS.with("/dataset/sample", "\"blobs\""),
                        "/dataset/sample",
                        "\"moons\""),
                PropertyChanges.row("SampleName=circles", BaseRequests.POINTS, "/dataset/sample", "\"circles\""),
                PropertyChanges.row("SampleName=spiral", BaseRequests.POINTS, "/dataset/sample", "\"spiral\""),
                PropertyChanges.row("SampleName=blobs", BaseRequests.POINTS, "/dataset/sample", "\"blobs\""),
                PropertyChanges.row("SampleName=iris", BaseRequests.POINTS, "/dataset/sample", "\"iris\""),
                PropertyChanges.row("SampleName=linear", BaseRequests.CURVE, "/dataset/sample", "\"linear\""),
                PropertyChanges.row("SampleName=textbook", BaseRequests.CURVE, "/dataset/sample", "\"textbook\""),
                PropertyChanges.row("SampleName=xor", BaseRequests.CURVE, "/dataset/sample", "\"xor\""),
                PropertyChanges.row(
                        "SampleName=sine",
                        BaseRequests.CURVE.with("/dataset/sample", "\"linear\""),
                        "/dataset/sample",
                        "\"sine\""),
                PropertyChanges.row("StoredDataset.weight", BaseRequests.STORED, "/dataset/weight", "\"age\""),
                PropertyChanges.row(
                        "StoredDataset.types", BaseRequests.STORED, "/dataset/types", "{\"age\": \"categorical\"}"),
                PropertyChanges.row("NewTable.rows", BaseRequests.TABLE, "/dataset/rows/0/0", "1000"),
                PropertyChanges.row("NewTable.target", BaseRequests.TABLE, "/dataset/target", "\"age\""),
                PropertyChanges.row(
                        "NewTable.features", BaseRequests.TABLE, "/dataset/features", "[\"size\", \"kind\"]"),
                PropertyChanges.row("NewTable.ignore", BaseRequests.TABLE, "/dataset/ignore", "\"age\""),
                PropertyChanges.row("StoredDataset.id", BaseRequests.STORED, "/dataset/id", "\"{other table}\""),
                PropertyChanges.row("StoredDataset.target", BaseRequests.STORED, "/dataset/target", "\"age\""),
                PropertyChanges.row(
                        "StoredDataset.features", BaseRequests.STORED, "/dataset/features", "[\"size\", \"kind\"]"),
                PropertyChanges.row("StoredDataset.ignore", BaseRequests.STORED, "/dataset/ignore", "\"age\""));
    }

    /** The table with other kinds, which are taken for categories. */
    private static Request kinds(String first, String second) {
        return Request.of(BaseRequests.TABLE
                        .toString()
                        .replace("\"flat\"", quote(first))
                        .replace("\"house\"", quote(second)))
                .with("/dataset/types", "{\"kind\": \"categorical\"}");
    }

    private static String quote(String text) {
        return '"' + text + '"';
    }
}
