package dev.chainrule.preparation;

/**
 * Rows of 32-bit numbers and of levels, which take one byte where they are fewer than 256, else two or four. They lie in blocks, so
 * that they may be more than an array can hold, and need no large piece of free memory.
 */
final class CompactRows {

    private static final int NUMBERS_IN_BLOCK = 1 << 17;
    private static final int ONE_BYTE = 1 << 8;
    private static final int TWO_BYTES = 1 << 16;

    private final int width;
    /** (levels) where each level lies in the bytes of a row, and in how many bytes */
    private final int[] offsets;

    private final int[] bytes;
    private final int rowBytes;
    /** log2 of the number of rows in a block */
    private final int shift;

    private final float[][] numbers;
    private final byte[][] levels;

    /**
     * @param width how many numbers a row has
     * @param levelCounts how many levels there are at each place; a level is an index, or -1
     */
    CompactRows(int rows, int width, int[] levelCounts) {
        this.width = width;
        offsets = new int[levelCounts.length];
        bytes = new int[levelCounts.length];
        int size = 0;
        for (int i = 0; i < levelCounts.length; i++) {
            offsets[i] = size;
            bytes[i] = levelCounts[i] < ONE_BYTE ? 1 : levelCounts[i] < TWO_BYTES ? 2 : 4;
            size += bytes[i];
        }
        rowBytes = size;
        int most = Math.max(1, NUMBERS_IN_BLOCK / Math.max(1, Math.max(width, rowBytes / Float.BYTES)));
        shift = 31 - Integer.numberOfLeadingZeros(most);
        int blocks = (int) (((long) rows + (1 << shift) - 1) >> shift);
        numbers = new float[blocks][];
        levels = new byte[blocks][];
        for (int block = 0; block < blocks; block++) {
            int count = Math.min(1 << shift, rows - (block << shift));
            numbers[block] = new float[count * width];
            levels[block] = new byte[count * rowBytes];
        }
    }

    /** How many bytes a row takes. */
    int bytesOfRow() {
        return Float.BYTES * width + rowBytes;
    }

    private int inBlock(int row) {
        return row & ((1 << shift) - 1);
    }

    /** The array in which the numbers of a row lie, from {@link #numbersAt} on. */
    float[] numbers(int row) {
        return numbers[row >> shift];
    }

    int numbersAt(int row) {
        return inBlock(row) * width;
    }

    int level(int row, int i) {
        byte[] block = levels[row >> shift];
        int at = inBlock(row) * rowBytes + offsets[i];
        int stored = block[at] & 0xff;
        for (int next = 1; next < bytes[i]; next++) {
            stored = stored << 8 | (block[at + next] & 0xff);
        }
        return stored - 1;
    }

    /**
     * @param rowNumbers (width)
     * @param rowLevels as many as there are places
     */
    void set(int row, float[] rowNumbers, int[] rowLevels) {
        System.arraycopy(rowNumbers, 0, numbers(row), numbersAt(row), width);
        byte[] block = levels[row >> shift];
        int start = inBlock(row) * rowBytes;
        for (int i = 0; i < offsets.length; i++) {
            int stored = rowLevels[i] + 1;
            for (int at = start + offsets[i] + bytes[i] - 1; at >= start + offsets[i]; at--) {
                block[at] = (byte) stored;
                stored >>>= 8;
            }
        }
    }
}
