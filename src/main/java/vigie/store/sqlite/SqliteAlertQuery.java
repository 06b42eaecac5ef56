package vigie.store.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.AlertQuery;
import vigie.store.DamagedException;

/** {@link AlertQuery}, in SQLite. */
final class SqliteAlertQuery extends SqliteQuery implements AlertQuery {

    /** The number of the last event that was looked at. */
    static final String MARK = "SELECT CAST(value AS INTEGER) FROM mark WHERE key = 'alerts.event'";

    private static final String ALERT =
            "SELECT id, list, event, at, made, kind, urgent, matter, body, letter FROM alert";
    private static final String LETTER = "SELECT id, list, address, at, occasion, batch, answers, sources FROM letter";
    private static final String PACKET = "SELECT number, id, letter, address, state, made, due, ended, attempts,"
            + " body IS NOT NULL AS prepared FROM packet";
    private static final String WAITS = "state IN ('QUEUED', 'UNKNOWN')";
    private static final String OPEN = "state IN ('QUEUED', 'SENDING', 'UNKNOWN')";
    private static final String FIRST =
            "number = (SELECT min(number) FROM packet first WHERE first.address = packet.address AND first." + OPEN
                    + ")";
    private static final String DOUBTFUL =
            "state = 'SENT' AND number IN (SELECT packet FROM attempt WHERE outcome = 'UNKNOWN')";

    private static final List<String> FAULTS = List.of(
            "SELECT 'two first alerts of ' || matter || ' to ' || list FROM alert JOIN watch_list ON name = list"
                    + " AND event > after_change WHERE kind = 'NEW' GROUP BY list, matter HAVING count(*) > 1",
            "SELECT 'alert ' || id || ' is in a letter that is not there: ' || letter FROM alert WHERE letter IS NOT NULL"
                    + " AND letter <> '' AND NOT EXISTS (SELECT 1 FROM letter WHERE batch = alert.letter)",
            "SELECT 'letter ' || id || ' has no packet' FROM letter"
                    + " WHERE NOT EXISTS (SELECT 1 FROM packet WHERE packet.letter = letter.id)",
            "SELECT 'packet ' || id || ' was sent ' || count(*) || ' times' FROM packet JOIN attempt ON packet = packet.number"
                    + " WHERE outcome = 'SENT' GROUP BY packet.number HAVING count(*) > 1",
            "SELECT 'alert ' || id || ' is of event ' || event || ', which was not looked at' FROM alert WHERE event > coalesce(("
                    + MARK + "), 0)");

    private static final JsonMapper JSON = JsonMapper.shared();

    SqliteAlertQuery(Connection db) {
        super(db);
    }

    @Override
    public long mark() {
        return first(MARK, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public Map<String, Long> behind() {
        Map<String, Long> behind = new TreeMap<>();
        each(
                "SELECT name, looked FROM watch_list WHERE looked IS NOT NULL",
                row -> behind.put(row.getString(1), row.getLong(2)));
        return behind;
    }

    @Override
    public Map<String, List<KeptTold>> told(Collection<String> matters) {
        return list(
                        "SELECT list, matter, thread, state FROM told WHERE matter IN (SELECT value FROM json_each(?))"
                                + " ORDER BY matter, list",
                        SqliteAlertQuery::told,
                        JSON.writeValueAsString(matters))
                .stream()
                .collect(Collectors.groupingBy(KeptTold::matter));
    }

    @Override
    public List<KeptAlert> waiting() {
        return list(
                "SELECT id, list, event, at, made, kind, urgent, matter, NULL AS body, letter FROM alert"
                        + " WHERE letter IS NULL ORDER BY id",
                SqliteAlertQuery::alert);
    }

    @Override
    public List<KeptAlert> alerts(Filter filter, int limit) {
        return list(
                ALERT + " WHERE (?1 IS NULL OR list = ?1) AND (?2 IS NULL OR matter = ?2) ORDER BY id DESC LIMIT ?3",
                SqliteAlertQuery::alert,
                filter.list(),
                filter.matter(),
                limit);
    }

    @Override
    public void each(Consumer<KeptAlert> taker) {
        each(ALERT + " ORDER BY id", row -> taker.accept(alert(row)));
    }

    @Override
    public void eachTold(Consumer<KeptTold> taker) {
        each("SELECT list, matter, thread, state FROM told ORDER BY matter, list", row -> taker.accept(told(row)));
    }

    private static KeptTold told(ResultSet row) throws SQLException {
        return new KeptTold(row.getString(1), row.getString(2), row.getString(3), row.getString(4));
    }

    @Override
    public Optional<KeptAlert> alert(long id) {
        return first(ALERT + " WHERE id = ?", SqliteAlertQuery::alert, id);
    }

    @Override
    public List<KeptAlert> batch(String batch) {
        return list(ALERT + " WHERE letter = ? ORDER BY id", SqliteAlertQuery::alert, batch);
    }

    @Override
    public Optional<String> firstBatch(String list, String thread) {
        return first(
                "SELECT a.letter FROM told t JOIN alert a ON a.list = t.list AND a.matter = t.matter"
                        + " WHERE t.list = ? AND t.thread = ? AND a.letter <> '' ORDER BY a.id LIMIT 1",
                row -> row.getString(1),
                list,
                thread);
    }

    @Override
    public List<KeptLetter> letters(String batch) {
        return list(LETTER + " WHERE batch = ? ORDER BY id", SqliteAlertQuery::letter, batch);
    }

    @Override
    public Optional<KeptLetter> letter(String id) {
        return first(LETTER + " WHERE id = ?", SqliteAlertQuery::letter, id);
    }

    @Override
    public List<KeptPacket> due(Instant now) {
        return list(
                PACKET + " WHERE " + WAITS + " AND " + OPEN + " AND due <= ? AND " + FIRST + " ORDER BY number",
                SqliteAlertQuery::packet,
                ScoreForm.moment(now));
    }

    @Override
    public List<KeptPacket> failing() {
        return list(
                PACKET + " WHERE " + WAITS + " AND " + OPEN + " AND attempts > 0 AND " + FIRST + " ORDER BY number",
                SqliteAlertQuery::packet);
    }

    @Override
    public Optional<Instant> nextDue() {
        return first(
                        "SELECT min(due) AS due FROM packet WHERE " + WAITS + " AND " + OPEN + " AND " + FIRST,
                        row -> Sql.text(row, "due"))
                .flatMap(found -> found)
                .map(Instant::parse);
    }

    @Override
    public Optional<byte[]> body(long packet) {
        return first("SELECT body FROM packet WHERE number = ?", row -> Optional.ofNullable(row.getBytes(1)), packet)
                .flatMap(found -> found)
                .map(Packing::unpack);
    }

    @Override
    public Optional<String> reference(String letter) {
        return first(
                "SELECT reference FROM packet WHERE letter = ? AND reference IS NOT NULL ORDER BY number LIMIT 1",
                row -> row.getString(1),
                letter);
    }

    @Override
    public List<KeptPacket> packets(String letter) {
        return list(PACKET + " WHERE letter = ? ORDER BY number", SqliteAlertQuery::packet, letter);
    }

    @Override
    public List<KeptPacket> packets(PacketState state, int limit) {
        // With the conditions of the indexes, which hold few of all packets.
        String among =
                state == PacketState.SENT ? "" : state == PacketState.DEAD ? "state = 'DEAD' AND " : OPEN + " AND ";
        return list(
                PACKET + " WHERE " + among + "state = ? ORDER BY number DESC LIMIT ?",
                SqliteAlertQuery::packet,
                state,
                limit);
    }

    @Override
    public List<KeptPacket> doubtful(int limit) {
        return list(PACKET + " WHERE " + DOUBTFUL + " ORDER BY number DESC LIMIT ?", SqliteAlertQuery::packet, limit);
    }

    @Override
    public List<Attempt> attempts(long packet) {
        return list(
                "SELECT number, at, ended, outcome, answer FROM attempt WHERE packet = ? ORDER BY number",
                row -> new Attempt(
                        row.getInt("number"),
                        Instant.parse(row.getString("at")),
                        Sql.text(row, "ended").map(Instant::parse),
                        Sql.text(row, "outcome"),
                        row.getString("answer")),
                packet);
    }

    @Override
    public Counts counts() {
        // By the indexes of those that are few: what was sent is the rest.
        Map<PacketState, Long> packets = new EnumMap<>(PacketState.class);
        list(
                        "SELECT state, count(*) FROM packet WHERE " + OPEN + " GROUP BY state"
                                + " UNION ALL SELECT 'DEAD', count(*) FROM packet WHERE state = 'DEAD'",
                        row -> Map.entry(PacketState.valueOf(row.getString(1)), row.getLong(2)))
                .forEach(state -> packets.put(state.getKey(), state.getValue()));
        long others = packets.values().stream().mapToLong(Long::longValue).sum();
        packets.put(PacketState.SENT, count("packet") - others);
        return new Counts(
                count("alert WHERE letter IS NULL"),
                packets,
                count("packet WHERE " + DOUBTFUL),
                first("SELECT min(made) AS made FROM packet WHERE " + OPEN, row -> Sql.text(row, "made"))
                        .flatMap(found -> found)
                        .map(Instant::parse));
    }

    private long count(String what) {
        return first("SELECT count(*) FROM " + what, row -> row.getLong(1)).orElse(0L);
    }

    @Override
    public List<ChannelTrouble> troubles() {
        String trouble = "SELECT address, state, made FROM packet WHERE ";
        return list(
                "SELECT substr(address, 1, instr(address || ':', ':') - 1) AS channel, sum(state <> 'DEAD') AS failing,"
                        + " sum(state = 'DEAD') AS dead, min(made) AS since FROM (" + trouble + OPEN
                        + " AND attempts > 0 UNION ALL " + trouble + "state = 'DEAD') GROUP BY 1 ORDER BY 1",
                row -> new ChannelTrouble(
                        row.getString("channel"),
                        row.getLong("failing"),
                        row.getLong("dead"),
                        Instant.parse(row.getString("since"))));
    }

    @Override
    public Map<String, Instant> digests() {
        Map<String, Instant> digests = new HashMap<>();
        list("SELECT list, until FROM digest", row -> Map.entry(row.getString(1), Instant.parse(row.getString(2))))
                .forEach(digest -> digests.put(digest.getKey(), digest.getValue()));
        return digests;
    }

    @Override
    public Optional<Instant> lastDigest(String list) {
        return first(
                        "SELECT max(at) AS at FROM letter WHERE list = ? AND occasion = 'DIGEST'",
                        row -> Sql.text(row, "at"),
                        list)
                .flatMap(found -> found)
                .map(Instant::parse);
    }

    @Override
    public List<GoneAddress> gone() {
        return list(
                "SELECT address, at, reason FROM address_gone ORDER BY at, address",
                row -> new GoneAddress(row.getString(1), Instant.parse(row.getString(2)), row.getString(3)));
    }

    @Override
    public List<String> faults() {
        return FAULTS.stream()
                .flatMap(fault -> list(fault, row -> row.getString(1)).stream())
                .toList();
    }

    private static KeptAlert alert(ResultSet row) throws SQLException {
        return new KeptAlert(
                row.getLong("id"),
                row.getString("list"),
                row.getLong("event"),
                Instant.parse(row.getString("at")),
                Instant.parse(row.getString("made")),
                row.getString("kind"),
                row.getInt("urgent") == 1,
                row.getString("matter"),
                body(row),
                Sql.text(row, "letter"));
    }

    /** One that is damaged is as good as none: there is more to an alert, and more alerts than this one. */
    private static byte[] body(ResultSet row) throws SQLException {
        byte[] packed = row.getBytes("body");
        try {
            return packed == null ? new byte[0] : Packing.unpack(packed);
        } catch (DamagedException e) {
            return new byte[0];
        }
    }

    private static KeptLetter letter(ResultSet row) throws SQLException {
        return new KeptLetter(
                row.getString("id"),
                row.getString("list"),
                row.getString("address"),
                Instant.parse(row.getString("at")),
                row.getString("occasion"),
                row.getString("batch"),
                Sql.text(row, "answers"),
                row.getObject("sources") == null ? OptionalInt.empty() : OptionalInt.of(row.getInt("sources")));
    }

    private static KeptPacket packet(ResultSet row) throws SQLException {
        return new KeptPacket(
                row.getLong("number"),
                row.getString("id"),
                row.getString("letter"),
                row.getString("address"),
                PacketState.valueOf(row.getString("state")),
                Instant.parse(row.getString("made")),
                Instant.parse(row.getString("due")),
                Sql.text(row, "ended").map(Instant::parse),
                row.getInt("attempts"),
                row.getInt("prepared") == 1);
    }
}
