package dev.chainrule.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** A real PostgreSQL for the tests of this JVM: in Docker where there is one, else embedded. Started when first asked for. */
public final class Postgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Postgres() {}

    /** Where a database is, and who may use it. */
    public record Database(String url, String user, String password) {}

    private static final class Server {
        static final Database DEFAULT = DockerClientFactory.instance().isDockerAvailable() ? inDocker() : embedded();
    }

    /** An empty database of its own. */
    public static Database newDatabase() {
        Database server = Server.DEFAULT;
        String name = "test" + DATABASES.incrementAndGet();
        try (Connection connection = DriverManager.getConnection(server.url(), server.user(), server.password());
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create a database", e);
        }
        String url = server.url().replaceFirst("/[^/?]+(\\?.*)?$", "/" + name);
        return new Database(url, server.user(), server.password());
    }

    @SuppressWarnings("resource") // lives as long as the JVM
    private static Database inDocker() {
        PostgreSQLContainer container = new PostgreSQLContainer("postgres:18");
        container.start();
        Runtime.getRuntime().addShutdownHook(new Thread(container::stop));
        return new Database(container.getJdbcUrl(), container.getUsername(), container.getPassword());
    }

    private static Database embedded() {
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(postgres)));
            return new Database(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "postgres");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
