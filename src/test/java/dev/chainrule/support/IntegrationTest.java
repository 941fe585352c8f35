package dev.chainrule.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

/**
 * A test that talks HTTP to the whole application on a port of its own.
 *
 * <p>The build runs each of them twice, on H2 and on PostgreSQL: see {@link TestDatabase}. A test takes an {@link Api} by
 * {@code @Autowired}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import({TestDatabase.class, Api.class})
public @interface IntegrationTest {}
