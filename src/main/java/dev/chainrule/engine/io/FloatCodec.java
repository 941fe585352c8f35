package dev.chainrule.engine.io;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Parameters as bytes: little-endian float32, one after the other. */
public final class FloatCodec {

    private FloatCodec() {}

    public static byte[] encode(float[] values) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, Float.BYTES)];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().put(values);
        return bytes;
    }

    /** @param length how many values there have to be */
    public static float[] decode(byte[] bytes, int length) {
        if (bytes.length != (long) length * Float.BYTES) {
            throw new CorruptStateException(
                    "lengths differ: " + (long) length * Float.BYTES + " bytes expected, " + bytes.length + " found");
        }
        float[] values = new float[length];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }
}
