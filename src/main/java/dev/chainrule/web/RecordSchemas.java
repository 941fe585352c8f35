package dev.chainrule.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Adds to the schemas of our records what their types say: every property is there, and may be null where it is {@link Nullable};
 * where a record leaves nulls out ({@code @JsonInclude(NON_NULL)}), such a property may be missing instead.
 */
@Component
class RecordSchemas implements ModelConverter {

    private static final String REFERENCE = "#/components/schemas/";

    @Override
    @SuppressWarnings("rawtypes")
    public @Nullable Schema resolve(AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Schema<?> resolved = chain.hasNext() ? chain.next().resolve(type, context, chain) : null;
        Class<?> raw = Json31.mapper().constructType(type.getType()).getRawClass();
        if (resolved != null && raw.isRecord()) {
            complete(raw, target(resolved, context.getDefinedModels()));
        }
        return resolved;
    }

    @SuppressWarnings("rawtypes")
    private static @Nullable Schema<?> target(Schema<?> schema, Map<String, Schema> models) {
        String reference = schema.get$ref();
        return reference == null ? schema : models.get(reference.substring(REFERENCE.length()));
    }

    private static void complete(Class<?> type, @Nullable Schema<?> schema) {
        if (schema == null || schema.getProperties() == null || schema.getRequired() != null) {
            return;
        }
        for (RecordComponent component : type.getRecordComponents()) {
            boolean leavesNullsOut = leavesNullsOut(type) || leavesNullsOut(component.getAccessor());
            boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (!nullable || !leavesNullsOut) {
                schema.addRequiredItem(component.getName());
            }
            if (nullable && !leavesNullsOut) {
                schema.getProperties().computeIfPresent(component.getName(), (name, property) -> orNull(property));
            }
        }
    }

    private static boolean leavesNullsOut(AnnotatedElement element) {
        JsonInclude include = element.getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static Schema orNull(Schema property) {
        if (property.get$ref() != null) {
            Schema<?> reference = new Schema<>();
            reference.set$ref(property.get$ref());
            Schema<Object> either = new Schema<>();
            either.setDescription(property.getDescription());
            either.setAnyOf(List.of(reference, new Schema<>().types(Set.of("null"))));
            return either;
        }
        property.addType("null");
        if (property.getEnum() != null) {
            List<Object> values = new ArrayList<>(property.getEnum());
            values.add(null);
            property.setEnum(values);
        }
        return property;
    }
}
