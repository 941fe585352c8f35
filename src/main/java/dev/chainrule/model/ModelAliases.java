package dev.chainrule.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names that point to versions of models: {@code production}. One that points to a version is deleted with it. */
@Component
class ModelAliases {

    private final JdbcClient jdbc;

    ModelAliases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Alias(UUID model, String name) {}

    /** The version that an alias points to. */
    Optional<UUID> find(String modelName, String alias) {
        return jdbc.sql("select model_id from model_alias where model_name = ? and alias = ?")
                .params(modelName, alias)
                .query(UUID.class)
                .optional();
    }

    /** The aliases that point to versions, by version, in alphabetical order. */
    Map<UUID, List<String>> of(List<UUID> models) {
        if (models.isEmpty()) {
            return Map.of();
        }
        return jdbc
                .sql("select model_id, alias from model_alias where model_id in (:models) order by alias")
                .param("models", models)
                .query((row, number) -> new Alias(row.getObject(1, UUID.class), row.getString(2)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Alias::model, Collectors.mapping(Alias::name, Collectors.toList())));
    }

    /** Lets an alias point to a version, wherever it pointed before; to be called with the model's name locked. */
    void put(String modelName, String alias, UUID model) {
        int moved = jdbc.sql("update model_alias set model_id = ? where model_name = ? and alias = ?")
                .params(model, modelName, alias)
                .update();
        if (moved == 0) {
            jdbc.sql("insert into model_alias (model_name, alias, model_id) values (?, ?, ?)")
                    .params(modelName, alias, model)
                    .update();
        }
    }

    /** Deletes an alias; false if there is none. */
    boolean delete(String modelName, String alias) {
        return jdbc.sql("delete from model_alias where model_name = ? and alias = ?")
                        .params(modelName, alias)
                        .update()
                > 0;
    }
}
