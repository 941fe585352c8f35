package dev.chainrule.model;

import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** The names of models, each of which is there from its first version on. */
@Component
class ModelNames {

    private final ModelNameRepository names;

    /** A transaction of its own: a name that another job adds at the same time must not spoil the one that is under way. */
    private final TransactionTemplate apart;

    ModelNames(ModelNameRepository names, PlatformTransactionManager transactions) {
        this.names = names;
        this.apart = new TransactionTemplate(transactions);
        this.apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /** The name, where it is there, locked until the transaction that is under way ends. */
    Optional<ModelName> lock(String name) {
        return names.lock(name);
    }

    /** The name, new or not, locked until the transaction that is under way ends. */
    ModelName lockOrAdd(String name) {
        return lock(name).orElseGet(() -> {
            add(name);
            return lock(name).orElseThrow();
        });
    }

    private void add(String name) {
        try {
            apart.executeWithoutResult(transaction -> names.saveAndFlush(new ModelName(name)));
        } catch (DataIntegrityViolationException e) {
            // another job has added it
        }
    }
}
