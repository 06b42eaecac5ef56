package vigie.facts;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import vigie.model.Bulletin;
import vigie.model.Container;
import vigie.model.CveRecord;
import vigie.model.EvidenceKind;
import vigie.model.KnownDay;
import vigie.model.Origin;
import vigie.store.DossierQuery;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.text.SourceNames;
import vigie.text.WebLink;

/** What happened to a CVE, in the order of the days. */
public final class Timeline {

    /** A CVE of a component that every product has is cited by hundreds of publications. */
    static final int MOST_CITATIONS = 40;

    private static final int LONGEST = 300;

    private final Messages words;
    private final List<Event> events = new ArrayList<>();

    /** Catalogues whose entries are told already; what repeats them tells nothing new. */
    private final Set<String> catalogued = new HashSet<>();

    /** What an event means for whoever reads it. */
    public enum Tone {
        /** The record was written or assessed. */
        RECORD,
        /** An exploit became public. */
        EXPLOIT,
        /** Exploitation became known. */
        DANGER,
        /** CERT-FR published an alert. */
        ALERT,
        /** CERT-FR published or revised. */
        PUBLICATION
    }

    /**
     * Something that happened.
     *
     * @param known when it happened, UTC, and how that is known
     * @param words what happened, in the user's language
     * @param detail the source's own words, in its language; may be empty
     * @param source who says so
     * @param link where that is said: a path on this site, the address of another, or empty
     */
    public record Event(KnownDay known, Tone tone, String words, String detail, String source, String link) {

        private Event(LocalDate day, Tone tone, String words, String detail, String source, String link) {
            this(KnownDay.of(day), tone, words, detail, source, link);
        }

        /** When it happened, UTC. */
        public LocalDate day() {
            return known.day();
        }
    }

    private Timeline(Messages messages) {
        this.words = messages.bundle("dossier");
    }

    /** The events of a CVE, oldest first; its words in the user's language. */
    static List<Event> of(CveFacts facts, Messages messages) {
        Timeline timeline = new Timeline(messages);
        List<CveRecord> records = facts.statements().records();
        records.forEach(record -> record.reserved().ifPresent(at -> timeline.record(at, "reserved", source(record))));
        // The second source publishes what the first has published.
        facts.dating()
                .filter(dating -> dating.basis().publication())
                .ifPresent(dating -> timeline.record(dating.published().orElseThrow(), "published", source(dating)));
        records.forEach(timeline::record);
        timeline.exploitation(facts.catalogues());
        timeline.signs(facts.evidence());
        timeline.publications(facts.citations());
        timeline.events.sort(Comparator.comparing(Event::known).thenComparing(Event::tone));
        return List.copyOf(timeline.events);
    }

    private void record(CveRecord record) {
        String source = source(record);
        for (Container container : record.containers()) {
            boolean own = container.origin().kind() == Origin.Kind.CNA
                    || container.origin().kind() == Origin.Kind.NVD;
            String who = PlainText.line(container.origin().toString());
            if (!own && !container.assessments().isEmpty()) {
                container.day().ifPresent(at -> record(at, "assessed", who));
            }
            container.ssvc().stream()
                    .filter(ssvc -> !ssvc.exploitation().isEmpty())
                    .findFirst()
                    .ifPresent(ssvc -> ssvc.timestamp().ifPresent(at -> record(at, "ssvc", who)));
        }
        record.modified()
                .filter(at -> !at.equals(record.published().orElse(null)))
                .ifPresent(at -> record(at, record.state().reported() ? "modified" : "rejected", source));
    }

    private static String source(CveRecord record) {
        return record.source() == CveRecord.Source.NVD ? "NVD" : "CVE List";
    }

    private void record(Instant at, String key, String source) {
        events.add(new Event(LocalDate.ofInstant(at, ZoneOffset.UTC), Tone.RECORD, say(key), "", source, ""));
    }

    private void exploitation(List<DossierQuery.KeptKev> catalogues) {
        for (DossierQuery.KeptKev kev : catalogues) {
            String name = say("catalogue." + (kev.entry().catalogue().equals("eu") ? "eu" : "cisa"));
            catalogued.add(kev.entry().catalogue().toUpperCase(Locale.ROOT));
            events.add(new Event(
                    kev.added(), Tone.DANGER, say("kev", name), line(kev.entry().name()), name, ""));
            kev.entry().due().ifPresent(day -> events.add(new Event(day, Tone.RECORD, say("due"), "", name, "")));
            kev.withdrawn()
                    .ifPresent(day -> events.add(
                            new Event(KnownDay.seen(day, false), Tone.RECORD, say("kev.gone", name), "", name, "")));
        }
    }

    /** The first sign of each kind from each source, and how many there are. */
    private void signs(List<DossierQuery.KeptEvidence> evidence) {
        Map<String, List<DossierQuery.KeptEvidence>> groups = new LinkedHashMap<>();
        for (DossierQuery.KeptEvidence sign : evidence) {
            boolean told = sign.kind() == EvidenceKind.EXPLOITED && catalogued.contains(sign.source());
            if (sign.withdrawn().isEmpty() && !told) {
                groups.computeIfAbsent(sign.kind() + " " + sign.source(), any -> new ArrayList<>())
                        .add(sign);
            }
        }
        groups.values().forEach(group -> {
            DossierQuery.KeptEvidence first = group.get(0);
            Tone tone = first.kind() == EvidenceKind.EXPLOITED ? Tone.DANGER : Tone.EXPLOIT;
            String link = WebLink.of(first.url()).map(WebLink::url).orElse("");
            events.add(new Event(
                    first.known(),
                    first.kind() == EvidenceKind.OTHER ? Tone.RECORD : tone,
                    first.statement()
                            ? say("sign.stated", first.ref(), group.size() - 1)
                            : say("sign." + first.kind(), group.size()),
                    "",
                    SourceNames.of(first.source()),
                    link));
        });
    }

    private void publications(List<DossierQuery.Citation> citations) {
        for (DossierQuery.Citation citation :
                citations.stream().limit(MOST_CITATIONS).toList()) {
            String kind = "bulletin." + citation.ref().kind();
            Tone tone = citation.ref().kind() == Bulletin.Kind.ALERTE ? Tone.ALERT : Tone.PUBLICATION;
            publication(citation, tone, citation.published(), say(kind, citation.ref()), citation.title());
            citation.revisions().stream()
                    .skip(1)
                    .forEach(revision -> revision.day()
                            .ifPresent(day -> publication(
                                    citation,
                                    Tone.PUBLICATION,
                                    day,
                                    say("revised", citation.ref()),
                                    revision.description())));
        }
    }

    private void publication(DossierQuery.Citation citation, Tone tone, LocalDate day, String words, String detail) {
        String path = "/publications/" + citation.ref();
        events.add(new Event(day, tone, words, line(detail), "CERT-FR", path));
    }

    private static String line(String text) {
        return Sheet.shorten(PlainText.line(text), LONGEST);
    }

    private String say(String key, Object... values) {
        return words.get("timeline." + key, values);
    }
}
