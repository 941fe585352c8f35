package dev.chainrule.preparation;

import dev.chainrule.dataset.ColumnType;

/** A column that a model predicts from. */
public record InputColumn(String name, ColumnType type, Transform transform) {}
