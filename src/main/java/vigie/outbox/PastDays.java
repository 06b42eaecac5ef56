package vigie.outbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.model.Bulletin;
import vigie.model.BulletinDifferences;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.model.Difference;
import vigie.store.ChangeQuery;
import vigie.store.DamagedException;
import vigie.store.NewsQuery;
import vigie.store.Reader;

/**
 * The events of past days, for a trial of a watch list. Days before this installation began to record changes have none: for these,
 * events are made of the days that sources give, of publications, CVEs, and CVEs that became known to be exploited. Their numbers are
 * negative.
 *
 * @param events in their order
 * @param recorded the day from which on they are those of the record; empty where there is none
 */
record PastDays(List<Change> events, Optional<LocalDate> recorded) {

    private static final int AT_ONCE = 500;
    private static final int MOST = 100_000;

    /** Keeps a copy. */
    PastDays {
        events = List.copyOf(events);
    }

    /** The events from a day (UTC) on. */
    static PastDays from(LocalDate first, LocalDate today, Reader reader) {
        Optional<LocalDate> recorded =
                reader.changes().since().map(moment -> LocalDate.ofInstant(moment, ZoneOffset.UTC));
        LocalDate end = recorded.filter(day -> day.isBefore(today)).orElse(today);
        List<Change> events = new ArrayList<>();
        if (!first.isAfter(end)) {
            events.addAll(made(first, end, reader));
        }
        reader.changes().each(ChangeQuery.Filter.ALL.since(first), 0, events::add);
        return new PastDays(events, recorded);
    }

    private record Made(
            LocalDate day, Optional<CveId> cve, Optional<BulletinRef> ref, Difference what, String source) {}

    private static List<Change> made(LocalDate first, LocalDate end, Reader reader) {
        List<Made> all = new ArrayList<>();
        publications(first, end, reader, all);
        published(first, end, reader, all);
        for (NewsQuery.NewKev one : reader.news().exploited(first, MOST)) {
            LocalDate day = one.exploited().since();
            if (!day.isAfter(end)) {
                all.add(new Made(
                        day,
                        Optional.of(one.cve()),
                        Optional.empty(),
                        difference(
                                ChangeKind.KNOWN_EXPLOITED,
                                "",
                                day + " " + String.join(" ", one.exploited().sources()),
                                day),
                        one.exploited().sources().stream().findFirst().orElse("")));
            }
        }
        all.sort(Comparator.comparing(Made::day));
        List<Change> events = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Made one = all.get(i);
            Instant at = one.day().atStartOfDay(ZoneOffset.UTC).toInstant();
            events.add(new Change((long) i - all.size(), at, one.cve(), one.ref(), one.what(), one.source()));
        }
        return events;
    }

    private static void publications(LocalDate first, LocalDate end, Reader reader, List<Made> all) {
        for (NewsQuery.Publication one : reader.news().publications(first, MOST)) {
            Optional<Bulletin> held = held(reader, one.ref());
            if (held.isEmpty()) {
                continue;
            }
            if (within(one.published(), first, end)) {
                all.add(publication(one.published(), one.ref(), BulletinDifferences.NEW, one.title()));
            }
            Set<LocalDate> revised = new HashSet<>();
            held.get()
                    .revisions()
                    .forEach(revision -> revision.day().ifPresent(day -> {
                        if (day.isAfter(one.published()) && within(day, first, end) && revised.add(day)) {
                            all.add(publication(day, one.ref(), "revisions", day + " " + revision.description()));
                        }
                    }));
        }
    }

    /** One that cannot be read is left out: of nothing else is a trial in want. */
    private static Optional<Bulletin> held(Reader reader, BulletinRef ref) {
        try {
            return reader.dossiers().bulletin(ref);
        } catch (DamagedException e) {
            return Optional.empty();
        }
    }

    private static Made publication(LocalDate day, BulletinRef ref, String field, String now) {
        return new Made(
                day, Optional.empty(), Optional.of(ref), difference(ChangeKind.BULLETIN, field, now, day), "certfr");
    }

    private static void published(LocalDate first, LocalDate end, Reader reader, List<Made> all) {
        List<CveId> cves = reader.scan().published(first);
        for (int from = 0; from < cves.size(); from += AT_ONCE) {
            reader.dossiers()
                    .summaries(cves.subList(from, Math.min(cves.size(), from + AT_ONCE)))
                    .forEach((cve, summary) -> summary.published()
                            .map(LocalDate::parse)
                            .ifPresent(day -> {
                                if (within(day, first, end)) {
                                    all.add(new Made(
                                            day,
                                            Optional.of(cve),
                                            Optional.empty(),
                                            difference(ChangeKind.PUBLISHED, "", day.toString(), day),
                                            "cvelist"));
                                }
                            }));
        }
    }

    private static boolean within(LocalDate day, LocalDate first, LocalDate last) {
        return !day.isBefore(first) && !day.isAfter(last);
    }

    private static Difference difference(ChangeKind kind, String field, String now, LocalDate day) {
        return new Difference(kind, field, "", Optional.empty(), Optional.of(now), Optional.of(day));
    }
}
