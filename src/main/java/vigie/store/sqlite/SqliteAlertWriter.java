package vigie.store.sqlite;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.PacketState;
import vigie.store.AlertWriter;

/** {@link AlertWriter}, in SQLite. */
final class SqliteAlertWriter implements AlertWriter {

    private static final String PACKET = "INSERT INTO packet (id, letter, address, state, made, due, ended, body)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private final Tx tx;

    SqliteAlertWriter(Tx tx) {
        this.tx = tx;
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T transaction(Work<T> work) {
        try {
            tx.run("BEGIN IMMEDIATE");
            boolean done = false;
            try {
                T result = work.run();
                tx.run("COMMIT");
                done = true;
                return result;
            } finally {
                if (!done) {
                    tx.rollback();
                }
            }
        } catch (SQLException e) {
            throw Complaint.explained(e);
        }
    }

    /** Another list of the same name knows nothing of what this one was told; what it was sent stays. */
    boolean removeWatchList(String name) {
        return transaction(() -> {
            tx.run("DELETE FROM told WHERE list = ?", name);
            tx.run("DELETE FROM digest WHERE list = ?", name);
            tx.run("UPDATE alert SET letter = '' WHERE list = ? AND letter IS NULL", name);
            return tx.run("DELETE FROM watch_list WHERE name = ?", name) > 0;
        });
    }

    @Override
    public void evaluated(
            long mark,
            Collection<AlertQuery.KeptAlert> alerts,
            Collection<AlertQuery.KeptTold> told,
            Collection<String> unread) {
        transaction(() -> {
            for (String list : unread) {
                tx.run(
                        "UPDATE watch_list SET looked = coalesce((" + SqliteAlertQuery.MARK
                                + "), 0) WHERE name = ? AND looked IS NULL",
                        list);
            }
            int moved = tx.run(
                    "INSERT INTO mark (key, value) VALUES ('alerts.event', ?1) ON CONFLICT (key) DO UPDATE"
                            + " SET value = excluded.value WHERE CAST(mark.value AS INTEGER) <= CAST(?1 AS INTEGER)",
                    Long.toString(mark));
            if (moved > 0) {
                insert(alerts, told);
            }
            return moved;
        });
    }

    @Override
    public void caughtUp(
            Collection<String> lists,
            long from,
            OptionalLong to,
            Collection<AlertQuery.KeptAlert> alerts,
            Collection<AlertQuery.KeptTold> told) {
        transaction(() -> {
            Set<String> moved = new HashSet<>();
            for (String list : lists) {
                if (tx.run(
                                "UPDATE watch_list SET looked = ?3 WHERE name = ?1 AND looked = ?2",
                                list,
                                from,
                                to.isPresent() ? Optional.of(to.getAsLong()) : Optional.empty())
                        > 0) {
                    moved.add(list);
                }
            }
            insert(
                    alerts.stream()
                            .filter(alert -> moved.contains(alert.list()))
                            .toList(),
                    told.stream().filter(one -> moved.contains(one.list())).toList());
            return moved.size();
        });
    }

    private void insert(Collection<AlertQuery.KeptAlert> alerts, Collection<AlertQuery.KeptTold> told)
            throws SQLException {
        try (Packing packing = new Packing()) {
            for (AlertQuery.KeptAlert alert : alerts) {
                tx.run(
                        "INSERT OR IGNORE INTO alert (list, event, at, made, kind, urgent, matter, body)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        alert.list(),
                        alert.event(),
                        ScoreForm.moment(alert.at()),
                        ScoreForm.moment(alert.made()),
                        alert.kind(),
                        alert.urgent() ? 1 : 0,
                        alert.matter(),
                        packing.pack(Packing.Form.PLAIN, alert.body(), alert.body().length));
            }
        }
        for (AlertQuery.KeptTold one : told) {
            tx.run(
                    "INSERT OR REPLACE INTO told (list, matter, thread, state) VALUES (?, ?, ?, ?)",
                    one.list(),
                    one.matter(),
                    one.thread(),
                    one.state());
        }
    }

    @Override
    public void composed(String batch, Collection<Long> alerts, List<Composed> letters, Instant now) {
        transaction(() -> {
            for (long alert : alerts) {
                // A list without an address has no letter: what concerns it is on its page.
                tx.run("UPDATE alert SET letter = ? WHERE id = ?", letters.isEmpty() ? "" : batch, alert);
            }
            for (Composed one : letters) {
                AlertQuery.KeptLetter letter = one.letter();
                tx.run(
                        "INSERT INTO letter (id, list, address, at, occasion, batch, answers, sources)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        letter.id(),
                        letter.list(),
                        letter.address(),
                        ScoreForm.moment(letter.at()),
                        letter.occasion(),
                        batch,
                        letter.answers(),
                        letter.sources().isPresent()
                                ? Optional.of(letter.sources().getAsInt())
                                : Optional.empty());
                insert(letter.id(), letter.address(), one.packets(), now);
            }
            return letters.size();
        });
    }

    private void insert(String letter, String address, List<NewPacket> packets, Instant now) throws SQLException {
        String moment = ScoreForm.moment(now);
        try (Packing packing = new Packing()) {
            for (NewPacket packet : packets) {
                boolean ready = packet.body().isPresent();
                tx.run(
                        PACKET,
                        packet.id(),
                        letter,
                        address,
                        ready ? PacketState.QUEUED : PacketState.DEAD,
                        moment,
                        moment,
                        ready ? Optional.empty() : Optional.of(moment),
                        packet.body().map(body -> packing.pack(Packing.Form.PLAIN, body, body.length)));
                if (!ready) {
                    tx.run(
                            "INSERT INTO attempt (packet, number, at, ended, outcome, answer)"
                                    + " SELECT number, 0, ?2, ?2, 'REFUSED', ?3 FROM packet WHERE id = ?1",
                            packet.id(),
                            moment,
                            packet.reason());
                }
            }
        }
    }

    @Override
    public void unprepared(long packet) {
        transaction(() ->
                tx.run("UPDATE packet SET body = NULL WHERE number = ? AND state IN ('QUEUED', 'UNKNOWN')", packet));
    }

    @Override
    public void prepared(long packet, List<NewPacket> packets, Instant now) {
        transaction(() -> {
            record Place(String id, String letter, String address) {}
            Place place = Sql.first(
                            tx.prepare("SELECT id, letter, address FROM packet WHERE number = ? AND body IS NULL"),
                            row -> new Place(row.getString(1), row.getString(2), row.getString(3)),
                            packet)
                    .orElseThrow();
            Optional<byte[]> same = packets.stream()
                    .filter(one -> one.id().equals(place.id()))
                    .findFirst()
                    .flatMap(NewPacket::body);
            if (same.isEmpty()) {
                tx.run("DELETE FROM attempt WHERE packet = ?", packet);
                tx.run("DELETE FROM packet WHERE number = ?", packet);
                insert(place.letter(), place.address(), packets, now);
                return packets.size();
            }
            // It keeps its place among those to the address, and what became of earlier attempts.
            tx.run("DELETE FROM attempt WHERE packet = ? AND number = 0", packet);
            try (Packing packing = new Packing()) {
                tx.run(
                        "UPDATE packet SET body = ? WHERE number = ?",
                        packing.pack(Packing.Form.PLAIN, same.get(), same.get().length),
                        packet);
            }
            insert(
                    place.letter(),
                    place.address(),
                    packets.stream().filter(one -> !one.id().equals(place.id())).toList(),
                    now);
            return packets.size();
        });
    }

    @Override
    public void digested(String list, Instant until) {
        transaction(() ->
                tx.run("INSERT OR REPLACE INTO digest (list, until) VALUES (?, ?)", list, ScoreForm.moment(until)));
    }

    @Override
    public boolean sending(long packet, Instant now) {
        return transaction(() -> {
            boolean mine = tx.run(
                            "UPDATE packet SET state = 'SENDING', attempts = attempts + 1"
                                    + " WHERE number = ? AND state IN ('QUEUED', 'UNKNOWN')",
                            packet)
                    > 0;
            if (mine) {
                tx.run(
                        "INSERT INTO attempt (packet, number, at)"
                                + " SELECT ?1, coalesce(max(number), 0) + 1, ?2 FROM attempt WHERE packet = ?1",
                        packet,
                        ScoreForm.moment(now));
            }
            return mine;
        });
    }

    @Override
    public void ended(
            long packet, Instant now, String outcome, String answer, PacketState state, Optional<Instant> due) {
        transaction(() -> {
            boolean over = state == PacketState.SENT || state == PacketState.DEAD;
            tx.run(
                    "UPDATE packet SET state = ?2, due = coalesce(?3, due), ended = ?4 WHERE number = ?1",
                    packet,
                    state,
                    due.map(ScoreForm::moment),
                    over ? Optional.of(ScoreForm.moment(now)) : Optional.empty());
            return tx.run(
                    "UPDATE attempt SET ended = ?2, outcome = ?3, answer = ?4 WHERE packet = ?1 AND outcome IS NULL",
                    packet,
                    ScoreForm.moment(now),
                    outcome,
                    answer);
        });
    }

    @Override
    public void named(long packet, String reference) {
        transaction(() -> tx.run("UPDATE packet SET reference = ?2 WHERE number = ?1", packet, reference));
    }

    @Override
    public void hasten(Collection<Long> packets, Instant now) {
        transaction(() -> {
            for (long packet : packets) {
                tx.run(
                        "UPDATE packet SET due = min(due, ?2) WHERE number = ?1 AND state IN ('QUEUED', 'UNKNOWN')",
                        packet,
                        ScoreForm.moment(now));
            }
            return packets.size();
        });
    }

    @Override
    public void recover(Instant now, String why) {
        transaction(() -> {
            tx.run(
                    "UPDATE attempt SET ended = ?1, outcome = 'UNKNOWN', answer = ?2 WHERE outcome IS NULL",
                    ScoreForm.moment(now),
                    why);
            return tx.run(
                    "UPDATE packet SET state = 'UNKNOWN', due = ? WHERE state = 'SENDING'", ScoreForm.moment(now));
        });
    }

    @Override
    public int retry(Optional<Long> packet, Instant now) {
        return transaction(() -> {
            tx.run(
                    "DELETE FROM address_gone WHERE address IN (SELECT address FROM packet WHERE state = 'DEAD'"
                            + " AND (?1 IS NULL OR number = ?1))",
                    packet);
            return tx.run(
                    "UPDATE packet SET state = 'QUEUED', due = ?2, ended = NULL, attempts = 0"
                            + " WHERE state = 'DEAD' AND (?1 IS NULL OR number = ?1)",
                    packet,
                    ScoreForm.moment(now));
        });
    }

    @Override
    public void gone(String address, Instant now, String reason) {
        transaction(() -> tx.run(
                "INSERT OR REPLACE INTO address_gone (address, at, reason) VALUES (?, ?, ?)",
                address,
                ScoreForm.moment(now),
                reason));
    }
}
