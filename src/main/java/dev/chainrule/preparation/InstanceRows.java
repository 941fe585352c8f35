package dev.chainrule.preparation;

import dev.chainrule.web.Faults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instances while they are read, a value at a time, the values of a row in the order of the inputs. Used by one thread. */
public final class InstanceRows {

    private final List<FeatureLayout> layouts;
    private final InstanceView[] views;
    private final boolean takesMissing;
    private final int capacity;
    private final boolean ignoreUnknown;
    private final Faults faults;
    private final Map<String, Long> unknown = new LinkedHashMap<>();
    /** (kinds of cells, capacity * numbers) */
    private final float[][] numbers;
    /** (kinds of cells, capacity * levels) */
    private final int[][] levels;
    /** The cells of the row that is being read. */
    private final float[][] rowNumbers;

    private final int[][] rowLevels;

    /**
     * @param layouts one for each kind of cells
     * @param views one for each preparation
     */
    InstanceRows(
            List<FeatureLayout> layouts,
            InstanceView[] views,
            boolean takesMissing,
            int capacity,
            boolean ignoreUnknown,
            Faults faults) {
        this.layouts = layouts;
        this.views = views;
        this.takesMissing = takesMissing;
        this.capacity = capacity;
        this.ignoreUnknown = ignoreUnknown;
        this.faults = faults;
        this.numbers = new float[layouts.size()][];
        this.levels = new int[layouts.size()][];
        this.rowNumbers = new float[layouts.size()][];
        this.rowLevels = new int[layouts.size()][];
        for (int cells = 0; cells < numbers.length; cells++) {
            rowNumbers[cells] = new float[layouts.get(cells).numbers()];
            rowLevels[cells] = new int[layouts.get(cells).levels()];
            numbers[cells] = new float[Math.multiplyExact(capacity, rowNumbers[cells].length)];
            levels[cells] = new int[Math.multiplyExact(capacity, rowLevels[cells].length)];
        }
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
        InputColumn column = layouts.getFirst().input(input);
        boolean missing = value.isMissing();
        if (missing && !takesMissing) {
            faults.add(pointer, column.name() + " is missing, and the model was trained to reject missing values");
            return;
        }
        switch (column.type()) {
            case NUMERIC, DATE -> {
                double number = missing ? Double.NaN : value.number(column, pointer, faults);
                putNumber(input, number);
            }
            case BOOLEAN -> {
                double flag = missing ? Double.NaN : value.flag(column, pointer, faults) ? 1 : 0;
                putNumber(input, flag);
            }
            case CATEGORICAL, TEXT -> putCategory(input, missing ? null : value, pointer);
        }
        if (input == layouts.getFirst().inputs() - 1) {
            for (int cells = 0; cells < numbers.length; cells++) {
                float[] u = rowNumbers[cells];
                int[] l = rowLevels[cells];
                System.arraycopy(u, 0, numbers[cells], row * u.length, u.length);
                System.arraycopy(l, 0, levels[cells], row * l.length, l.length);
            }
        }
    }

    private void putNumber(int input, double number) {
        for (int cells = 0; cells < numbers.length; cells++) {
            layouts.get(cells).putNumber(input, number, rowNumbers[cells], rowLevels[cells]);
        }
    }

    private void putCategory(int input, @Nullable InstanceValue value, String pointer) {
        InputColumn column = layouts.getFirst().input(input);
        String category = value == null ? null : value.category(column, pointer, faults);
        if (value != null && category == null) {
            return;
        }
        InputColumn without = null;
        for (int cells = 0; cells < numbers.length; cells++) {
            FeatureLayout layout = layouts.get(cells);
            if (!layout.putCategory(input, category, category, rowLevels[cells]) && without == null) {
                without = layout.input(input);
            }
        }
        if (without == null || category == null) {
            return;
        }
        if (ignoreUnknown) {
            unknown.merge(column.name(), 1L, Long::sum);
        } else {
            faults.add(pointer, InstanceValue.unknownCategory(without, category));
        }
    }

    /** The first {@code rows} of what was put: their cells are those of the next ones, once these are put. */
    public EncodedInstances encoded(int rows) {
        return new EncodedInstances(rows, numbers, levels, views, unknown);
    }
}
