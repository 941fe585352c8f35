package dev.chainrule.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list, newest first.
 *
 * @param next cursor for {@code ?after=}, null on the last page
 */
@Schema(description = "A part of a list, newest first")
public record Page<T>(
        @Schema(description = "The items of this page") List<T> items,

        @Schema(description = "Cursor of the next page, for `after`; null on the last page") @Nullable
        String next) {

    /** Cuts {@code found}, read with one row more than {@code limit}, to a page whose cursor is its last item's. */
    public static <T> Page<T> of(List<T> found, int limit, Function<T, String> cursor) {
        if (found.size() <= limit) {
            return new Page<>(List.copyOf(found), null);
        }
        List<T> items = List.copyOf(found.subList(0, limit));
        return new Page<>(items, cursor.apply(items.getLast()));
    }

    public <R> Page<R> map(Function<T, R> change) {
        return new Page<>(items.stream().map(change).toList(), next);
    }
}
