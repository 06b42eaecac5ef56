package vigie.watch;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.store.NewsQuery;
import vigie.store.Reader;

/**
 * What concerns watch lists now: CVEs published, or newly known to be exploited, and publications new or revised, within the last days;
 * and the CVEs that lists name, whenever they were published.
 *
 * @param since the first of these days
 * @param lists all lists, by name; paused ones too
 * @param found what concerns each list, by its name; each once
 * @param faults lists that cannot be read, and rules that could not be tried
 */
public record Concerns(
        LocalDate since, Map<String, WatchList> lists, Map<String, List<Concern>> found, Set<String> faults) {

    /** How many days back is looked. */
    public static final int DAYS = 30;

    private static final int MOST = 100_000;

    /**
     * A CVE or a publication.
     *
     * @param why the line that matches surest
     */
    public record Concern(Optional<CveId> cve, Optional<BulletinRef> publication, Matched why) {}

    /** What concerns all lists. Takes about a millisecond for each CVE. */
    public static Concerns of(Reader reader, LocalDate today) {
        LocalDate since = today.minusDays(DAYS);
        WatchLists.Read read = WatchLists.all(reader);
        Map<String, WatchList> lists = new LinkedHashMap<>();
        read.lists().forEach(list -> lists.put(list.name(), list));
        Map<String, List<Concern>> found = new LinkedHashMap<>();
        Set<String> faults = new LinkedHashSet<>(read.faults());
        if (!lists.isEmpty()) {
            Matcher matcher = Matcher.of(read.lists());
            Set<CveId> cves = new LinkedHashSet<>(reader.scan().published(since));
            reader.news().exploited(since, MOST).stream()
                    .map(NewsQuery.NewKev::cve)
                    .forEach(cves::add);
            read.lists()
                    .forEach(list -> list.rules()
                            .forEach(rule -> cves.addAll(AskedLine.of(rule).cves())));
            List<BulletinRef> publications = reader.news().publications(since, MOST).stream()
                    .map(NewsQuery.Publication::ref)
                    .toList();
            Subjects subjects = Subjects.in(reader, faults::add);
            subjects.publications(publications, subject -> add(matcher, subject, found, faults));
            subjects.cves(cves, subject -> add(matcher, subject, found, faults));
        }
        return new Concerns(since, lists, found, faults);
    }

    private static void add(Matcher matcher, Subject subject, Map<String, List<Concern>> found, Set<String> faults) {
        List<Matcher.Match> matches;
        try {
            matches = matcher.match(subject);
        } catch (RuntimeException | StackOverflowError e) {
            faults.add(subject.matter() + ": " + e);
            return;
        }
        for (Matcher.Match match : matches) {
            found.computeIfAbsent(match.list().name(), any -> new ArrayList<>())
                    .add(new Concern(
                            subject.cve(), subject.publication(), match.why().get(0)));
            match.faults().forEach(fault -> faults.add(match.list().name() + ": " + fault));
        }
    }

    /** The lists that a person may see: their own; all of them where nobody has to sign in. */
    public Collection<WatchList> visible(Optional<String> person) {
        return visible(lists.values(), person);
    }

    /** Those of some lists that a person may see. */
    public static Collection<WatchList> visible(Collection<WatchList> lists, Optional<String> person) {
        return lists.stream()
                .filter(list ->
                        person.isEmpty() || person.get().equals(list.to().owner()))
                .toList();
    }

    /** What concerns a list. */
    public List<Concern> of(String list) {
        return found.getOrDefault(list, List.of());
    }
}
