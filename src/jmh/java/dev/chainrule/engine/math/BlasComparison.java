package dev.chainrule.engine.math;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The products of whole training steps by the native libraries of the class path (profile {@code blas}) and by ours: samples a second that
 * a step could make if it were nothing but its products. The best library is the limit to compare a training with; which that is differs by
 * processor. Arguments: the number of threads.
 */
public final class BlasComparison {

    /** C (m, n) = A B, with A or B stored transposed, all by rows and without gaps. */
    private interface Product {
        void run(boolean ta, boolean tb, int m, int n, int k) throws Throwable;
    }

    private record Library(String name, List<String> files, String threads, String sgemm) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library("dnnl", List.of("libgomp.so.1", "libdnnl.so.3"), "omp_set_num_threads", "dnnl_sgemm"),
            new Library("mkl", List.of("libiomp5.so", "libmkl_rt.so.3"), "MKL_Set_Num_Threads", "cblas_sgemm"),
            new Library(
                    "openblas",
                    List.of("libquadmath.so.0", "libgfortran.so.5", "libopenblas.so.0"),
                    "openblas_set_num_threads",
                    "cblas_sgemm"));

    /** Inputs and units of each layer, last the batch size. */
    private static final Map<String, int[]> STEPS = Map.of(
            "W2", new int[] {784, 128, 10, 32},
            "W3", new int[] {784, 512, 512, 10, 128},
            "W4", new int[] {1024, 2048, 2048, 1000, 256});

    private static final int LARGEST = 1 << 22;
    private static final Linker LINKER = Linker.nativeLinker();

    private BlasComparison() {}

    public static void main(String[] arguments) throws Throwable {
        int threads = Integer.parseInt(arguments[0]);
        try (Arena arena = Arena.ofShared()) {
            for (Library library : LIBRARIES) {
                if (BlasComparison.class.getResource(directory(library)) != null) {
                    report(library.name(), threads, nativeProduct(library, threads, arena));
                }
            }
        }
        report("chainrule", threads, ourProduct(threads));
    }

    private static void report(String name, int threads, Product product) throws Throwable {
        for (String step : List.of("W2", "W3", "W4")) {
            int[] sizes = STEPS.get(step);
            int batch = sizes[sizes.length - 1];
            double seconds = 0;
            for (int layer = 0; layer < sizes.length - 2; layer++) {
                int in = sizes[layer];
                int out = sizes[layer + 1];
                seconds += median(product, false, false, batch, out, in);
                seconds += median(product, true, false, in, out, batch);
                seconds += layer == 0 ? 0 : median(product, false, true, batch, in, out);
            }
            System.out.printf(Locale.ROOT, "%s %s, %d threads: %.4g samples/s%n", name, step, threads, batch / seconds);
        }
    }

    /** Seconds a call, the median of seven. */
    private static double median(Product product, boolean ta, boolean tb, int m, int n, int k) throws Throwable {
        int calls = 0;
        for (long end = System.nanoTime() + 1_000_000_000; System.nanoTime() < end; calls++) {
            product.run(ta, tb, m, n, k);
        }
        double[] seconds = new double[7];
        for (int i = 0; i < seconds.length; i++) {
            int times = Math.max(1, calls / 3);
            long start = System.nanoTime();
            for (int call = 0; call < times; call++) {
                product.run(ta, tb, m, n, k);
            }
            seconds[i] = (System.nanoTime() - start) * 1e-9 / times;
        }
        java.util.Arrays.sort(seconds);
        return seconds[seconds.length / 2];
    }

    private static Product ourProduct(int threads) {
        ThreadBudget.setTotal(threads);
        Workers workers = new Workers();
        workers.setThreads(threads);
        Gemm gemm = new Gemm(workers);
        float[] a = new float[LARGEST];
        float[] b = new float[LARGEST];
        float[] c = new float[LARGEST];
        return (ta, tb, m, n, k) -> {
            float[] s = gemm.zeros(n);
            if (ta) {
                gemm.multiplyTransposedA(m, n, k, a, 0, b, 0, s, 0, c, 0, Gemm.Completed.NOTHING);
            } else if (tb) {
                gemm.multiplyTransposedB(m, n, k, a, 0, b, 0, s, 0, c, 0);
            } else {
                gemm.multiply(m, n, k, a, 0, b, 0, s, 0, c, 0);
            }
        };
    }

    private static Product nativeProduct(Library library, int threads, Arena arena) throws Throwable {
        Path folder = unpack(library);
        SymbolLookup symbols = SymbolLookup.loaderLookup();
        for (String file : library.files()) {
            symbols = SymbolLookup.libraryLookup(folder.resolve(file), arena).or(symbols);
        }
        LINKER.downcallHandle(symbols.findOrThrow(library.threads()), FunctionDescriptor.ofVoid(ValueLayout.JAVA_INT))
                .invoke(threads);
        boolean isDnnl = library.sgemm().equals("dnnl_sgemm");
        ValueLayout size = isDnnl ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT;
        ValueLayout flag = isDnnl ? ValueLayout.JAVA_BYTE : ValueLayout.JAVA_INT;
        ValueLayout real = ValueLayout.JAVA_FLOAT;
        ValueLayout array = ValueLayout.ADDRESS;
        // (transposed a, transposed b, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc), behind the order of the BLAS
        FunctionDescriptor signature = FunctionDescriptor.of(
                ValueLayout.JAVA_INT, flag, flag, size, size, size, real, array, size, array, size, real, array, size);
        MethodHandle sgemm = LINKER.downcallHandle(
                symbols.findOrThrow(library.sgemm()),
                isDnnl ? signature : signature.insertArgumentLayouts(0, ValueLayout.JAVA_INT));
        MemorySegment a = arena.allocate(4L * LARGEST, 64);
        MemorySegment b = arena.allocate(4L * LARGEST, 64);
        MemorySegment c = arena.allocate(4L * LARGEST, 64);
        return (ta, tb, m, n, k) -> {
            int lda = ta ? m : k;
            int ldb = tb ? k : n;
            if (isDnnl) {
                byte x = (byte) (ta ? 'T' : 'N');
                byte y = (byte) (tb ? 'T' : 'N');
                int _ = (int) sgemm.invokeExact(
                        x, y, (long) m, (long) n, (long) k, 1f, a, (long) lda, b, (long) ldb, 0f, c, (long) n);
            } else {
                int _ = (int)
                        sgemm.invokeExact(101, ta ? 112 : 111, tb ? 112 : 111, m, n, k, 1f, a, lda, b, ldb, 0f, c, n);
            }
        };
    }

    private static String directory(Library library) {
        return "/org/bytedeco/" + library.name() + "/linux-x86_64/"
                + library.files().getLast();
    }

    /** The libraries of the jar as files side by side. */
    private static Path unpack(Library library) throws Exception {
        Path folder = Files.createTempDirectory("blas");
        URI jar = BlasComparison.class.getResource(directory(library)).toURI();
        try (FileSystem files = FileSystems.newFileSystem(jar, Map.of());
                Stream<Path> list = Files.list(files.getPath(directory(library)).getParent())) {
            for (Path file :
                    list.filter(path -> path.toString().contains(".so")).toList()) {
                copy(file, folder.resolve(file.getFileName().toString()));
            }
        }
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(from)) {
            Files.copy(in, to);
        }
        to.toFile().deleteOnExit();
    }
}
