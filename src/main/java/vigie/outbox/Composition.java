package vigie.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import vigie.alert.Alert;
import vigie.channel.Letter;
import vigie.io.Sha256;
import vigie.model.Urgency;
import vigie.store.AlertQuery.KeptAlert;
import vigie.watch.Delivery.Pace;
import vigie.watch.WatchList;

/**
 * Makes letters of the alerts that wait: which are due, which go together, in what order. Pure; the same alerts always give letters
 * with the same ids.
 */
final class Composition {

    /** Answers in several threads are letters of their own up to so many; more of them at one time are one letter. */
    static final int MOST_ANSWERS = 3;

    private static final int DIGITS = 32;

    /** The most urgent first: by the order of urgency of CVEs, then as they happened. */
    private static final Comparator<Waiting> ORDER = Comparator.comparing(
                    (Waiting one) -> !one.kept().urgent())
            .thenComparing(one -> -likelihood(one.alert().facts()))
            .thenComparing(one -> -severity(one.alert().facts()))
            .thenComparing(one -> one.kept().id());

    private Composition() {}

    /** An alert that waits. */
    record Waiting(KeptAlert kept, Alert alert) {}

    /** How a list knows threads. */
    interface Threads {
        /** The thread that an alert belongs to. */
        String thread(KeptAlert alert);

        /** What the first letters of a thread have in common; empty where none was made yet. */
        Optional<String> first(String thread);
    }

    /**
     * Letters with the same alerts, one to each address of a list.
     *
     * @param id unique; the same for the same alerts
     * @param answers what the letters have in common that these follow in their thread
     * @param sources how many sources there are, all of them fresh; given where nothing is new
     * @param alerts the most urgent first
     */
    record Batch(
            String id, Letter.Occasion occasion, Optional<String> answers, OptionalInt sources, List<Waiting> alerts) {

        /** The id of the letter to an address. */
        String letter(String address) {
            return letter(id, address);
        }

        /** The id of the letter of a batch to an address. */
        static String letter(String batch, String address) {
            return Sha256.hex(batch + "\n" + address).substring(0, DIGITS);
        }
    }

    /** What is due for a list. */
    static List<Batch> due(WatchList to, Collection<Waiting> waiting, Threads threads, Instant now) {
        if (to.paused()) {
            return List.of();
        }
        Map<Boolean, List<Waiting>> due = waiting.stream()
                .filter(one -> !due(to, one.kept(), now).isAfter(now))
                .collect(Collectors.partitioningBy(
                        one -> Pacing.pace(to.delivery(), one.kept().urgent()) == Pace.IMMEDIATE));
        List<Batch> batches = new ArrayList<>(atOnce(to, due.get(true), threads));
        if (!due.get(false).isEmpty()) {
            batches.add(batch(to, Letter.Occasion.DIGEST, Optional.empty(), due.get(false)));
        }
        return batches;
    }

    /** When the next of some alerts is due. */
    static Optional<Instant> next(WatchList to, Collection<Waiting> waiting, Instant now) {
        return waiting.stream().map(one -> due(to, one.kept(), now)).min(Comparator.naturalOrder());
    }

    /** When an alert is due that is not sent yet. */
    static Instant due(WatchList to, KeptAlert alert, Instant now) {
        return Pacing.due(to.delivery(), to.to().zone(), alert.urgent(), alert.made(), now);
    }

    private static List<Batch> atOnce(WatchList to, List<Waiting> due, Threads threads) {
        Map<String, List<Waiting>> answers = new LinkedHashMap<>();
        List<Waiting> others = new ArrayList<>();
        for (Waiting one : due) {
            String thread = threads.thread(one.kept());
            if (threads.first(thread).isPresent()) {
                answers.computeIfAbsent(thread, key -> new ArrayList<>()).add(one);
            } else {
                others.add(one);
            }
        }
        if (answers.size() > MOST_ANSWERS) {
            return List.of(batch(to, Letter.Occasion.ALERT, Optional.empty(), due));
        }
        List<Batch> batches = new ArrayList<>();
        if (!others.isEmpty()) {
            batches.add(batch(to, Letter.Occasion.ALERT, Optional.empty(), others));
        }
        answers.forEach(
                (thread, alerts) -> batches.add(batch(to, Letter.Occasion.ALERT, threads.first(thread), alerts)));
        return batches;
    }

    private static Batch batch(WatchList to, Letter.Occasion occasion, Optional<String> answers, List<Waiting> alerts) {
        String events = alerts.stream()
                .map(one -> one.kept().event())
                .sorted()
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return new Batch(id(to, "alerts " + events), occasion, answers, OptionalInt.empty(), ordered(alerts));
    }

    /** The most urgent first. */
    static List<Waiting> ordered(List<Waiting> alerts) {
        return alerts.stream().sorted(ORDER).toList();
    }

    /** The letters of a digest without alerts. */
    static Batch nothing(WatchList to, Instant at, int sources) {
        return new Batch(
                id(to, "nothing new " + at),
                Letter.Occasion.NOTHING_NEW,
                Optional.empty(),
                OptionalInt.of(sources),
                List.of());
    }

    /** Lists may be removed and made anew with the same name. */
    private static String id(WatchList to, String what) {
        return Sha256.hex(to.name() + "\n" + to.made() + "\n" + what).substring(0, DIGITS);
    }

    private static long likelihood(Alert.Facts facts) {
        long own = Urgency.likelihood(
                facts.exploitedSince().isPresent(),
                number(facts.score().now()),
                number(facts.epss().now()));
        return facts.cves().stream()
                .mapToLong(cve -> Urgency.likelihood(cve.exploited(), number(cve.score()), number(cve.epss())))
                .reduce(own, Math::max);
    }

    private static int severity(Alert.Facts facts) {
        return facts.cves().stream()
                .mapToInt(cve -> Urgency.severity(number(cve.cvss())))
                .reduce(Urgency.severity(number(facts.cvss())), Math::max);
    }

    private static double number(OptionalDouble value) {
        return value.orElse(Double.NaN);
    }
}
