package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.DateOrigin;
import vigie.model.KnownDay;
import vigie.model.Observation.ContainerStood;
import vigie.record.RecordParts;
import vigie.store.Ingest;
import vigie.store.StoreException;

/**
 * Takes what containers said before this installation saw them, as someone else kept it, and gives the version that the first load held
 * the day from which on it stood. What a record says now does not change, nor what this installation saw.
 */
final class EarlierVersions {

    private final Tx tx;
    private final LocalDate today;
    private final VersionWriter versions;

    EarlierVersions(Tx tx, Ingest.Origin origin) {
        this.tx = tx;
        this.today = origin.today();
        this.versions = new VersionWriter(tx, origin);
    }

    /** A row of a part; without a text where it stands in the record's document. */
    private record Row(long id, KnownDay since, Optional<LocalDate> until, Optional<byte[]> body) {}

    /** What the first load held of the part, and its row, if it has one. */
    private record Base(Optional<Row> row, byte[] text) {}

    WriteResult write(ContainerStood told) throws SQLException {
        long key = Documents.key(told.cve().key(), CveRecord.Source.CVE_LIST);
        Optional<byte[]> document =
                Sql.first(tx.prepare("SELECT body FROM raw WHERE id = ?"), row -> row.getBytes(1), key);
        boolean later = Sql.first(
                        tx.prepare("SELECT 1 FROM record WHERE cve = ? AND source = ? AND first_seen IS NOT NULL"),
                        row -> true,
                        told.cve().key(),
                        CveRecord.Source.CVE_LIST.ordinal())
                .isPresent();
        if (document.isEmpty() || later) {
            return WriteResult.SAME;
        }
        String part = RecordParts.added(told.organisation(), 1);
        try {
            byte[] now = Packing.unpack(document.get());
            List<ContainerStood.State> states = distinct(key, now, part, told.states());
            List<Row> rows = rows(key, part);
            boolean known = states.isEmpty()
                    || rows.stream()
                            .anyMatch(row -> row.since()
                                    .equals(new KnownDay(states.get(0).since(), DateOrigin.SOURCE)));
            if (known) {
                return WriteResult.SAME;
            }
            write(key, part, states, rows, now, told.until());
            return WriteResult.CHANGED;
        } catch (StoreException | JacksonException e) {
            // A damaged document tells nothing of its past, either.
            return WriteResult.SAME;
        }
    }

    private void write(
            long key, String part, List<ContainerStood.State> states, List<Row> rows, byte[] now, LocalDate last)
            throws SQLException {
        Optional<Base> base = base(key, part, rows, now);
        ContainerStood.State newest = states.get(states.size() - 1);
        boolean stands = base.isPresent()
                && newest.container().isPresent()
                && facts(key, now, part, newest.container().get())
                        .equals(facts(key, now, part, base.get().text()));
        LocalDate end;
        if (stands) {
            since(key, part, base.get(), newest.since());
            end = newest.since();
        } else if (base.isPresent()) {
            // It was not there yet on the last day that is told of, whatever its own date is.
            LocalDate since = container(key, now, part, base.get().text())
                    .day()
                    .map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC))
                    .filter(day -> day.isAfter(last))
                    .orElse(last.plusDays(1));
            since(key, part, base.get(), since);
            end = since;
        } else {
            end = rows.stream()
                    .map(row -> row.since().day())
                    .min(LocalDate::compareTo)
                    .orElse(today);
        }
        int kept = stands ? states.size() - 1 : states.size();
        for (int i = 0; i < kept; i++) {
            Optional<byte[]> said = states.get(i).container();
            if (said.isPresent()) {
                LocalDate until = i + 1 < states.size() ? states.get(i + 1).since() : end;
                KnownDay since = new KnownDay(states.get(i).since(), DateOrigin.SOURCE);
                versions.stood(key, part, since, until, said.get());
            }
        }
    }

    private List<Row> rows(long key, String part) throws SQLException {
        return Sql.list(
                tx.prepare("SELECT id, since, origin, until, body FROM record_version WHERE record = ? AND part = ?"
                        + " ORDER BY until IS NULL, until, id"),
                row -> new Row(
                        row.getLong(1),
                        new KnownDay(LocalDate.parse(row.getString(2)), DateOrigin.at(row.getInt(3))),
                        Sql.text(row, "until").map(LocalDate::parse),
                        Optional.ofNullable(row.getBytes(5))),
                key,
                part);
    }

    private Optional<Base> base(long key, String part, List<Row> rows, byte[] now) {
        Optional<Row> first = rows.stream().findFirst();
        if (first.isPresent() && first.get().since().origin() == DateOrigin.FIRST_SEEN) {
            return Optional.empty();
        }
        Optional<byte[]> text = first.flatMap(Row::body)
                .map(Packing::unpack)
                .or(() -> Optional.ofNullable(
                        RecordParts.of(Documents.source(key), now).get(part)));
        return text.map(said -> new Base(first, said));
    }

    private void since(long key, String part, Base base, LocalDate day) throws SQLException {
        KnownDay since = new KnownDay(day, DateOrigin.SOURCE);
        if (base.row().isEmpty()) {
            versions.stands(key, part, since);
        } else {
            tx.run(
                    "UPDATE record_version SET since = ?, origin = ? WHERE id = ?",
                    day,
                    since.origin().ordinal(),
                    base.row().get().id());
        }
    }

    /** The states at whose beginning anything changed that is read; of several of one day the last. */
    private static List<ContainerStood.State> distinct(
            long key, byte[] now, String part, List<ContainerStood.State> states) {
        List<ContainerStood.State> found = new ArrayList<>();
        for (ContainerStood.State state : states) {
            if (!found.isEmpty() && found.get(found.size() - 1).since().equals(state.since())) {
                found.remove(found.size() - 1);
            }
            Optional<Facts> before = found.isEmpty()
                    ? Optional.empty()
                    : found.get(found.size() - 1).container().map(text -> facts(key, now, part, text));
            Optional<Facts> said = state.container().map(text -> facts(key, now, part, text));
            if (!before.equals(said)) {
                found.add(state);
            }
        }
        return found;
    }

    /** What is read of a container, in no order, as someone else may write it otherwise. */
    private record Facts(Set<String> said) {}

    private static Facts facts(long key, byte[] now, String part, byte[] text) {
        Container container = container(key, now, part, text);
        Set<String> said = new HashSet<>();
        container.assessments().forEach(one -> said.add(one.version() + one.vector()));
        container.weaknesses().forEach(one -> said.add(one.id()));
        container.affected().forEach(one -> said.add(one.vendor() + '\n' + one.product()));
        container
                .ssvc()
                .forEach(one -> said.add(one.exploitation() + ',' + one.automatable() + ',' + one.technicalImpact()));
        return new Facts(said);
    }

    private static Container container(long key, byte[] now, String part, byte[] text) {
        CveRecord.Source source = Documents.source(key);
        Map<String, byte[]> parts = RecordParts.of(source, now);
        CveRecord read = Documents.lean(
                key,
                RecordParts.document(source, parts, part, text),
                new Documents.Misdated(LocalDate.MAX, Optional.empty()));
        return read.containers().get(read.containers().size() - 1);
    }
}
