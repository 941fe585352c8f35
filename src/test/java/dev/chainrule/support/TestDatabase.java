package dev.chainrule.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * The database under the integration tests: H2 in a fresh directory, or, with the system property
 * {@code chainrule.test.database=postgresql}, a fresh database of {@link Postgres}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class TestDatabase {

    public static boolean isPostgres() {
        return "postgresql".equals(System.getProperty("chainrule.test.database"));
    }

    @Bean
    DynamicPropertyRegistrar database() throws IOException {
        if (isPostgres()) {
            Postgres.Database database = Postgres.newDatabase();
            return properties -> {
                properties.add("spring.datasource.url", database::url);
                properties.add("spring.datasource.username", database::user);
                properties.add("spring.datasource.password", database::password);
            };
        }
        Path directory = Files.createTempDirectory("chainrule-test");
        return properties -> properties.add("chainrule.data-directory", directory::toString);
    }
}
