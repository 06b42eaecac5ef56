package vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a version of a CVE record says otherwise than the one before, by who says it. The only place where that is decided.
 *
 * <p>Where another source's record of the CVE is held too, what one source passes on of the other is no news: NVD repeats the state,
 * description and links of the CVE List, and assessments of others (beside its own).
 */
public final class RecordDifferences {

    private static final Pattern SPACE = Pattern.compile("\\s+");

    private final CveRecord old;
    private final CveRecord now;
    private final boolean passedOn;
    private final List<Difference> found = new ArrayList<>();

    private RecordDifferences(CveRecord old, CveRecord now, boolean passedOn) {
        this.old = old;
        this.now = now;
        this.passedOn = passedOn;
    }

    /**
     * What is to be told of the first record of a CVE: that it was published. For one that was rejected from the beginning nothing is.
     *
     * @param known as what the CVE was known before, empty if not at all
     */
    public static List<Difference> first(CveRecord now, Optional<CveState> known) {
        // Whether another source named it a moment before its record came is chance.
        Optional<String> before =
                known.filter(state -> state != CveState.UNKNOWN).map(CveState::name);
        if (now.state() == CveState.REJECTED) {
            return known.isEmpty() ? List.of() : List.of(state(now, before));
        }
        return List.of(new Difference(
                ChangeKind.PUBLISHED,
                "state",
                "",
                before,
                Optional.of(now.state().name()),
                day(now.published())));
    }

    /** What the first record of a source says of a CVE of which another source's record is held. */
    public static List<Difference> added(CveRecord now) {
        CveRecord nothing = new CveRecord(
                now.id(),
                now.source(),
                now.state(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "",
                "",
                Optional.empty(),
                List.of());
        return between(nothing, now, true);
    }

    /**
     * What differs between two versions of a record.
     *
     * @param old the version before, of the same source
     * @param now the version now
     * @param passedOn whether what the source repeats of another is left out, as that one's record is held
     */
    public static List<Difference> between(CveRecord old, CveRecord now, boolean passedOn) {
        return new RecordDifferences(old, now, passedOn).all();
    }

    private List<Difference> all() {
        if (old.state() != now.state() && !passedOn) {
            boolean published = now.state() == CveState.PUBLISHED && old.state() != CveState.REJECTED;
            found.add(
                    published
                            ? first(now, Optional.of(old.state())).get(0)
                            : state(now, Optional.of(old.state().name())));
        }
        // A rejected record says nothing else: what it said before has not changed.
        if (old.state() == CveState.REJECTED || now.state() == CveState.REJECTED) {
            return List.copyOf(found);
        }
        Set<Origin> origins = new LinkedHashSet<>();
        Stream.of(old, now).flatMap(record -> record.containers().stream()).forEach(c -> origins.add(c.origin()));
        if (!passedOn) {
            disputed();
            origins.forEach(this::words);
        }
        assessments();
        weaknesses();
        origins.forEach(this::products);
        if (!passedOn) {
            references();
        }
        decisions();
        return List.copyOf(found);
    }

    private static Difference state(CveRecord now, Optional<String> before) {
        return new Difference(
                ChangeKind.STATE, "state", "", before, Optional.of(now.state().name()), day(now.modified()));
    }

    private void disputed() {
        if (old.disputed() != now.disputed()) {
            add(ChangeKind.STATE, "disputed", Optional.empty(), yes(old.disputed()), yes(now.disputed()));
        }
    }

    private static Optional<String> yes(boolean yes) {
        return Optional.of(yes ? "yes" : "no");
    }

    /** Title and description of one organisation. */
    private void words(Origin who) {
        // The title of an ADP container names the container.
        if (who.kind() == Origin.Kind.CNA) {
            words(who, "title", Container::title);
        }
        words(who, "description", Container::description);
    }

    private interface Text {
        String of(Container container);
    }

    private void words(Origin who, String field, Text text) {
        String before = text(old, who, text);
        String after = text(now, who, text);
        if (!sameWords(before, after)) {
            add(ChangeKind.DESCRIPTION, field, Optional.of(who), Optional.of(before), Optional.of(after));
        }
    }

    private static String text(CveRecord record, Origin who, Text text) {
        return of(record, who)
                .map(text::of)
                .filter(said -> !said.isBlank())
                .findFirst()
                .orElse("");
    }

    private static Stream<Container> of(CveRecord record, Origin who) {
        return record.containers().stream()
                .filter(container -> container.origin().equals(who));
    }

    private record Scale(Origin who, CvssVersion version) {}

    private void assessments() {
        Map<Scale, Set<String>> before = assessments(old);
        Map<Scale, Set<String>> after = assessments(now);
        keys(before, after).forEach(scale -> {
            Set<String> was = before.getOrDefault(scale, Set.of());
            Set<String> is = after.getOrDefault(scale, Set.of());
            if (!was.equals(is)) {
                add(
                        ChangeKind.CVSS,
                        scale.version().toString(),
                        Optional.of(scale.who()),
                        Optional.of(String.join("\n", was)),
                        Optional.of(String.join("\n", is)));
            }
        });
    }

    private Map<Scale, Set<String>> assessments(CveRecord record) {
        Map<Scale, Set<String>> all = new LinkedHashMap<>();
        record.containers().stream()
                .flatMap(container -> container.assessments().stream())
                .filter(one -> told(one.origin()))
                .forEach(
                        one -> all.computeIfAbsent(new Scale(one.origin(), one.version()), any -> new LinkedHashSet<>())
                                .add(line((one.score() + " " + one.vector()))));
        return all;
    }

    private boolean told(Origin who) {
        return !passedOn || who.kind() != Origin.Kind.NVD_SECONDARY;
    }

    private void weaknesses() {
        sets(ChangeKind.CWE, "", weaknesses(old), weaknesses(now));
    }

    private Map<Origin, Set<String>> weaknesses(CveRecord record) {
        Map<Origin, Set<String>> all = new LinkedHashMap<>();
        record.containers().stream()
                .flatMap(container -> container.weaknesses().stream())
                .filter(one -> told(one.origin()) && Preference.rank(one) != Preference.LAST)
                .forEach(one -> all.computeIfAbsent(one.origin(), any -> new LinkedHashSet<>())
                        .add(line(one.id().isEmpty() ? one.description() : one.id())));
        return all;
    }

    /** Products that came and went; of those that stayed, the versions that did. */
    private void products(Origin who) {
        Map<String, Set<String>> before = products(old, who);
        Map<String, Set<String>> after = products(now, who);
        sets(ChangeKind.AFFECTED, "products", Map.of(who, before.keySet()), Map.of(who, after.keySet()));
        Set<String> was = new LinkedHashSet<>();
        Set<String> is = new LinkedHashSet<>();
        before.forEach((product, versions) -> {
            if (after.containsKey(product)) {
                versions.forEach(version -> was.add(product + ": " + version));
                after.get(product).forEach(version -> is.add(product + ": " + version));
            }
        });
        sets(ChangeKind.AFFECTED, "versions", Map.of(who, was), Map.of(who, is));
    }

    private static Map<String, Set<String>> products(CveRecord record, Origin who) {
        Map<String, Set<String>> all = new LinkedHashMap<>();
        // The same in CPE names would be told twice.
        List<Affected> said = Preference.inWords(of(record, who)
                .flatMap(container -> container.affected().stream())
                .filter(one -> one.mayBeAffected() && !name(one).isEmpty())
                .toList());
        for (Affected one : said) {
            Set<String> versions = all.computeIfAbsent(name(one), any -> new LinkedHashSet<>());
            one.versions().forEach(range -> versions.add(versions(range)));
            if (!one.defaultStatus().isBlank()) {
                versions.add("others " + line(one.defaultStatus()));
            }
        }
        return all;
    }

    private static String name(Affected one) {
        return Stream.of(one.vendor(), one.product())
                .filter(part -> !part.isBlank() && !part.strip().equalsIgnoreCase("n/a"))
                .map(RecordDifferences::line)
                .collect(Collectors.joining(" "));
    }

    /** A range as {@code affected >= 1.0 < 2.0}. */
    private static String versions(VersionRange range) {
        StringBuilder text = new StringBuilder(VersionStatus.of(range.status()).toString());
        if (range.range()) {
            range.after().ifPresent(version -> text.append(" > ").append(version));
            if (range.after().isEmpty() && !range.start().isEmpty()) {
                text.append(" >= ").append(range.start());
            }
            range.lessThan().ifPresent(version -> text.append(" < ").append(version));
            range.lessThanOrEqual().ifPresent(version -> text.append(" <= ").append(version));
        } else {
            text.append(' ').append(range.version().isBlank() ? "*" : range.version());
        }
        range.changes()
                .forEach(change -> text.append(", ")
                        .append(VersionStatus.of(change.status()))
                        .append(" from ")
                        .append(change.at()));
        return line(text.toString());
    }

    /** A link that one organisation gives and another gave before is no news. */
    private void references() {
        Set<String> before = links(old);
        Set<String> after = links(now);
        sets(ChangeKind.REFERENCES, "", links(old, after), links(now, before));
    }

    private static Set<String> links(CveRecord record) {
        return lines(record.containers().stream()
                .flatMap(c -> c.references().stream())
                .map(Reference::url));
    }

    /** By who gives them, the links that are not among others; each once. */
    private static Map<Origin, Set<String>> links(CveRecord record, Set<String> others) {
        Set<String> seen = new LinkedHashSet<>(others);
        Map<Origin, Set<String>> all = new LinkedHashMap<>();
        record.containers()
                .forEach(container -> container.references().forEach(reference -> {
                    String url = line(reference.url());
                    if (!url.isEmpty() && seen.add(url)) {
                        all.computeIfAbsent(container.origin(), any -> new LinkedHashSet<>())
                                .add(url);
                    }
                }));
        return all;
    }

    private void decisions() {
        Map<Origin, String> before = decisions(old);
        Map<Origin, String> after = decisions(now);
        keys(before, after).forEach(who -> {
            if (!Objects.equals(before.get(who), after.get(who))) {
                add(
                        ChangeKind.SSVC,
                        "decision",
                        Optional.of(who),
                        Optional.ofNullable(before.get(who)),
                        Optional.ofNullable(after.get(who)));
            }
        });
    }

    private static Map<Origin, String> decisions(CveRecord record) {
        Map<Origin, String> all = new LinkedHashMap<>();
        Ssvc.newest(record.containers().stream().flatMap(c -> c.ssvc().stream()))
                .forEach(one -> all.put(
                        one.origin(),
                        line(point("exploitation", one.exploitation())
                                + point(" automatable", one.automatable())
                                + point(" technical_impact", one.technicalImpact()))));
        return all;
    }

    private static String point(String name, String value) {
        return value.isBlank() ? "" : name + "=" + line(value);
    }

    private static <K> Set<K> keys(Map<K, ?> before, Map<K, ?> after) {
        Set<K> keys = new LinkedHashSet<>(before.keySet());
        keys.addAll(after.keySet());
        return keys;
    }

    /** Of each organisation, what went and what came. */
    private void sets(ChangeKind kind, String field, Map<Origin, Set<String>> before, Map<Origin, Set<String>> after) {
        keys(before, after).forEach(who -> {
            Set<String> gone = new LinkedHashSet<>(before.getOrDefault(who, Set.of()));
            Set<String> come = new LinkedHashSet<>(after.getOrDefault(who, Set.of()));
            Set<String> stayed = new LinkedHashSet<>(gone);
            stayed.retainAll(come);
            gone.removeAll(stayed);
            come.removeAll(stayed);
            if (!gone.isEmpty() || !come.isEmpty()) {
                add(
                        kind,
                        field,
                        Optional.of(who),
                        Optional.of(String.join("\n", gone)),
                        Optional.of(String.join("\n", come)));
            }
        });
    }

    private void add(
            ChangeKind kind, String field, Optional<Origin> who, Optional<String> before, Optional<String> after) {
        found.add(new Difference(
                kind,
                field,
                who.map(Origin::toString).orElse(""),
                before.filter(text -> !text.isBlank()),
                after.filter(text -> !text.isBlank()),
                saidOn(who)));
    }

    /** The day of the container in which it is said, where that moved; NVD dates only whole records. */
    private Optional<LocalDate> saidOn(Optional<Origin> who) {
        Optional<Instant> said = who.filter(origin -> now.source() != CveRecord.Source.NVD)
                .flatMap(origin -> lastSaid(now, origin)
                        .filter(at -> !lastSaid(old, origin).equals(Optional.of(at))));
        return day(said.or(now::modified));
    }

    private static Optional<Instant> lastSaid(CveRecord record, Origin who) {
        return of(record, who).flatMap(container -> container.day().stream()).max(Instant::compareTo);
    }

    private static Optional<LocalDate> day(Optional<Instant> moment) {
        return moment.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
    }

    /** Whether two texts are the same apart from white space. */
    static boolean sameWords(String one, String other) {
        return one.equals(other) || line(one).equals(line(other));
    }

    /** Texts as lines, each once, without empty ones. */
    static Set<String> lines(Stream<?> texts) {
        return texts.map(text -> line(text.toString()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static String line(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }
}
