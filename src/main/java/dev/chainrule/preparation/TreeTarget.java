package dev.chainrule.preparation;

import java.util.Arrays;

/** What a decision tree predicts, a row each; the tree may see but some of the rows. */
sealed interface TreeTarget {

    /** The impurity of all rows that the tree sees, with which a split's gain is compared. */
    double scale();

    /**
     * Goes through a node from left to right.
     *
     * @param order the rows in ascending order of what they are split by, of which the node has {@code from} to {@code to - 1}
     */
    Scan scan(int[] order, int from, int to);

    /** A node whose rows move, one by one, from its right part to its left. */
    interface Scan {

        /** Moves the next row to the left. */
        void move();

        /** By how much the impurity of the parts together is less than the node's, each times its number of rows. */
        double gain();
    }

    /**
     * Numbers: the impurity is the variance, the mean over several targets.
     *
     * @param values (rows, targets), standardized
     */
    record Values(double[] values, int targets) implements TreeTarget {

        @Override
        public double scale() {
            return 1;
        }

        @Override
        public Scan scan(int[] order, int from, int to) {
            double[] all = new double[targets];
            for (int i = from; i < to; i++) {
                for (int k = 0; k < targets; k++) {
                    all[k] += values[order[i] * targets + k];
                }
            }
            double[] left = new double[targets];
            return new Scan() {
                private int moved;

                @Override
                public void move() {
                    for (int k = 0; k < targets; k++) {
                        left[k] += values[order[from + moved] * targets + k];
                    }
                    moved++;
                }

                // n var = sum of squares - sum^2 / n, of which the squares of the parts are those of the node.
                @Override
                public double gain() {
                    int others = to - from - moved;
                    double gain = 0;
                    for (int k = 0; k < targets; k++) {
                        double right = all[k] - left[k];
                        gain += left[k] * left[k] / moved + right * right / others - all[k] * all[k] / (to - from);
                    }
                    return gain / targets;
                }
            };
        }
    }

    /**
     * Classes: the impurity is the entropy in bits.
     *
     * @param classes (rows) indices
     * @param counts (classes) how many of the rows that the tree sees are of each class
     * @param bits (at least one more than the rows that it sees) c log2 c of each number c
     */
    record Classes(int[] classes, int[] counts, double[] bits) implements TreeTarget {

        /** Of a tree that sees all rows. */
        static Classes of(int[] classes, int count) {
            int[] counts = new int[count];
            for (int c : classes) {
                counts[c]++;
            }
            return new Classes(classes, counts, bits(classes.length));
        }

        static double[] bits(int rows) {
            double[] bits = new double[rows + 1];
            double ln2 = StrictMath.log(2);
            for (int c = 2; c < bits.length; c++) {
                bits[c] = c * (StrictMath.log(c) / ln2);
            }
            return bits;
        }

        /** The share of the rows that the most frequent class does not have. */
        @Override
        public double scale() {
            return 1
                    - (double) Arrays.stream(counts).max().orElse(0)
                            / Arrays.stream(counts).sum();
        }

        @Override
        public Scan scan(int[] order, int from, int to) {
            int[] right = new int[counts.length];
            for (int i = from; i < to; i++) {
                right[classes[order[i]]]++;
            }
            double all = 0;
            for (int count : right) {
                all += bits[count];
            }
            int[] left = new int[counts.length];
            double sum = all;
            return new Scan() {
                private int moved;
                private double leftBits;
                private double rightBits = sum;

                @Override
                public void move() {
                    int c = classes[order[from + moved++]];
                    leftBits += bits[left[c] + 1] - bits[left[c]];
                    rightBits += bits[right[c] - 1] - bits[right[c]];
                    left[c]++;
                    right[c]--;
                }

                // n H = n log2 n - sum of c log2 c.
                @Override
                public double gain() {
                    int size = to - from;
                    double node = bits[size] - sum;
                    return node - (bits[moved] - leftBits) - (bits[size - moved] - rightBits);
                }
            };
        }
    }
}
