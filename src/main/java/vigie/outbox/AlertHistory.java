package vigie.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vigie.alert.Alert;
import vigie.alert.AlertJson;
import vigie.store.AlertQuery;
import vigie.store.AlertQuery.Attempt;
import vigie.store.AlertQuery.KeptAlert;
import vigie.store.AlertQuery.KeptLetter;
import vigie.store.AlertQuery.KeptPacket;
import vigie.store.AlertQuery.PacketState;
import vigie.watch.Matched;
import vigie.watch.WatchList;

/**
 * An alert and what became of it.
 *
 * @param id its number
 * @param letters the letters that tell it, one to each address; none while it waits, and for a list without an address
 * @param state what is to be said of all of it
 * @param due when it is sent, while it waits for the pace of its list or for another attempt
 * @param fault why its facts cannot be read; empty if they can
 */
public record AlertHistory(
        long id,
        Alert alert,
        Instant made,
        List<SentLetter> letters,
        State state,
        Optional<Instant> due,
        Optional<String> fault) {

    /** What became of an alert, as a whole. */
    public enum State {
        /** It waits for the pace or the quiet hours of its list. */
        WAITS,
        /** Its list is paused. */
        PAUSED,
        /** Its list has no address, or is gone: it is on the page of the list only. */
        KEPT,
        /** A packet is not there yet. */
        QUEUED,
        /** A packet was given up. */
        DEAD,
        /** A packet may have arrived, and is sent again. */
        UNKNOWN,
        /** All has arrived. */
        SENT
    }

    /** A letter with its packets. */
    public record SentLetter(KeptLetter letter, List<SentPacket> packets) {}

    /** A packet with its attempts. */
    public record SentPacket(KeptPacket packet, List<Attempt> attempts) {}

    /** The history of an alert that is kept. */
    public static AlertHistory of(AlertQuery query, Collection<WatchList> lists, KeptAlert kept, Instant now) {
        List<String> faults = new ArrayList<>();
        Alert alert = AlertJson.alert(kept, faults::add);
        Optional<WatchList> list =
                lists.stream().filter(one -> one.name().equals(kept.list())).findFirst();
        List<SentLetter> letters =
                kept.batch().filter(batch -> !batch.isEmpty()).map(query::letters).orElse(List.of()).stream()
                        .map(letter -> new SentLetter(
                                letter,
                                query.packets(letter.id()).stream()
                                        .map(packet -> new SentPacket(packet, query.attempts(packet.number())))
                                        .toList()))
                        .toList();
        List<KeptPacket> packets = letters.stream()
                .flatMap(letter -> letter.packets().stream())
                .map(SentPacket::packet)
                .toList();
        if (kept.batch().isPresent()) {
            return new AlertHistory(
                    kept.id(),
                    alert,
                    kept.made(),
                    letters,
                    state(packets),
                    packets.stream()
                            .filter(packet ->
                                    packet.state() == PacketState.QUEUED || packet.state() == PacketState.UNKNOWN)
                            .map(KeptPacket::due)
                            .min(Instant::compareTo),
                    faults.stream().findFirst());
        }
        boolean paused = list.filter(WatchList::paused).isPresent();
        return new AlertHistory(
                kept.id(),
                alert,
                kept.made(),
                letters,
                paused ? State.PAUSED : State.WAITS,
                list.filter(any -> !paused)
                        .map(to -> Pacing.due(to.delivery(), to.to().zone(), kept.urgent(), kept.made(), now)),
                faults.stream().findFirst());
    }

    private static State state(List<KeptPacket> packets) {
        if (packets.isEmpty()) {
            return State.KEPT;
        }
        if (packets.stream().anyMatch(packet -> packet.state() == PacketState.DEAD)) {
            return State.DEAD;
        }
        if (packets.stream().anyMatch(packet -> packet.state() == PacketState.UNKNOWN)) {
            return State.UNKNOWN;
        }
        return packets.stream().allMatch(packet -> packet.state() == PacketState.SENT) ? State.SENT : State.QUEUED;
    }

    /** As a JSON object: the same from the command line and the API. What is not known is null. */
    public Map<String, Object> document() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("id", id);
        all.put("list", alert.list());
        all.put("matter", alert.matter());
        all.put("kind", name(alert.kind()));
        all.put("urgent", alert.urgent());
        all.put("event", alert.event());
        all.put("at", alert.at().toString());
        all.put("made", made.toString());
        all.put("state", name(state));
        all.put("due", text(due));
        all.put("fault", fault.orElse(null));
        all.put("why", alert.why().stream().map(AlertHistory::why).toList());
        all.put("facts", facts());
        List<Object> sent = new ArrayList<>();
        letters.forEach(letter -> sent.add(document(letter)));
        all.put("letters", sent);
        return all;
    }

    static Map<String, Object> why(Matched one) {
        Map<String, Object> why = new LinkedHashMap<>();
        why.put("line", one.line().text());
        why.put("kind", name(one.line().kind()));
        why.put("where", one.where());
        why.put("origin", one.origin());
        why.put("certainty", name(one.certainty()));
        return why;
    }

    private Map<String, Object> facts() {
        Alert.Facts facts = alert.facts();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("title", facts.title());
        all.put("products", facts.products());
        all.put("score", number(facts.score().now()));
        all.put("score_before", number(facts.score().before()));
        all.put(
                "score_terms",
                facts.terms().stream()
                        .map(term -> Map.of("factor", term.factor(), "log_odds", term.logOdds()))
                        .toList());
        all.put("epss", number(facts.epss().now()));
        all.put("epss_before", number(facts.epss().before()));
        all.put("cvss", number(facts.cvss()));
        all.put(
                "severity",
                facts.severity().map(text -> text.toLowerCase(Locale.ROOT)).orElse(null));
        all.put("exploited_since", facts.exploitedSince().orElse(null));
        all.put("exploited_sources", facts.exploitedSources());
        all.put("due", text(facts.due()));
        all.put("public_exploits", facts.publicExploits());
        all.put("publications", facts.publications());
        all.put("links", facts.links());
        all.put("cves", facts.cves().stream().map(Alert.Cited::cve).toList());
        all.put("other_cves", facts.extent().map(Alert.Extent::others).orElse(0));
        all.put("unassigned_cves", facts.extent().map(Alert.Extent::unsaid).orElse(0));
        all.put("disputed", facts.disputed());
        all.put("old", facts.before().orElse(null));
        all.put("new", facts.after().orElse(null));
        return all;
    }

    private static Map<String, Object> document(SentLetter sent) {
        Map<String, Object> letter = new LinkedHashMap<>();
        letter.put("id", sent.letter().id());
        letter.put("address", sent.letter().address());
        letter.put("at", sent.letter().at().toString());
        letter.put("occasion", sent.letter().occasion().toLowerCase(Locale.ROOT));
        letter.put("answers", sent.letter().answers().orElse(null));
        letter.put(
                "packets", sent.packets().stream().map(AlertHistory::document).toList());
        return letter;
    }

    private static Map<String, Object> document(SentPacket sent) {
        Map<String, Object> packet = new LinkedHashMap<>();
        packet.put("id", sent.packet().id());
        packet.put("state", name(sent.packet().state()));
        packet.put("due", sent.packet().due().toString());
        packet.put("ended", text(sent.packet().ended()));
        packet.put(
                "attempts",
                sent.attempts().stream()
                        .map(attempt -> {
                            Map<String, Object> one = new LinkedHashMap<>();
                            one.put("at", attempt.at().toString());
                            one.put("ended", text(attempt.ended()));
                            one.put(
                                    "outcome",
                                    attempt.outcome()
                                            .map(word -> word.toLowerCase(Locale.ROOT))
                                            .orElse(null));
                            one.put("answer", attempt.answer());
                            return one;
                        })
                        .toList());
        return packet;
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse(null);
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? (Double) value.getAsDouble() : null;
    }
}
