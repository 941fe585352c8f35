package dev.chainrule;

import dev.chainrule.engine.math.Kernels;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;

/** Tells at the start which kernel computes and why: without the vector unit everything works, only slower. */
@Configuration(proxyBeanMethods = false)
class KernelLog {

    private static final Logger log = LoggerFactory.getLogger(KernelLog.class);

    @EventListener(ApplicationStartedEvent.class)
    void tell() {
        String message = "The " + Kernels.chosen() + " kernel computes: " + Kernels.reason();
        if (Kernels.chosen().equals("vector")) {
            log.info(message);
        } else {
            log.warn(message);
        }
    }
}
