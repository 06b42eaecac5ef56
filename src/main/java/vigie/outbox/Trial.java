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
import vigie.alert.Known;
import vigie.alert.KnownNow;
import vigie.alert.Told;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.CveId;
import vigie.store.AlertQuery.KeptAlert;
import vigie.store.NewsQuery;
import vigie.store.Reader;
import vigie.watch.Condition;
import vigie.watch.Matched;
import vigie.watch.Matcher;
import vigie.watch.Rule;
import vigie.watch.Scope;
import vigie.watch.Subject;
import vigie.watch.WatchList;

/**
 * What a watch list would have led to on past days, by the very rules that the running program has: {@link Evaluation} and {@link
 * Composition}. What is known of CVEs and publications is what is known now.
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
    private static final int PAGE = 1000;

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
        Evaluation evaluation = new Evaluation(
                Matcher.of(List.of(list)),
                List.of(list),
                new Cached(new KnownNow(reader, trouble), memory, list),
                trouble);
        List<Alert> alerts = new ArrayList<>();
        for (List<Change> page : pages(past.events())) {
            Evaluation.Result result = evaluation.of(page, memory);
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
        List<Rule> rules = list.rules().stream()
                .map(rule -> new Rule(rule.line(), rule.version(), Condition.ALWAYS))
                .toList();
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

    /** Pages of events, those of one moment together. */
    private static List<List<Change>> pages(List<Change> events) {
        List<List<Change>> pages = new ArrayList<>();
        int start = 0;
        while (start < events.size()) {
            int end = Math.min(events.size(), start + PAGE);
            while (end < events.size()
                    && events.get(end).at().equals(events.get(end - 1).at())) {
                end++;
            }
            pages.add(events.subList(start, end));
            start = end;
        }
        return pages;
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

    /** What does not concern the list and was never told is read once only: what is known does not change during a trial. */
    private static final class Cached implements Known {
        private final Known known;
        private final Remembered memory;
        private final Matcher matcher;
        private final Set<String> unconcerned = new HashSet<>();

        Cached(Known known, Remembered memory, WatchList list) {
            this.known = known;
            this.memory = memory;
            this.matcher = Matcher.of(List.of(list));
        }

        private boolean read(String matter) {
            return !unconcerned.contains(matter) || memory.told.containsKey(matter);
        }

        @Override
        public void subjects(Collection<CveId> cves, Collection<BulletinRef> publications, Consumer<Subject> taker) {
            known.subjects(
                    cves.stream().filter(cve -> read(cve.toString())).toList(),
                    publications.stream().filter(ref -> read(ref.text())).toList(),
                    subject -> {
                        if (matcher.match(subject).isEmpty()) {
                            unconcerned.add(subject.matter());
                        }
                        taker.accept(subject);
                    });
        }

        @Override
        public void cited(Collection<CveId> cves, Consumer<Subject> taker) {
            known.cited(cves, taker);
        }

        @Override
        public About about(Subject subject, Change event, Collection<Matched> why, Scope scope) {
            return known.about(subject, event, why, scope);
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
