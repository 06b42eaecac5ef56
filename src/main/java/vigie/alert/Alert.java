package vigie.alert;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vigie.model.Severity;
import vigie.watch.Matched;

/**
 * One thing that a person is told: what happened to a CVE or a publication that concerns a watch list, with its values as they were
 * then. Never altered.
 *
 * @param list name of the watch list
 * @param event number of the event of the record of changes; a list has at most one alert of an event
 * @param at the moment of the event
 * @param kind what kind of thing happened
 * @param urgent whether it is sent at the pace of urgent alerts
 * @param matter the CVE or publication: alerts of one matter to one list are one thread
 * @param why which lines of the list matched, and where; the surest first
 * @param facts what was known at that moment
 */
public record Alert(
        String list,
        long event,
        Instant at,
        AlertKind kind,
        boolean urgent,
        String matter,
        List<Matched> why,
        Facts facts) {

    /** Keeps a copy. */
    public Alert {
        why = List.copyOf(why);
    }

    /**
     * What was known; what is missing was not known, and is never 0.
     *
     * @param title of the CVE or publication, of its source
     * @param products vendor and product, the matched ones first
     * @param score the Vigie score, a probability; of a publication the highest of its CVEs, as EPSS and CVSS are
     * @param terms what moved the score, in log-odds: they add up to the difference of the margins within 1e-6; none
     *     where the explanation of the old value is not known
     * @param epss the EPSS score, a probability
     * @param cvss the CVSS base score of 0 to 10 by the usual preference
     * @param severity name of its severity
     * @param exploitedSince since when it is known exploited, as shown
     * @param exploitedSources names of the sources that say so
     * @param due the day until which CISA wants it mended
     * @param publicExploits number of public exploits
     * @param publications names of publications that cite it, the newest first
     * @param links addresses of advisories, the most useful first
     * @param cves of a publication the CVEs that it cites, the most urgent first: they are told with it, and have no alert of their
     *     own; none for a CVE
     * @param before the old value of what changed, as in the record of changes; empty where the kind says it all
     * @param after the new value of what changed
     * @param happened the event of the record of changes that is told; empty for an alert of an earlier version
     * @param extent of a publication that names products of which the list names none: what of it is told; empty where it is told whole
     * @param disputed whether what the record of a CVE says is disputed
     * @param damaged whether what was known could not be read
     */
    public record Facts(
            String title,
            List<String> products,
            Movement score,
            List<Term> terms,
            Movement epss,
            OptionalDouble cvss,
            Optional<String> severity,
            Optional<String> exploitedSince,
            List<String> exploitedSources,
            Optional<LocalDate> due,
            int publicExploits,
            List<String> publications,
            List<String> links,
            List<Cited> cves,
            Optional<String> before,
            Optional<String> after,
            Optional<Happened> happened,
            Optional<Extent> extent,
            boolean disputed,
            boolean damaged) {

        /** Keeps copies. */
        public Facts {
            products = List.copyOf(products);
            terms = List.copyOf(terms);
            exploitedSources = List.copyOf(exploitedSources);
            publications = List.copyOf(publications);
            links = List.copyOf(links);
            cves = List.copyOf(cves);
        }

        /** Without the event, of a whole publication. */
        public Facts(
                String title,
                List<String> products,
                Movement score,
                List<Term> terms,
                Movement epss,
                OptionalDouble cvss,
                Optional<String> severity,
                Optional<String> exploitedSince,
                List<String> exploitedSources,
                Optional<LocalDate> due,
                int publicExploits,
                List<String> publications,
                List<String> links,
                List<Cited> cves,
                Optional<String> before,
                Optional<String> after) {
            this(
                    title,
                    products,
                    score,
                    terms,
                    epss,
                    cvss,
                    severity,
                    exploitedSince,
                    exploitedSources,
                    due,
                    publicExploits,
                    publications,
                    links,
                    cves,
                    before,
                    after,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false);
        }

        /** Nothing but a name. */
        static Facts nothing(String name) {
            return nothing(name, false);
        }

        /** What could not be read: nothing but a name. */
        static Facts unreadable(String name) {
            return nothing(name, true);
        }

        private static Facts nothing(String name, boolean damaged) {
            Movement none = new Movement(OptionalDouble.empty(), OptionalDouble.empty());
            return new Facts(
                    name,
                    List.of(),
                    none,
                    List.of(),
                    none,
                    OptionalDouble.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    damaged);
        }

        /** The same, marked as disputed or not. */
        Facts disputed(boolean marked) {
            return new Facts(
                    title,
                    products,
                    score,
                    terms,
                    epss,
                    cvss,
                    severity,
                    exploitedSince,
                    exploitedSources,
                    due,
                    publicExploits,
                    publications,
                    links,
                    cves,
                    before,
                    after,
                    happened,
                    extent,
                    marked,
                    damaged);
        }

        /** The same with the numbers of another moment. */
        Facts valued(
                OptionalDouble scoreThen,
                OptionalDouble epssThen,
                OptionalDouble cvssThen,
                boolean exploited,
                List<Cited> cited) {
            return new Facts(
                    title,
                    products,
                    new Movement(score.before(), scoreThen),
                    terms,
                    new Movement(epss.before(), epssThen),
                    cvssThen,
                    Severity.of(cvssThen).map(Severity::name),
                    exploitedSince.filter(any -> exploited),
                    exploited ? exploitedSources : List.of(),
                    due.filter(any -> exploited),
                    publicExploits,
                    publications,
                    links,
                    cited,
                    before,
                    after,
                    happened,
                    extent,
                    disputed,
                    damaged);
        }

        /** The same without old and new value. */
        Facts withoutValues() {
            return new Facts(
                    title,
                    products,
                    score,
                    terms,
                    epss,
                    cvss,
                    severity,
                    exploitedSince,
                    exploitedSources,
                    due,
                    publicExploits,
                    publications,
                    links,
                    cves,
                    Optional.empty(),
                    Optional.empty(),
                    happened,
                    extent,
                    disputed,
                    damaged);
        }
    }

    /**
     * What kind of event of the record of changes an alert tells, see {@link vigie.model.Difference}.
     *
     * @param kind name of its kind, {@link vigie.model.ChangeKind}
     * @param field what of that kind changed
     * @param who who says so, where that is not the source
     * @param source name of the source
     */
    public record Happened(String kind, String field, String who, String source) {}

    /**
     * What of a publication is told, see {@link vigie.watch.Scope}.
     *
     * @param others how many CVEs are left out: they are of products that the list does not name
     * @param unsaid how many are told of which no record says that they are of a product of the list
     */
    public record Extent(int others, int unsaid) {}

    /**
     * A CVE that a publication cites; what is empty was not known.
     *
     * @param cve the CVE
     * @param exploited whether it is known exploited
     * @param score the Vigie score, a probability
     * @param epss the EPSS score, a probability
     * @param cvss the CVSS base score of 0 to 10 by the usual preference
     */
    public record Cited(
            String cve, boolean exploited, OptionalDouble score, OptionalDouble epss, OptionalDouble cvss) {}

    /**
     * A value now, and before the event where the event changed it.
     *
     * @param before empty where it did not change, or was not known
     * @param now empty where it is not known
     */
    public record Movement(OptionalDouble before, OptionalDouble now) {}

    /**
     * A part of a movement of the score.
     *
     * @param factor name of the topic of explanations of scores ({@link vigie.model.Topic})
     * @param logOdds what it added, in log-odds
     */
    public record Term(String factor, double logOdds) {}
}
