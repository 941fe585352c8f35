package dev.chainrule.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/**
 * The database under the integration tests: H2 in a fresh directory, or, with the system property
 * {@code chainrule.test.database=postgresql}, a real PostgreSQL, in Docker where there is one, else embedded.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {

    public static boolean isPostgres() {
        return "postgresql".equals(System.getProperty("chainrule.test.database"));
    }

    static boolean hasDocker() {
        return DockerClientFactory.instance().isDockerAvailable();
    }

    static final class PostgresInDocker implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isPostgres() && hasDocker();
        }
    }

    static final class PostgresEmbedded implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return isPostgres() && !hasDocker();
        }
    }

    @Bean
    DynamicPropertyRegistrar dataDirectory() throws IOException {
        Path directory = Files.createTempDirectory("chainrule-test");
        return properties -> properties.add("chainrule.data-directory", directory::toString);
    }

    @Bean
    @ServiceConnection
    @Conditional(PostgresInDocker.class)
    PostgreSQLContainer postgresInDocker() {
        return new PostgreSQLContainer("postgres:18");
    }

    @Bean(destroyMethod = "close")
    @Conditional(PostgresEmbedded.class)
    EmbeddedPostgres embeddedPostgres() throws IOException {
        return EmbeddedPostgres.builder().start();
    }

    @Bean
    @Conditional(PostgresEmbedded.class)
    JdbcConnectionDetails embeddedConnection(EmbeddedPostgres postgres) {
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return "postgres";
            }

            @Override
            public String getPassword() {
                return "postgres";
            }

            @Override
            public String getJdbcUrl() {
                return postgres.getJdbcUrl("postgres", "postgres");
            }
        };
    }
}
