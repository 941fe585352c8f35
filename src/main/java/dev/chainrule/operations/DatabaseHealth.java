package dev.chainrule.operations;

import dev.chainrule.web.Patience;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** Whether the database answers. Why it does not is told by the log only. */
@Component("databaseHealthIndicator")
class DatabaseHealth implements HealthIndicator {

    private static final int SECONDS = 1;

    private final DataSource dataSource;

    DatabaseHealth(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    @Override
    public Health health() {
        Optional<String> product = Patience.ask(this::product);
        return product.map(name -> Health.up().withDetail("product", name).build())
                .orElseGet(() -> Health.down()
                        .withDetail("reason", "the database does not answer")
                        .build());
    }

    private String product() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            if (!connection.isValid(SECONDS)) {
                throw new SQLException("the connection is not valid");
            }
            return connection.getMetaData().getDatabaseProductName();
        }
    }
}
