package dev.chainrule.engine.math;

import dev.chainrule.engine.math.Product.Form;
import dev.chainrule.engine.train.TrainedBits;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Prints the SHA-256 over the bits of some products and trainings and the reason for the kernel: started in JVMs of several kinds by a test. */
final class EngineHash {

    /** Each way through the kernels: tiny, few rows, narrow, small, packed with and without edges, several blocks. */
    private static final int[][] SHAPES = {
        {1, 2, 3},
        {1, 300, 70},
        {4, 100, 60},
        {32, 3, 16},
        {64, 10, 300},
        {33, 17, 40},
        {40, 96, 128},
        {29, 101, 300},
        {530, 65, 31}
    };

    private EngineHash() {}

    public static void main(String[] args) throws NoSuchAlgorithmException {
        Gemm gemm = new Gemm(new Workers());
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        // often enough for interpreted and compiled code to take part
        for (int round = 0; round < 20; round++) {
            for (int[] shape : SHAPES) {
                for (Form form : Form.values()) {
                    float[] result = new Product(form, shape[0], shape[1], shape[2]).by(gemm);
                    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * result.length);
                    bytes.asFloatBuffer().put(result);
                    digest.update(bytes);
                }
            }
        }
        TrainedBits.addSmall(digest);
        System.out.println(
                HexFormat.of().formatHex(digest.digest()) + " " + Kernels.chosen() + ": " + Kernels.reason());
    }
}
