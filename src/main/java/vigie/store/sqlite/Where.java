package vigie.store.sqlite;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the conditions of a query with their values; the text comes from the program, never from a person. */
final class Where {

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();

    /** A condition that always holds. */
    Where and(String condition, Object... bound) {
        conditions.add(condition);
        values.addAll(List.of(bound));
        return this;
    }

    /** A condition on a value, if there is one. */
    Where and(String condition, Optional<?> value) {
        value.ifPresent(v -> and(condition, (Object) v));
        return this;
    }

    String sql() {
        return conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions);
    }

    Object[] values() {
        return values.toArray();
    }
}
