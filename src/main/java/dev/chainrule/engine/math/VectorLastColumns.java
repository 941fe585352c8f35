package dev.chainrule.engine.math;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** The columns of a product that do not fill a vector: they are copied to where whole vectors may be read and written. */
final class VectorLastColumns {

    private static final VectorSpecies<Float> SPECIES = VectorTiles.SPECIES;
    private static final int LANES = VectorTiles.LANES;
    /** 128-bit units may lack masked loads, whose emulation is slower than a scalar loop. */
    private static final boolean MASKS = LANES > 4;

    /** The last columns of a block of B, in rows of full vectors; what stands in the other lanes reaches no result. */
    private final float[] lastB = new float[Blocking.K * LANES];
    /** The last columns of a strip of C, likewise. */
    private final float[] lastC = new float[VectorKernel.STRIP_ROWS * LANES];

    /** The row that all rows of C start from, where there is one. */
    private final float[] start = new float[LANES];

    /** C (m, n) = S + A B with n < LANES, operands as in {@link GemmKernel#strided}, by way of {@link #lastB} and {@link #lastC}. */
    void multiply(
            int m,
            int n,
            int k,
            float[] a,
            int aOffset,
            int aRow,
            int aColumn,
            float[] b,
            int bOffset,
            int bRow,
            float[] s,
            int sOffset,
            int sRow,
            float[] c,
            int cOffset,
            int cRow) {
        boolean sameStart = sRow == 0;
        if (sameStart) {
            copyRows(1, n, s, sOffset, 0, start, 0, LANES);
        }
        // once at least: C is S where k is 0
        for (int p = 0; p == 0 || p < k; p += Blocking.K) {
            int kBlock = Math.min(Blocking.K, k - p);
            copyRows(kBlock, n, b, bOffset + p * bRow, bRow, lastB, 0, LANES);
            for (int i = 0; i < m; i += VectorKernel.STRIP_ROWS) {
                int rows = Math.min(VectorKernel.STRIP_ROWS, m - i);
                int ia = aOffset + i * aRow + p * aColumn;
                int ic = cOffset + i * cRow;
                boolean fromStart = p == 0 && sameStart;
                if (p > 0) {
                    copyRows(rows, n, c, ic, cRow, lastC, 0, LANES);
                } else if (!sameStart) {
                    copyRows(rows, n, s, sOffset + i * sRow, sRow, lastC, 0, LANES);
                }
                float[] from = fromStart ? start : lastC;
                int fromRow = fromStart ? 0 : LANES;
                if (rows == VectorKernel.STRIP_ROWS) {
                    VectorStrips.strip8x1(
                            kBlock, a, ia, aRow, aColumn, lastB, 0, LANES, from, 0, fromRow, lastC, 0, LANES);
                } else {
                    for (int row = 0; row < rows; row++) {
                        VectorRows.strip1x1(
                                kBlock,
                                a,
                                ia + row * aRow,
                                aColumn,
                                lastB,
                                0,
                                LANES,
                                from,
                                row * fromRow,
                                lastC,
                                row * LANES);
                    }
                }
                copyRows(rows, n, lastC, 0, LANES, c, ic, cRow);
            }
        }
    }

    private static void copyRows(
            int rows, int columns, float[] from, int fromOffset, int fromRow, float[] to, int toOffset, int toRow) {
        if (MASKS) {
            VectorMask<Float> mask = SPECIES.indexInRange(0, columns);
            for (int i = 0; i < rows; i++) {
                FloatVector.fromArray(SPECIES, from, fromOffset + i * fromRow, mask)
                        .intoArray(to, toOffset + i * toRow, mask);
            }
        } else {
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    to[toOffset + i * toRow + j] = from[fromOffset + i * fromRow + j];
                }
            }
        }
    }
}
