package dev.chainrule.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chainrule.web.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** A database that is there, goes away and comes back. */
class CurrentVersionsTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);

    private final Switch database = new Switch();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final CurrentVersions current = new CurrentVersions(jdbc, new ModelAliases(jdbc));

    /** Connections to a database in memory, which are refused or never come while it is away. */
    private static final class Switch extends DelegatingDataSource {
        private volatile @Nullable CountDownLatch back;
        private volatile boolean silent;

        Switch() {
            super(new DriverManagerDataSource("jdbc:h2:mem:current;DB_CLOSE_DELAY=-1"));
        }

        void goAway(boolean silently) {
            silent = silently;
            back = new CountDownLatch(1);
        }

        void comeBack() {
            CountDownLatch waiting = back;
            back = null;
            if (waiting != null) {
                waiting.countDown();
            }
        }

        @Override
        public Connection getConnection() throws SQLException {
            CountDownLatch waiting = back;
            if (waiting != null) {
                try {
                    if (!silent || !waiting.await(1, TimeUnit.MINUTES)) {
                        throw new SQLTransientConnectionException("away");
                    }
                } catch (InterruptedException e) {
                    throw new SQLTransientConnectionException(e);
                }
            }
            return super.getConnection();
        }
    }

    @BeforeEach
    void createTable() {
        jdbc.sql("create table model (id uuid primary key, name varchar(100), version integer)")
                .update();
        jdbc.sql("create table model_alias (model_name varchar(100), alias varchar(100), model_id uuid)")
                .update();
        publish(FIRST, 1);
    }

    @AfterEach
    void dropTable() {
        database.comeBack();
        current.stop();
        jdbc.sql("drop table model, model_alias").update();
    }

    private void publish(UUID id, int version) {
        jdbc.sql("insert into model values (?, 'iris', ?)").params(id, version).update();
    }

    private void awaitReach() {
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!current.reachesDatabase() && System.nanoTime() < deadline) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(current.reachesDatabase()).isTrue();
    }

    @Test
    void theDatabaseIsAskedEachTime() {
        assertThat(current.find("iris", null)).contains(FIRST);
        publish(SECOND, 2);
        assertThat(current.find("iris", null)).contains(SECOND);
        assertThat(current.find("iris", "1")).contains(FIRST);
        jdbc.sql("insert into model_alias values ('iris', 'latest', ?)")
                .param(SECOND)
                .update();
        assertThat(current.find("iris", "latest")).contains(SECOND);
        jdbc.sql("delete from model_alias").update();
        jdbc.sql("delete from model where version = 2").update();
        assertThat(current.find("iris", null)).contains(FIRST);
        assertThat(current.find("iris", "2")).isEmpty();
        assertThat(current.find("iris", "latest")).isEmpty();
        assertThat(current.find("wine", null)).isEmpty();
    }

    @Test
    void whileItIsAwayTheLastAnswerHolds() {
        assertThat(current.find("iris", null)).contains(FIRST);
        assertThat(current.find("wine", null)).isEmpty();
        database.goAway(false);
        assertThat(current.find("iris", null)).contains(FIRST);
        assertThat(current.reachesDatabase()).isFalse();
        assertThat(current.find("iris", null)).contains(FIRST);
        assertThatThrownBy(() -> current.find("iris", "1"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE));
        assertThatThrownBy(() -> current.find("wine", null)).isInstanceOf(ProblemException.class);
        database.comeBack();
        publish(SECOND, 2);
        awaitReach();
        assertThat(current.find("iris", null)).contains(SECOND);
        assertThat(current.find("iris", "1")).contains(FIRST);
    }

    @Test
    void whatWasDeletedDoesNotComeBackWhileItIsAway() {
        assertThat(current.find("iris", null)).contains(FIRST);
        assertThat(current.find("iris", "1")).contains(FIRST);
        current.forget("iris");
        database.goAway(false);
        assertThatThrownBy(() -> current.find("iris", null)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> current.find("iris", "1")).isInstanceOf(ProblemException.class);
    }

    @Test
    void aDatabaseThatOnlyFallsSilentIsWaitedForOnce() {
        assertThat(current.find("iris", null)).contains(FIRST);
        database.goAway(true);
        long start = System.nanoTime();
        for (int i = 0; i < 100; i++) {
            assertThat(current.find("iris", null)).contains(FIRST);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        database.comeBack();
        awaitReach();
        assertThat(current.find("iris", "1")).contains(FIRST);
    }
}
