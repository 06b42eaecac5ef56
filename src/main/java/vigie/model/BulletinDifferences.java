package vigie.model;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is new in a publication: it itself, or a revision of it, field by field. */
public final class BulletinDifferences {

    /** Field of the event that tells of a new publication; its new value is the title. */
    public static final String NEW = "new";

    private static final String WHO = "certfr";

    private final List<Difference> found = new ArrayList<>();
    private final Optional<LocalDate> day;

    private BulletinDifferences(LocalDate day) {
        this.day = Optional.of(day);
    }

    /** That a publication is new. */
    public static List<Difference> of(Bulletin bulletin) {
        return List.of(new Difference(
                ChangeKind.BULLETIN,
                NEW,
                WHO,
                Optional.empty(),
                Optional.of(bulletin.title()),
                Optional.of(bulletin.published())));
    }

    /** What a version of a publication says otherwise than the one before; of lists what went and what came. */
    public static List<Difference> between(Bulletin old, Bulletin now) {
        BulletinDifferences all = new BulletinDifferences(now.revised());
        all.text("title", old.title(), now.title());
        all.lines("revisions", revisions(old), revisions(now));
        all.text("closed", day(old.closed()), day(now.closed()));
        all.lines("cves", old.cves().stream(), now.cves().stream());
        all.lines("risks", old.risks().stream(), now.risks().stream());
        all.lines("systems", systems(old), systems(now));
        all.text("systems_text", old.systemsText(), now.systemsText());
        all.text("summary", old.summary(), now.summary());
        all.text("content", old.content(), now.content());
        all.lines("advisories", links(old.advisories()), links(now.advisories()));
        all.lines("links", links(old.links()), links(now.links()));
        return List.copyOf(all.found);
    }

    private static String day(Optional<LocalDate> day) {
        return day.map(LocalDate::toString).orElse("");
    }

    private static Stream<String> revisions(Bulletin bulletin) {
        return bulletin.revisions().stream().map(revision -> day(revision.day()) + " " + revision.description());
    }

    private static Stream<String> systems(Bulletin bulletin) {
        return bulletin.systems().stream().map(BulletinDifferences::line);
    }

    private static String line(Bulletin.AffectedSystem system) {
        return Stream.of(system.vendor(), system.product(), system.description())
                .filter(part -> !part.isBlank())
                .collect(Collectors.joining(" "));
    }

    /**
     * A publication as it was before one of these differences, as far as CVEs and systems go. Of a system that went nothing but its
     * line is known, which stands for its description then.
     */
    public static Bulletin before(Bulletin now, Difference what) {
        Set<String> came = what.after().stream().flatMap(String::lines).collect(Collectors.toSet());
        List<String> went = what.before().stream().flatMap(String::lines).toList();
        return switch (what.field()) {
            case "cves" ->
                now.naming(
                        Stream.concat(
                                        now.cves().stream().filter(cve -> !came.contains(cve.toString())),
                                        went.stream().flatMap(cve -> CveId.parse(cve).stream()))
                                .toList(),
                        now.systems());
            case "systems" ->
                now.naming(
                        now.cves(),
                        Stream.concat(
                                        now.systems().stream()
                                                .filter(system ->
                                                        RecordDifferences.lines(Stream.of(line(system))).stream()
                                                                .noneMatch(came::contains)),
                                        went.stream().map(line -> new Bulletin.AffectedSystem("", "", line, false)))
                                .toList());
            default -> now;
        };
    }

    private static Stream<String> links(List<Bulletin.Link> links) {
        return links.stream().map(link -> link.url().isBlank() ? link.title() : link.url());
    }

    private void text(String field, String old, String now) {
        if (!RecordDifferences.sameWords(old, now)) {
            add(field, Optional.of(old), Optional.of(now));
        }
    }

    private void lines(String field, Stream<?> old, Stream<?> now) {
        Set<String> before = RecordDifferences.lines(old);
        Set<String> after = RecordDifferences.lines(now);
        Set<String> gone = new LinkedHashSet<>(before);
        gone.removeAll(after);
        after.removeAll(before);
        if (!gone.isEmpty() || !after.isEmpty()) {
            add(field, Optional.of(String.join("\n", gone)), Optional.of(String.join("\n", after)));
        }
    }

    private void add(String field, Optional<String> old, Optional<String> now) {
        found.add(new Difference(
                ChangeKind.BULLETIN,
                field,
                WHO,
                old.filter(text -> !text.isBlank()),
                now.filter(text -> !text.isBlank()),
                day));
    }
}
