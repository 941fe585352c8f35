package dev.chainrule;

import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service: networks, datasets, training jobs and models over HTTP. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ChainruleApplication {

    static void main(String[] args) {
        Optional<String> objection = JavaVersion.objection(Runtime.version());
        if (objection.isPresent()) {
            System.err.println(objection.get());
            System.exit(1);
        }
        // H2 takes a relative data directory such as "data" only when told so
        System.setProperty("h2.implicitRelativePath", "true");
        SpringApplication.run(ChainruleApplication.class, args);
    }
}
