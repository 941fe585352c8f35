package dev.chainrule;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service: networks, datasets, training jobs and models over HTTP. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ChainruleApplication {

    static void main(String[] args) {
        SpringApplication.run(ChainruleApplication.class, args);
    }
}
