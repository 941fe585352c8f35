package dev.chainrule.preparation;

import dev.chainrule.dataset.ColumnType;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A column that a model predicts from.
 *
 * @param transforms what becomes of it, in the order of the features; none where the column says nothing
 */
public record InputColumn(String name, ColumnType type, List<Transform> transforms) {

    public InputColumn {
        transforms = List.copyOf(transforms);
    }

    /** The known categories, in label order; none where it has no categories. */
    List<String> categories() {
        for (Transform transform : transforms) {
            if (transform instanceof Transform.OneHot hot && hot.part() == Part.VALUE) {
                return hot.categories();
            }
        }
        return List.of();
    }

    /** The same with the next shapes for its numbers. */
    InputColumn withShapes(Iterator<Shape> shapes) {
        List<Transform> others = new ArrayList<>();
        for (Transform transform : transforms) {
            others.add(
                    switch (transform) {
                        case Transform.Numeric number ->
                            new Transform.Numeric(number.part(), number.fill(), number.scale(), shapes.next());
                        case Transform.Flag _, Transform.Missing _, Transform.OneHot _ -> transform;
                    });
        }
        return new InputColumn(name, type, others);
    }

    /** The same as far as cells go, which know nothing of the shapes of numbers. */
    InputColumn ofCells() {
        return withShapes(Stream.<Shape>generate(Shape.Linear::new).iterator());
    }

    /** Number of features. */
    int width() {
        return transforms.stream().mapToInt(Transform::width).sum();
    }
}
