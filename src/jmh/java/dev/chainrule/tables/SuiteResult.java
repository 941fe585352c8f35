package dev.chainrule.tables;

/**
 * What a model reached on a split of a table.
 *
 * @param fit seconds
 * @param error on the test rows: less is better
 */
record SuiteResult(String data, int split, String model, String task, double fit, double error) {

    boolean isOf(String table, int ofSplit) {
        return data.equals(table) && split == ofSplit;
    }
}
