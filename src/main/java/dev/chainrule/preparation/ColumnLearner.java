package dev.chainrule.preparation;

import dev.chainrule.dataset.Column;
import dev.chainrule.dataset.ColumnType;
import dev.chainrule.dataset.RowCursor;
import dev.chainrule.preparation.PreprocessingSpec.Dates;
import dev.chainrule.preparation.PreprocessingSpec.Missing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Learns what becomes of a column, from its values in the training rows. */
final class ColumnLearner {

    private final Column column;
    private final PreprocessingSpec spec;
    private final List<NumberLearner> numbers;
    private final List<LevelLearner> levels;
    /** What was learned, in the order of {@link #numbers}. */
    private final List<Transform> learned = new ArrayList<>();

    private int missing;
    /** Of a boolean. */
    private int yes;
    /** The number that was read last, NaN where it is missing. */
    private double value;

    ColumnLearner(Column column, PreprocessingSpec spec) {
        this.column = column;
        this.spec = spec;
        boolean calendar = column.type() == ColumnType.DATE && spec.date() == Dates.CALENDAR;
        List<Part> whole = List.of(Part.VALUE);
        List<Part> numberParts = calendar ? Part.CALENDAR_NUMBERS : column.isNumber() ? whole : List.of();
        List<Part> levelParts = switch (column.type()) {
            case CATEGORICAL, TEXT -> whole;
            case NUMERIC, BOOLEAN, DATE -> calendar ? Part.CALENDAR_CATEGORIES : List.of();
        };
        numbers =
                numberParts.stream().map(part -> new NumberLearner(part, spec)).toList();
        levels = levelParts.stream().map(part -> new LevelLearner(part, spec)).toList();
    }

    /** How many numbers of each sampled row it has to keep for a while. */
    int sampleWidth() {
        return (int) numbers.stream().filter(NumberLearner::needsSample).count();
    }

    /** Takes a row into account that was not seen before. */
    void see(RowCursor row) {
        switch (column.type()) {
            case NUMERIC, DATE -> {
                read(row);
                missing += Double.isNaN(value) ? 1 : 0;
                numbers.forEach(number -> number.see(value));
                levels.forEach(level -> level.see(value));
            }
            case BOOLEAN -> {
                read(row);
                missing += Double.isNaN(value) ? 1 : 0;
                yes += value == 1 ? 1 : 0;
            }
            case CATEGORICAL, TEXT -> {
                boolean isMissing = row.isMissing(column);
                missing += isMissing ? 1 : 0;
                levels.forEach(level -> level.see(isMissing ? null : row.category(column)));
            }
        }
    }

    /** Reads the number of a row, to be sampled. */
    void read(RowCursor row) {
        value = row.isMissing(column) ? Double.NaN : row.number(column);
    }

    void startSample(int rows) {
        numbers.stream().filter(NumberLearner::needsSample).forEach(number -> number.startSample(rows));
    }

    /** Keeps the number that was read last. */
    void sample(int index) {
        numbers.forEach(number -> number.sample(index, value));
    }

    /** Learns the numbers; the sample is let go. */
    void endSample(@Nullable TreeTarget target) {
        numbers.forEach(number -> number.finish(target).ifPresent(learned::add));
    }

    /** @param rows number of training rows */
    InputColumn finish(int rows) {
        List<Transform> transforms = new ArrayList<>(learned);
        levels.forEach(level -> level.finish(rows).ifPresent(transforms::add));
        if (column.type() == ColumnType.BOOLEAN) {
            int no = rows - missing - yes;
            boolean constant = yes == 0 || no == 0;
            if (spec.categorical().plain() || !constant) {
                transforms.add(new Transform.Flag(yes > no));
            }
        }
        boolean hasLevel = spec.missing() == Missing.LEVEL
                && (column.type() == ColumnType.CATEGORICAL || column.type() == ColumnType.TEXT);
        boolean nothingElse = missing == rows && transforms.isEmpty();
        if (missing > 0 && !hasLevel && !nothingElse) {
            transforms.add(new Transform.Missing());
        }
        return new InputColumn(column.name(), column.type(), transforms);
    }
}
