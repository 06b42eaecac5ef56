package vigie.outbox;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import vigie.alert.AlertJson;
import vigie.alert.Evaluation;
import vigie.alert.Told;
import vigie.facts.CveFacts;
import vigie.facts.FactsReader;
import vigie.model.BulletinRef;
import vigie.model.Change;
import vigie.model.CveId;
import vigie.model.KnownDay;
import vigie.store.AlertQuery;
import vigie.store.ChangeQuery;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.text.Figures;
import vigie.watch.Condition;
import vigie.watch.ConditionTable;
import vigie.watch.Matched;
import vigie.watch.Matcher;
import vigie.watch.Rule;
import vigie.watch.Subject;
import vigie.watch.SubjectKeys;
import vigie.watch.Subjects;
import vigie.watch.WatchList;

/**
 * Why a list was told of a CVE or a publication, or why not: as things are now, and event by event.
 *
 * @param matter the CVE or publication
 * @param list the watch list
 * @param lines its lines that match now, whatever its conditions are
 * @param conditions its conditions, and those of the lines that match
 * @param values what the conditions ask for
 * @param thread the thread in which the list was told of it; empty if it was not
 * @param events what happened to it, the first one first, and what each led to
 * @param alerts the alerts of it to the list
 */
public record Explanation(
        String matter,
        WatchList list,
        List<Matched> lines,
        List<Check> conditions,
        List<Value> values,
        Optional<String> thread,
        List<Step> events,
        List<AlertHistory> alerts) {

    private static final int MOST_EVENTS = 1000;
    private static final int MOST_ALERTS = 1000;

    /**
     * A condition.
     *
     * @param words as the list says it
     * @param answer whether it holds now
     */
    public record Check(String words, Condition.Answer answer) {}

    /**
     * What is known.
     *
     * @param name a word: {@code cvss}
     * @param value empty where it is not known
     * @param since since when, as far as that is known
     */
    public record Value(String name, Optional<String> value, Optional<String> since) {}

    /** An event, and what it led to. */
    public record Step(Change event, Reason reason, Optional<Long> alert) {}

    /** What an event led to. */
    public enum Reason {
        /** An alert. */
        TOLD,
        /** Nothing: it was before the list was made. */
        BEFORE,
        /** Nothing yet: it was not evaluated. */
        WAITS,
        /** Nothing: another event of the same moment says more. */
        TOGETHER,
        /** Nothing: no alert tells of such an event. */
        KIND,
        /** Nothing: no line matches, or a condition does not hold. */
        UNMATCHED,
        /** Nothing: it says nothing that the list was not told. */
        KNOWN
    }

    /**
     * Explains.
     *
     * @param matter of a CVE also what happened to publications that cite it is explained
     */
    public static Explanation of(Reader reader, WatchList list, Subject subject, Instant now) {
        String matter = subject.matter();
        SubjectKeys keys = SubjectKeys.of(subject);
        List<Matched> lines = lines(list, subject);
        List<Check> conditions = new ArrayList<>();
        checks(list.when(), keys, conditions);
        list.rules().stream()
                .filter(rule -> lines.stream().anyMatch(line -> line.line().equals(rule.line())))
                .forEach(rule -> checks(rule.when(), keys, conditions));
        boolean concerns = !Matcher.of(List.of(list)).match(subject).isEmpty();
        AlertQuery query = reader.alerts();
        Optional<Told> told = query.told(List.of(matter)).getOrDefault(matter, List.of()).stream()
                .filter(one -> one.list().equals(list.name()))
                .map(one -> AlertJson.told(one, fault -> {}))
                .findFirst();
        List<Change> events = reader.changes()
                .following(
                        subject.cve()
                                .map(ChangeQuery.Filter::of)
                                .orElseGet(() -> ChangeQuery.Filter.of(
                                        subject.publication().orElseThrow())),
                        0,
                        MOST_EVENTS);
        Map<Long, AlertQuery.KeptAlert> byEvent = new HashMap<>();
        List<AlertHistory> alerts = new ArrayList<>();
        query.alerts(new AlertQuery.Filter(Optional.of(list.name()), Optional.empty()), Integer.MAX_VALUE).stream()
                .filter(alert ->
                        alert.matter().equals(matter) || events.stream().anyMatch(event -> event.id() == alert.event()))
                .limit(MOST_ALERTS)
                .forEach(alert -> {
                    byEvent.put(alert.event(), alert);
                    alerts.add(0, AlertHistory.of(query, List.of(list), alert, now));
                });
        long mark = query.mark();
        return new Explanation(
                matter,
                list,
                lines,
                conditions,
                values(reader, subject),
                told.map(Told::thread),
                events.stream()
                        .map(event -> step(event, list, mark, byEvent, concerns, told))
                        .toList(),
                alerts);
    }

    private static List<Matched> lines(WatchList list, Subject subject) {
        List<Rule> bare = list.rules().stream().map(Rule::bare).toList();
        WatchList any = new WatchList(
                list.name(), list.to(), list.delivery(), bare, Condition.ALWAYS, false, list.made(), list.after());
        return Matcher.of(List.of(any)).match(subject).stream()
                .flatMap(match -> match.why().stream())
                .toList();
    }

    private static void checks(Condition condition, SubjectKeys keys, List<Check> into) {
        if (condition instanceof Condition.All all) {
            all.of().forEach(one -> checks(one, keys, into));
        } else {
            into.add(new Check(ConditionTable.words(condition), condition.tried(keys, fault -> {})));
        }
    }

    private static Step step(
            Change event,
            WatchList list,
            long mark,
            Map<Long, AlertQuery.KeptAlert> byEvent,
            boolean concerns,
            Optional<Told> told) {
        Optional<AlertQuery.KeptAlert> alert = Optional.ofNullable(byEvent.get(event.id()));
        if (alert.isPresent()) {
            return new Step(event, Reason.TOLD, alert.map(AlertQuery.KeptAlert::id));
        }
        if (event.id() <= list.after()) {
            return new Step(event, Reason.BEFORE, Optional.empty());
        }
        if (event.id() > mark) {
            return new Step(event, Reason.WAITS, Optional.empty());
        }
        Optional<AlertQuery.KeptAlert> together = byEvent.values().stream()
                .filter(other -> other.at().equals(event.at()) && other.matter().equals(event.subject()))
                .findFirst();
        if (together.isPresent()) {
            return new Step(event, Reason.TOGETHER, together.map(AlertQuery.KeptAlert::id));
        }
        if (!Evaluation.tells(event)) {
            return new Step(event, Reason.KIND, Optional.empty());
        }
        return new Step(event, told.isPresent() || concerns ? Reason.KNOWN : Reason.UNMATCHED, Optional.empty());
    }

    private static List<Value> values(Reader reader, Subject subject) {
        Optional<CveFacts> facts = subject.cve().flatMap(new FactsReader(reader)::cve);
        List<Value> values = new ArrayList<>();
        values.add(new Value(
                "cvss",
                number(subject.cvss()),
                facts.flatMap(one -> one.summary().cvssSource())));
        values.add(new Value(
                "score",
                number(subject.score()),
                facts.flatMap(CveFacts::score).map(score -> score.day().toString())));
        values.add(new Value(
                "epss",
                number(subject.epss()),
                facts.flatMap(one -> one.epss().stream().findFirst())
                        .map(DossierQuery.EpssSince::since)
                        .map(Object::toString)));
        values.add(new Value(
                "exploited",
                Optional.of(Boolean.toString(subject.exploited())),
                facts.flatMap(CveFacts::exploited).map(one -> one.since().toString())));
        values.add(new Value(
                "exploit",
                Optional.of(Boolean.toString(subject.publicExploit())),
                facts.flatMap(one -> one.summary().exploit()).map(KnownDay::day).map(Object::toString)));
        return values;
    }

    private static Optional<String> number(OptionalDouble value) {
        return value.isPresent() ? Optional.of(Figures.exact(value.getAsDouble())) : Optional.empty();
    }

    /** What a person names: a CVE or a publication; empty where the publication is not held, or the text names neither. */
    public static Optional<Subject> subject(Reader reader, String text) {
        Optional<CveId> cve = CveId.parse(text);
        Subjects subjects = Subjects.in(reader, fault -> {});
        return cve.map(subjects::cve).or(() -> BulletinRef.alone(text).flatMap(subjects::publication));
    }

    /** As a JSON object. */
    public Map<String, Object> document() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("matter", matter);
        all.put("list", list.name());
        all.put("paused", list.paused());
        all.put("thread", thread.orElse(null));
        all.put("lines", lines.stream().map(AlertHistory::why).toList());
        all.put(
                "conditions",
                conditions.stream()
                        .map(check -> Map.of("condition", check.words(), "holds", AlertHistory.name(check.answer())))
                        .toList());
        List<Object> known = new ArrayList<>();
        values.forEach(value -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", value.name());
            one.put("value", value.value().orElse(null));
            one.put("since", value.since().orElse(null));
            known.add(one);
        });
        all.put("values", known);
        List<Object> happened = new ArrayList<>();
        events.forEach(step -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("event", step.event().id());
            one.put("at", step.event().at().toString());
            one.put("kind", step.event().what().kind().toString());
            one.put("field", step.event().what().field());
            one.put("subject", step.event().subject());
            one.put("led_to", AlertHistory.name(step.reason()));
            one.put("alert", step.alert().orElse(null));
            happened.add(one);
        });
        all.put("events", happened);
        all.put("alerts", alerts.stream().map(AlertHistory::document).toList());
        return all;
    }
}
