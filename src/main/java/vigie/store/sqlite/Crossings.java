package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.ChangeKind;
import vigie.model.Difference;
import vigie.model.Levels;

/** Writes down scores that crossed a level, by the rule of {@link Levels}. What was told last is read from the record of changes. */
final class Crossings {

    private static final String TOLD =
            "SELECT day, new_value FROM change WHERE cve = ? AND kind = ? AND day >= ? ORDER BY id DESC LIMIT 1";

    private final Tx tx;
    private final ChangeWriter changes;
    private final ChangeKind kind;
    private final Levels levels;

    Crossings(Tx tx, ChangeWriter changes, ChangeKind kind, Levels levels) {
        this.tx = tx;
        this.changes = changes;
        this.kind = kind;
        this.levels = levels;
    }

    /** The values of a model from a day on, that of the day first; none if there was none before now. */
    interface Path {
        List<Double> from(String day) throws SQLException;
    }

    private record Told(String day, double value) {}

    /**
     * Writes down what is to be told of a value.
     *
     * @param day the day of the value
     * @param path the values before it
     * @param modelSince the first day of the model
     * @return whether an event was written
     */
    boolean tell(long cve, double value, LocalDate day, Path path, String modelSince) throws SQLException {
        Optional<Told> told = Sql.first(
                tx.prepare(TOLD),
                row -> new Told(row.getString(1), Double.parseDouble(row.getString(2))),
                cve,
                kind.toString(),
                modelSince);
        List<Double> values = path.from(told.map(Told::day).orElse(modelSince));
        if (told.isPresent()) {
            // What the source said of that day may have been corrected since.
            values.add(0, told.get().value());
        }
        Optional<Levels.Crossing> crossing = values.isEmpty() ? levels.first(value) : levels.next(values, value);
        if (crossing.isPresent()) {
            changes.cve(
                    cve,
                    List.of(new Difference(
                            kind,
                            Double.toString(crossing.get().level()),
                            "",
                            crossing.get().before().map(String::valueOf),
                            Optional.of(String.valueOf(value)),
                            Optional.of(day))));
        }
        return crossing.isPresent();
    }
}
