package dev.chainrule.dataset;

import java.util.ArrayList;
import java.util.List;

/** Finds out what separates the cells of a CSV file. */
final class Separator {

    /** How many characters are looked at. */
    static final int STRETCH = 1 << 16;

    private static final char[] CANDIDATES = {',', ';', '\t'};
    private static final int MOST_RECORDS = 100;

    private Separator() {}

    /**
     * The separator of the file that begins with {@code chars}: of those that the first line has, the one that most
     * lines have as often, and of those the one that it has most often. A comma where it has none.
     */
    static char of(char[] chars) {
        char best = CANDIDATES[0];
        double bestShare = 0;
        int bestCount = 0;
        for (char candidate : CANDIDATES) {
            List<Integer> counts = counts(chars, candidate);
            int first = counts.isEmpty() ? 0 : Math.max(counts.getFirst(), 0);
            double share = first == 0
                    ? 0
                    : (double) counts.stream().filter(count -> count == first).count() / counts.size();
            if (share > bestShare || (share == bestShare && share > 0 && first > bestCount)) {
                best = candidate;
                bestShare = share;
                bestCount = first;
            }
        }
        return best;
    }

    /**
     * How many separators the first lines have, quoted ones left out; -1 where text follows a closing quote. A last line that is not
     * complete counts only if it is alone.
     */
    private static List<Integer> counts(char[] chars, char separator) {
        List<Integer> counts = new ArrayList<>();
        boolean quoted = false;
        boolean closed = false;
        boolean cellBegins = true;
        boolean wrong = false;
        int count = 0;
        int lineBegins = 0;
        for (int i = 0; i < chars.length && counts.size() < MOST_RECORDS; i++) {
            char c = chars[i];
            if (quoted) {
                quoted = c != '"';
                closed = !quoted;
            } else if (c == '"' && (cellBegins || closed)) {
                // a quote that is written twice closes and opens again
                quoted = true;
                closed = false;
                cellBegins = false;
            } else if (c == '\n' || c == '\r') {
                if (i > lineBegins) {
                    counts.add(wrong ? -1 : count);
                }
                lineBegins = i + 1;
                closed = false;
                cellBegins = true;
                wrong = false;
                count = 0;
            } else {
                wrong |= closed && c != separator;
                closed = false;
                cellBegins = c == separator;
                count += cellBegins ? 1 : 0;
            }
        }
        if (counts.isEmpty() && chars.length > lineBegins) {
            counts.add(wrong ? -1 : count);
        }
        return counts;
    }
}
