package dev.chainrule.preparation;

import dev.chainrule.web.Faults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances while they are read, a value at a time, the values of a row in the order of the inputs. Used by one thread. */
public final class InstanceRows {

    private final List<InputColumn> inputs;
    private final FeatureLayout layout;
    private final boolean takesMissing;
    private final int capacity;
    private final boolean ignoreUnknown;
    private final Faults faults;
    private final Map<String, Long> unknown = new LinkedHashMap<>();
    private final float[] x;
    /** The cells of the row that is being read. */
    private final float[] numbers;

    private final int[] levels;

    InstanceRows(
            List<InputColumn> inputs,
            FeatureLayout layout,
            boolean takesMissing,
            int capacity,
            boolean ignoreUnknown,
            Faults faults) {
        this.inputs = inputs;
        this.layout = layout;
        this.takesMissing = takesMissing;
        this.capacity = capacity;
        this.ignoreUnknown = ignoreUnknown;
        this.faults = faults;
        this.x = new float[Math.multiplyExact(capacity, layout.features())];
        this.numbers = new float[layout.numbers()];
        this.levels = new int[layout.levelCounts().length];
    }

    Faults faults() {
        return faults;
    }

    int capacity() {
        return capacity;
    }

    /** Puts a value that came as text, such as the cell of a CSV file; what is wrong with it is a fault at {@code pointer}. */
    public void put(int row, int input, String text, String pointer) {
        put(row, input, InstanceValue.ofText(text), pointer);
    }

    void put(int row, int input, InstanceValue value, String pointer) {
        InputColumn column = inputs.get(input);
        boolean missing = value.isMissing();
        if (missing && !takesMissing) {
            faults.add(pointer, column.name() + " is missing, and the model was trained to reject missing values");
            return;
        }
        switch (column.type()) {
            case NUMERIC, DATE -> {
                double number = missing ? Double.NaN : value.number(column, pointer, faults);
                layout.putNumber(input, number, numbers, levels);
            }
            case BOOLEAN -> {
                double flag = missing ? Double.NaN : value.flag(column, pointer, faults) ? 1 : 0;
                layout.putNumber(input, flag, numbers, levels);
            }
            case CATEGORICAL, TEXT -> putCategory(input, missing ? null : value, pointer);
        }
        if (input == inputs.size() - 1) {
            layout.write(numbers, 0, levels, x, row * layout.features());
        }
    }

    private void putCategory(int input, @Nullable InstanceValue value, String pointer) {
        InputColumn column = inputs.get(input);
        String category = value == null ? null : value.category(column, pointer, faults);
        if (value != null && category == null) {
            return;
        }
        if (layout.putCategory(input, category, category, levels) || category == null) {
            return;
        }
        if (ignoreUnknown) {
            unknown.merge(column.name(), 1L, Long::sum);
        } else {
            faults.add(pointer, InstanceValue.unknownCategory(column, category));
        }
    }

    /** The first {@code rows} of what was put: their features are those of the next ones, once these are put. */
    public EncodedInstances encoded(int rows) {
        return new EncodedInstances(x, rows, layout.features(), unknown);
    }
}
