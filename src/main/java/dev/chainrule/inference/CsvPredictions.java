package dev.chainrule.inference;

import dev.chainrule.dataset.CsvRows;
import dev.chainrule.model.Predictor;
import dev.chainrule.model.ReadyModel;
import dev.chainrule.model.TrainedModel;
import dev.chainrule.preparation.InputColumn;
import dev.chainrule.preparation.InstanceRows;
import dev.chainrule.web.Faults;
import dev.chainrule.web.JsonText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Predicts for the rows of a CSV file, some at a time: neither the file nor the answer is ever in memory as a whole. What is wrong is
 * a fault that names line, column and feature. Used by one thread.
 */
final class CsvPredictions {

    private static final int MOST_ROWS = 256;

    /** Most features, and most characters of cells, that are in memory at once. */
    private static final int MOST_AT_ONCE = 1 << 20;

    /** After so many faults the rest of the file is not looked at. */
    private static final int MOST_FAULTS = 100;

    private final CsvRows rows;
    private final TrainedModel model;
    private final Predictor predictor;
    private final Outputs meaning;
    private final Appendable out;
    private final Faults faults = new Faults();
    /** Of the values, without their places, which are found out only where there is a fault. */
    private final Faults faultsOfValues = new Faults();

    private final InstanceRows instances;
    private final int[] columns;
    /** The rows that are read and not yet predicted, as they were sent; where each ends, and its line. */
    private final CsvText sent;

    private final CsvText answer;
    private final int[] ends;
    private final long[] lines;
    private int waiting;
    private long predicted;

    /** @param out receives the answer */
    CsvPredictions(ReadyModel ready, CsvRows rows, boolean ignoreUnknown, Appendable out) {
        this.rows = rows;
        this.model = ready.model();
        this.predictor = ready.predictor();
        this.meaning = new Outputs(model.preprocessor());
        this.out = out;
        this.columns = columns(model.preprocessor().inputs());
        refuseDoubles();
        faults.throwIfAny();
        int widest = Math.max(1, ready.encoder().features());
        int most = Math.clamp(MOST_AT_ONCE / widest, 1, MOST_ROWS);
        this.instances = ready.encoder().rows(most, ignoreUnknown, faultsOfValues);
        this.sent = new CsvText(rows.separator());
        this.answer = new CsvText(rows.separator());
        this.ends = new int[most];
        this.lines = new long[most];
    }

    /** Where the inputs stand in the file. */
    private int[] columns(List<InputColumn> inputs) {
        int[] found = new int[inputs.size()];
        for (int i = 0; i < found.length; i++) {
            found[i] = rows.header().indexOf(inputs.get(i).name());
            if (found[i] < 0) {
                faults.add(
                        CsvRows.place(1, 1),
                        "there is no column " + JsonText.quote(inputs.get(i).name()) + ", a feature of the model");
            }
        }
        return found;
    }

    /** A table in which two columns have the same name is of no use to anybody. */
    private void refuseDoubles() {
        for (String name : meaning.columns()) {
            int column = rows.header().indexOf(name);
            if (column >= 0) {
                faults.add(
                        CsvRows.place(1, column + 1),
                        "the column " + JsonText.quote(name)
                                + " is one that the answer adds: rename it or leave it out");
            }
        }
    }

    /**
     * Reads everything, and writes the answer.
     *
     * @param withHeader whether the answer begins with the names of its columns
     * @return number of rows
     */
    long predict(boolean withHeader) throws IOException {
        if (withHeader) {
            writeHeader();
        }
        while (rows.advance()) {
            read();
            if (waiting == ends.length || sent.length() > MOST_AT_ONCE) {
                flush();
            }
            if (faults.count() >= MOST_FAULTS) {
                faults.add("", "and there may be more: the rest of the file was not looked at");
                break;
            }
        }
        flush();
        faults.throwIfAny();
        return predicted;
    }

    private void writeHeader() throws IOException {
        List<String> names = new ArrayList<>(rows.header());
        names.addAll(meaning.columns());
        for (int i = 0; i < names.size(); i++) {
            (i == 0 ? answer : answer.separate()).cell(names.get(i));
        }
        out.append(answer.endLine().chars());
    }

    private void read() {
        for (int i = 0; i < columns.length; i++) {
            String cell = rows.cell(columns[i]);
            int before = faultsOfValues.count();
            instances.put(waiting, i, cell, "");
            if (faultsOfValues.count() > before) {
                faults.add(
                        CsvRows.place(rows.lineOf(columns[i]), columns[i] + 1),
                        faultsOfValues.list().get(before).detail());
            }
        }
        for (int column = 0; column < rows.header().size(); column++) {
            (column == 0 ? sent : sent.separate()).cell(rows.chars(), rows.start(column), rows.end(column));
        }
        lines[waiting] = rows.line();
        ends[waiting++] = sent.length();
    }

    private void flush() throws IOException {
        if (faults.isEmpty() && waiting > 0) {
            write(predictor.predict(instances.encoded(waiting)));
        }
        predicted += waiting;
        waiting = 0;
        sent.clear();
    }

    private void write(float[] outputs) throws IOException {
        int width = model.outputs();
        answer.clear();
        for (int row = 0; row < waiting; row++) {
            if (!meaning.isFinite(outputs, row * width, width)) {
                faults.add(
                        CsvRows.place(lines[row], 1),
                        "its prediction is not a finite number: the values are far outside what the model knows");
            }
            answer.append(sent, row == 0 ? 0 : ends[row - 1], ends[row]);
            meaning.append(outputs, row * width, width, answer);
            answer.endLine();
        }
        out.append(answer.chars());
    }
}
