package dev.chainrule.engine.io;

import dev.chainrule.engine.EngineVersion;
import dev.chainrule.engine.train.Progress;
import dev.chainrule.engine.train.Stagnation;
import dev.chainrule.engine.train.TrainingState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * A training state as bytes.
 *
 * <p>Little-endian: magic "CRST", format (int), engine version (int length, UTF-8), member (int), updates (long), epoch (int), batch
 * (int), epoch sums (int count, doubles), epoch seconds (double), progress (last train loss, best loss: doubles; twice lowest loss: double,
 * epochs: int; cuts: int; seconds: double), parameters (int count, floats), best parameters (the same, or none), optimizer arrays (int
 * count, each int count and floats), SHA-256 of all before.
 */
public final class StateCodec {

    private static final int MAGIC = 0x54535243;
    private static final int FORMAT = 2;
    /** Bytes of the progress. */
    private static final int PROGRESS_LENGTH = 5 * Double.BYTES + 3 * Integer.BYTES;

    private static final int HASH_LENGTH = 32;

    private StateCodec() {}

    public static byte[] encode(TrainingState state, int member) {
        TrainingState.Position position = state.position();
        float[] parameters = state.parameters().values();
        float[] best = state.bestParameters();
        float[][] optimizer = state.optimizerState();
        byte[] engine = EngineVersion.CURRENT.getBytes(StandardCharsets.UTF_8);
        long size = 10L * Integer.BYTES
                + Long.BYTES
                + Double.BYTES
                + PROGRESS_LENGTH
                + engine.length
                + (long) position.epochSums().length * Double.BYTES
                + (long) parameters.length * Float.BYTES
                + (long) best.length * Float.BYTES
                + HASH_LENGTH;
        for (float[] array : optimizer) {
            size += Integer.BYTES + (long) array.length * Float.BYTES;
        }
        ByteBuffer buffer = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(MAGIC).putInt(FORMAT).putInt(engine.length).put(engine).putInt(member);
        buffer.putLong(position.updates()).putInt(position.epoch()).putInt(position.batch());
        buffer.putInt(position.epochSums().length);
        for (double sum : position.epochSums()) {
            buffer.putDouble(sum);
        }
        buffer.putDouble(position.epochSeconds());
        put(buffer, position.progress());
        put(buffer, parameters);
        put(buffer, best);
        buffer.putInt(optimizer.length);
        for (float[] array : optimizer) {
            put(buffer, array);
        }
        buffer.put(sha256(buffer.array(), buffer.position()));
        return buffer.array();
    }

    /**
     * Reads a state back into one that was built for the same network and training.
     *
     * @throws CorruptStateException if the bytes are damaged, or of another member, engine version or shape
     */
    public static void decode(byte[] bytes, TrainingState into, int member) {
        int content = bytes.length - HASH_LENGTH;
        if (content < 0
                || !MessageDigest.isEqual(sha256(bytes, content), Arrays.copyOfRange(bytes, content, bytes.length))) {
            throw new CorruptStateException("the checksum does not fit");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 0, content).order(ByteOrder.LITTLE_ENDIAN);
        expect("magic", MAGIC, buffer.getInt());
        expect("format", FORMAT, buffer.getInt());
        byte[] engine = new byte[length(buffer, Byte.BYTES)];
        buffer.get(engine);
        String version = new String(engine, StandardCharsets.UTF_8);
        if (!version.equals(EngineVersion.CURRENT)) {
            throw new CorruptStateException("engine versions differ: " + EngineVersion.CURRENT + " != " + version);
        }
        expect("member", member, buffer.getInt());
        long updates = buffer.getLong();
        int epoch = buffer.getInt();
        int batch = buffer.getInt();
        double[] sums = new double[length(buffer, Double.BYTES)];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = buffer.getDouble();
        }
        double seconds = buffer.getDouble();
        Progress progress = progress(buffer);
        get(buffer, into.parameters().values());
        get(buffer, into.bestParameters());
        float[][] optimizer = into.optimizerState();
        expect("number of optimizer arrays", optimizer.length, buffer.getInt());
        for (float[] array : optimizer) {
            get(buffer, array);
        }
        into.restore(new TrainingState.Position(updates, epoch, batch, sums, seconds, progress));
    }

    private static void put(ByteBuffer buffer, Progress progress) {
        buffer.putDouble(progress.lastTrainLoss()).putDouble(progress.bestLoss());
        for (Stagnation counted : new Stagnation[] {progress.stopping(), progress.plateau()}) {
            buffer.putDouble(counted.lowest()).putInt(counted.epochs());
        }
        buffer.putInt(progress.cuts()).putDouble(progress.seconds());
    }

    private static Progress progress(ByteBuffer buffer) {
        if (buffer.remaining() < PROGRESS_LENGTH) {
            throw new CorruptStateException("the progress is cut off");
        }
        double lastTrainLoss = buffer.getDouble();
        double bestLoss = buffer.getDouble();
        Stagnation stopping = new Stagnation(buffer.getDouble(), buffer.getInt());
        Stagnation plateau = new Stagnation(buffer.getDouble(), buffer.getInt());
        return new Progress(lastTrainLoss, bestLoss, stopping, plateau, buffer.getInt(), buffer.getDouble());
    }

    private static void put(ByteBuffer buffer, float[] values) {
        buffer.putInt(values.length);
        buffer.asFloatBuffer().put(values);
        buffer.position(buffer.position() + values.length * Float.BYTES);
    }

    private static void get(ByteBuffer buffer, float[] into) {
        expect("length", into.length, length(buffer, Float.BYTES));
        buffer.asFloatBuffer().get(into);
        buffer.position(buffer.position() + into.length * Float.BYTES);
    }

    /** A length, checked against what is left before anything is allocated for it. */
    private static int length(ByteBuffer buffer, int elementSize) {
        int length = buffer.getInt();
        if (length < 0 || (long) length * elementSize > buffer.remaining()) {
            throw new CorruptStateException(
                    "a length of " + length + " exceeds the " + buffer.remaining() + " bytes left");
        }
        return length;
    }

    private static void expect(String what, int expected, int found) {
        if (expected != found) {
            throw new CorruptStateException(what + " differs: " + expected + " expected, " + found + " found");
        }
    }

    private static byte[] sha256(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
