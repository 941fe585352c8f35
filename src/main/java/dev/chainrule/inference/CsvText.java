package dev.chainrule.inference;

/** Lines of CSV while they are written. A cell is quoted where it has to be: RFC 4180, with the separator of the file that was sent. */
final class CsvText {

    private final char separator;
    private final StringBuilder text = new StringBuilder();

    CsvText(char separator) {
        this.separator = separator;
    }

    CsvText separate() {
        text.append(separator);
        return this;
    }

    CsvText cell(String cell) {
        return cell(cell.toCharArray(), 0, cell.length());
    }

    /** The characters from {@code start} to {@code end - 1}. */
    CsvText cell(char[] chars, int start, int end) {
        if (!needsQuotes(chars, start, end)) {
            text.append(chars, start, end - start);
            return this;
        }
        text.append('"');
        for (int i = start; i < end; i++) {
            if (chars[i] == '"') {
                text.append('"');
            }
            text.append(chars[i]);
        }
        text.append('"');
        return this;
    }

    /** Also where there are blanks at an end, which some readers would take away. */
    private boolean needsQuotes(char[] chars, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = chars[i];
            if (c == separator || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return start < end && (chars[start] == ' ' || chars[end - 1] == ' ');
    }

    /** A number of 32 bits, in the same digits as in JSON. */
    void number(double value) {
        text.append(value);
    }

    CsvText endLine() {
        text.append('\n');
        return this;
    }

    /** Appends a part of another text. */
    CsvText append(CsvText other, int start, int end) {
        text.append(other.text, start, end);
        return this;
    }

    int length() {
        return text.length();
    }

    void clear() {
        text.setLength(0);
    }

    CharSequence chars() {
        return text;
    }
}
