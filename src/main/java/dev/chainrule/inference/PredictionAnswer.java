package dev.chainrule.inference;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The predictions of a model, one for each instance, in their order; {@code openapi/inference.yaml} describes their kinds. */
record PredictionAnswer(String model, int version, List<ObjectNode> predictions) {}
