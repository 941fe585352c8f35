package dev.chainrule.model;

import org.springframework.http.ResponseEntity;

/**
 * A model with what tells whether it has changed.
 *
 * @param tag the same as long as nothing about the model changes
 */
record TaggedModel(ModelView model, String tag) {

    ResponseEntity<ModelView> answer() {
        return ResponseEntity.ok().eTag(tag).body(model);
    }
}
