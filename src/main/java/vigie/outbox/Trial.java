package vigie.outbox;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import vigie.alert.Alert;
import vigie.alert.AlertKind;
import vigie.alert.Evaluation;
import vigie.alert.KnownNow;
import vigie.alert.KnownThen;
import vigie.alert.Told;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.store.AlertQuery.KeptAlert;
import vigie.store.NewsQuery;
import vigie.store.Reader;
import vigie.watch.Condition;
import vigie.watch.Matched;
import vigie.watch.Matcher;
import vigie.watch.Rule;
import vigie.watch.WatchList;

/**
 * What a watch list would have led to on past days, by the very rules that the running program has: {@link Evaluation} and {@link
 * Composition}. What is known of CVEs and publications is what was known then, see {@link KnownThen}.
 *
 * @param from the first day
 * @param recorded the day from which on changes were recorded here: before it, only new publications, their revisions, new CVEs and
 *     newly exploited ones are counted, by the days that sources give
 * @param alerts in their order
 * @param letters how many letters each address would have got
 * @param busiest the most letters of one day
 * @param caught CVEs that became known to be exploited in these days and were told
 * @param missed such CVEs that match a line, and were not told because of a condition
 * @param unrelated how many others became known to be exploited
 * @param lines how many alerts each line led to, by its text; lines without any have 0
 * @param threshold a condition that would halve the alerts
 */
public record Trial(
        LocalDate from,
        Optional<LocalDate> recorded,
        List<Alert> alerts,
        int letters,
        int busiest,
        Set<CveId> caught,
        Set<CveId> missed,
        int unrelated,
        Map<String, Integer> lines,
        Optional<Threshold> threshold) {

    private static final int MOST = 100_000;

    /** Fewer alerts need no threshold. */
    private static final int QUIET = 4;

    /**
     * A condition that would halve the alerts.
     *
     * @param number of what
     * @param least from which value on
     * @param alerts how many would be left
     * @param lost how many of the caught CVEs would be missed
     */
    public record Threshold(Condition.Number number, double least, int alerts, int lost) {}

    /** Tries a list on the days from one on. */
    public static Trial of(WatchList asked, LocalDate from, LocalDate today, Reader reader, Consumer<String> trouble) {
        WatchList list = from(asked, asked.rules(), asked.when());
        PastDays past = PastDays.from(from, today, reader);
        Remembered memory = new Remembered();
        Matcher matcher = Matcher.of(List.of(list));
        Concerned concerned =
                new Concerned(past.events(), memory, withoutConditions(list), new KnownNow(reader, trouble));
        KnownThen known = new KnownThen(
                reader,
                past.events(),
                past.recorded().map(day -> day.atStartOfDay(ZoneOffset.UTC).toInstant()),
                trouble);
        List<Alert> alerts = new ArrayList<>();
        for (List<Change> page : moments(past.events())) {
            Evaluation.Result result = new Evaluation(
                            matcher, List.of(list), known.at(page.get(0).at()), trouble)
                    .of(concerned.of(page), memory);
            result.told().forEach(memory::keep);
            alerts.addAll(result.alerts());
        }
        Letters letters = Letters.of(list, alerts, memory, today);
        Set<CveId> exploited = new TreeSet<>();
        reader.news().exploited(from, MOST).stream().map(NewsQuery.NewKev::cve).forEach(exploited::add);
        Set<CveId> caught = new TreeSet<>(exploited);
        caught.removeIf(cve -> !memory.told.containsKey(cve.toString()));
        Set<CveId> others = new TreeSet<>(exploited);
        others.removeAll(caught);
        Set<CveId> missed = matching(withoutConditions(list), others, reader);
        Map<String, Integer> lines = new LinkedHashMap<>();
        list.rules().forEach(rule -> lines.put(rule.line().text(), 0));
        alerts.forEach(alert -> alert.why().stream()
                .map(Matched::line)
                .distinct()
                .forEach(line -> lines.merge(line.text(), 1, Integer::sum)));
        return new Trial(
                from,
                past.recorded(),
                List.copyOf(alerts),
                letters.count,
                letters.busiest(),
                caught,
                missed,
                others.size() - missed.size(),
                lines,
                threshold(alerts, caught));
    }

    /** The list as it would be had it been there on all these days. */
    private static WatchList from(WatchList list, List<Rule> rules, Condition when) {
        return new WatchList(list.name(), list.to(), list.delivery(), rules, when, false, list.made(), Long.MIN_VALUE);
    }

    private static WatchList withoutConditions(WatchList list) {
        List<Rule> rules = list.rules().stream().map(Rule::bare).toList();
        return from(list, rules, Condition.ALWAYS);
    }

    private static Set<CveId> matching(WatchList list, Set<CveId> cves, Reader reader) {
        Matcher matcher = Matcher.of(List.of(list));
        Set<CveId> matching = new TreeSet<>();
        new KnownNow(reader, fault -> {}).subjects(cves, List.of(), subject -> {
            if (!matcher.match(subject).isEmpty()) {
                subject.cve().ifPresent(matching::add);
            }
        });
        return matching;
    }

    /** The events of each moment. */
    private static List<List<Change>> moments(List<Change> events) {
        List<List<Change>> moments = new ArrayList<>();
        int start = 0;
        while (start < events.size()) {
            int end = start + 1;
            while (end < events.size()
                    && events.get(end).at().equals(events.get(start).at())) {
                end++;
            }
            moments.add(events.subList(start, end));
            start = end;
        }
        return moments;
    }

    private static final class Remembered implements Evaluation.Memory {
        private final Map<String, Told> told = new HashMap<>();

        @Override
        public List<Told> of(Collection<String> matters) {
            return matters.stream().filter(told::containsKey).map(told::get).toList();
        }

        void keep(Told one) {
            told.put(one.matter(), one);
        }
    }

    /**
     * Leaves out the events of what concerns the list neither now nor, as far as can be told without reading it as it was, did before: it
     * would take long to go back in time for each CVE. What was published or cited later may have been known by a publication alone.
     */
    private static final class Concerned {
        private final Remembered memory;
        private final Matcher matcher;
        private final KnownNow known;
        private final Set<String> came = new HashSet<>();
        private final Map<String, Boolean> concerned = new HashMap<>();

        Concerned(List<Change> events, Remembered memory, WatchList list, KnownNow known) {
            this.memory = memory;
            this.matcher = Matcher.of(List.of(list));
            this.known = known;
            events.stream()
                    .map(event -> event.what().kind() == ChangeKind.PUBLISHED ? event.subject() : "")
                    .forEach(came::add);
        }

        List<Change> of(List<Change> page) {
            Set<CveId> cves = new LinkedHashSet<>();
            Set<BulletinRef> publications = new LinkedHashSet<>();
            for (Change event : page) {
                if (Evaluation.tells(event) && !concerned.containsKey(event.subject())) {
                    event.cve().ifPresent(cves::add);
                    event.publication().ifPresent(publications::add);
                }
            }
            known.subjects(
                    cves,
                    publications,
                    subject -> concerned.put(
                            subject.matter(),
                            came.contains(subject.matter())
                                    || !matcher.match(subject).isEmpty()));
            return page.stream()
                    .filter(event ->
                            concerned.getOrDefault(event.subject(), false) || memory.told.containsKey(event.subject()))
                    .toList();
        }
    }

    /** The letters of some alerts, in the time of a list. */
    private static final class Letters {
        private final Map<LocalDate, Integer> days = new HashMap<>();
        private final Map<String, String> first = new HashMap<>();
        private final WatchList list;
        private final Remembered memory;
        private List<Composition.Waiting> waiting = new ArrayList<>();
        private int count;

        private Letters(WatchList list, Remembered memory) {
            this.list = list;
            this.memory = memory;
        }

        static Letters of(WatchList list, List<Alert> alerts, Remembered memory, LocalDate today) {
            Letters letters = new Letters(list, memory);
            long number = 0;
            for (int i = 0; i < alerts.size(); ) {
                Instant at = alerts.get(i).at();
                letters.sendUntil(at);
                for (; i < alerts.size() && alerts.get(i).at().equals(at); i++) {
                    letters.waiting.add(new Composition.Waiting(kept(alerts.get(i), ++number), alerts.get(i)));
                }
                letters.send(at);
            }
            letters.sendUntil(today.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
            return letters;
        }

        private static KeptAlert kept(Alert alert, long number) {
            return new KeptAlert(
                    number,
                    alert.list(),
                    alert.event(),
                    alert.at(),
                    alert.at(),
                    alert.kind().name(),
                    alert.urgent(),
                    alert.matter(),
                    new byte[0],
                    Optional.empty());
        }

        private void sendUntil(Instant end) {
            Instant now = Instant.MIN;
            while (!waiting.isEmpty()) {
                Instant from = now.equals(Instant.MIN) ? waiting.get(0).kept().made() : now;
                Optional<Instant> next = Composition.next(list, waiting, from);
                if (next.isEmpty() || next.get().isAfter(end) || next.get().equals(now)) {
                    return;
                }
                now = next.get();
                send(now);
            }
        }

        private void send(Instant now) {
            Composition.Threads threads = new Composition.Threads() {
                @Override
                public String thread(KeptAlert alert) {
                    return Optional.ofNullable(memory.told.get(alert.matter()))
                            .map(Told::thread)
                            .orElse(alert.matter());
                }

                @Override
                public Optional<String> first(String thread) {
                    return Optional.ofNullable(first.get(thread));
                }
            };
            List<Composition.Batch> batches = Composition.due(list, waiting, threads, now);
            Set<Composition.Waiting> sent = new HashSet<>();
            for (Composition.Batch batch : batches) {
                count++;
                days.merge(LocalDate.ofInstant(now, list.to().zone()), 1, Integer::sum);
                batch.alerts().forEach(one -> first.putIfAbsent(threads.thread(one.kept()), batch.id()));
                sent.addAll(batch.alerts());
            }
            waiting = new ArrayList<>(
                    waiting.stream().filter(one -> !sent.contains(one)).toList());
        }

        int busiest() {
            return days.values().stream().max(Comparator.naturalOrder()).orElse(0);
        }
    }

    /** The condition that halves the alerts and loses the fewest of what was caught. */
    private static Optional<Threshold> threshold(List<Alert> alerts, Set<CveId> caught) {
        if (alerts.size() < QUIET) {
            return Optional.empty();
        }
        return List.of(Condition.Number.values()).stream()
                .flatMap(number -> threshold(number, alerts, caught).stream())
                .min(Comparator.comparingInt(Threshold::lost)
                        .thenComparing(
                                Comparator.comparingInt(Threshold::alerts).reversed()));
    }

    private static Optional<Threshold> threshold(Condition.Number number, List<Alert> alerts, Set<CveId> caught) {
        List<Double> values = alerts.stream()
                .flatMap(alert -> value(number, alert).stream().boxed())
                .distinct()
                .sorted()
                .toList();
        for (double least : values) {
            List<Alert> left = alerts.stream()
                    .filter(alert -> !(value(number, alert).orElse(Double.POSITIVE_INFINITY) < least))
                    .toList();
            if (left.size() * 2 <= alerts.size()) {
                Set<String> told = new HashSet<>();
                left.forEach(alert -> {
                    told.add(alert.matter());
                    alert.facts().cves().forEach(cve -> told.add(cve.cve()));
                });
                int lost = (int) caught.stream()
                        .filter(cve -> !told.contains(cve.toString()))
                        .count();
                return Optional.of(new Threshold(number, least, left.size(), lost));
            }
        }
        return Optional.empty();
    }

    private static OptionalDouble value(Condition.Number number, Alert alert) {
        if (alert.kind() == AlertKind.WITHDRAWN) {
            return OptionalDouble.empty();
        }
        return switch (number) {
            case CVSS -> alert.facts().cvss();
            case SCORE -> alert.facts().score().now();
            case EPSS -> alert.facts().epss().now();
        };
    }
}
