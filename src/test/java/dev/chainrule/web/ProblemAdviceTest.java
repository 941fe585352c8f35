package dev.chainrule.web;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of exceptions that a running service is hard to bring to. */
class ProblemAdviceTest {

    @RestController
    record Failing(Supplier<RuntimeException> failure) {

        @GetMapping("/fails")
        String fails() {
            throw failure.get();
        }
    }

    private static MockMvc failingWith(RuntimeException failure) {
        return MockMvcBuilders.standaloneSetup(new Failing(() -> failure))
                .setControllerAdvice(new ProblemAdvice())
                .build();
    }

    @Test
    void withoutItsDatabaseTheServiceAsksToComeBack() throws Exception {
        SQLException refused = new SQLException("Connection to db.internal:5432 refused");
        for (RuntimeException failure : new RuntimeException[] {
            new CannotCreateTransactionException("Could not open JPA EntityManager for transaction", refused),
            new CannotGetJdbcConnectionException("Failed to obtain JDBC Connection", refused)
        }) {
            failingWith(failure)
                    .perform(get("/fails"))
                    .andExpect(status().isServiceUnavailable())
                    .andExpect(header().string("Retry-After", "5"))
                    .andExpect(content().contentType(MediaType.APPLICATION_PROBLEM_JSON))
                    .andExpect(content().string(Matchers.containsString("the service cannot reach its database")))
                    .andExpect(content().string(Matchers.not(Matchers.containsString("internal"))));
        }
    }

    @Test
    void theUnforeseenIsOpaque() throws Exception {
        failingWith(new IllegalStateException("at db.internal"))
                .perform(get("/fails"))
                .andExpect(status().isInternalServerError())
                .andExpect(content().string(Matchers.not(Matchers.containsString("db"))));
    }
}
