package dev.chainrule.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** The real jar in a process of its own, to be killed and started again over the same data. */
public final class ServiceProcess implements AutoCloseable {

    private static final String VECTOR = "--add-modules=jdk.incubator.vector";

    private final List<String> arguments;
    private final boolean vector;
    private final Path log;
    private final int port;
    private final Api api;
    private Process process;

    private ServiceProcess(List<String> arguments, boolean vector, Path directory) throws IOException {
        this.arguments = arguments;
        this.vector = vector;
        this.log = directory.resolve("service.log");
        this.port = freePort();
        this.api = new Api(port);
        this.process = launch();
    }

    /** Starts the service over an empty database of the kind under test. */
    public static ServiceProcess start(boolean vector) {
        try {
            Path directory = Files.createTempDirectory("chainrule-process");
            List<String> arguments = new ArrayList<>(List.of("--chainrule.data-directory=" + directory));
            if (TestDatabase.isPostgres()) {
                Postgres.Database database = Postgres.newDatabase();
                arguments.add("--spring.datasource.url=" + database.url());
                arguments.add("--spring.datasource.username=" + database.user());
                arguments.add("--spring.datasource.password=" + database.password());
            }
            ServiceProcess service = new ServiceProcess(arguments, vector, directory);
            service.awaitHealth();
            return service;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        if (vector) {
            command.add(VECTOR);
        }
        command.addAll(List.of("-Xmx512m", "-jar", System.getProperty("chainrule.jar", "target/chainrule.jar")));
        command.add("--server.port=" + port);
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().remove("JDK_JAVA_OPTIONS");
        return builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitHealth() {
        long deadline = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < deadline && process.isAlive()) {
            try {
                if (api.get("/actuator/health").status() == 200) {
                    return;
                }
            } catch (IllegalStateException e) {
                // nobody listens yet
                LockSupport.parkNanos(50_000_000);
            }
        }
        throw new AssertionError("the service did not become healthy: " + log());
    }

    public int port() {
        return port;
    }

    public Api api() {
        return api;
    }

    /** Ends the process at once, as a power failure would. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks the process to end in good order, and waits until it has. */
    public void terminate() {
        process.destroy();
        process.onExit().join();
    }

    /** Starts it again over the same data. */
    public void restart() {
        try {
            process = launch();
            awaitHealth();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
