package vigie.facts;

import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vigie.index.CveIndex;
import vigie.model.CveId;
import vigie.model.CveState;
import vigie.model.DisputedMark;
import vigie.model.Exploited;
import vigie.model.KnownDay;
import vigie.model.ScoreBand;
import vigie.model.Severity;
import vigie.model.Urgency;
import vigie.ssvc.Decision;
import vigie.store.CveSummary;
import vigie.store.DossierQuery;
import vigie.text.PlainText;

/**
 * One line of a list of CVEs: what a search, the pages, the API and a publication show of each. Texts are safe to print, but
 * not escaped. {@link CveLines} makes them.
 *
 * @param headline title, or how the description begins; may be empty
 * @param state empty where no source has a record
 * @param published day from which it counts, in most cases that of its publication
 * @param cvss CVSS base score, 0 to 10
 * @param vector the CVSS vector of that score
 * @param cwe {@code CWE-79}
 * @param epss EPSS score, 0 to 1
 * @param epssPercentile share of the CVEs that EPSS scores lower or the same, 0 to 1
 * @param score our score, 0 to 1
 * @param scorePercentile share of the CVEs that it puts lower or the same, 0 to 1
 * @param exploitation since when it is known to be exploited, and who says so
 * @param kev day on which CISA took it into its catalogue
 * @param exploit day since which an exploit is public
 * @param vendors names of the first {@value #NAMES} vendors
 * @param products names of the first {@value #NAMES} products
 * @param decision what the usual SSVC table says of it, whatever it is on; only where {@link CveLines#decided} was asked
 */
public record CveLine(
        CveId id,
        String headline,
        Optional<CveState> state,
        Optional<KnownDay> published,
        Optional<Double> cvss,
        Optional<String> vector,
        Optional<String> cwe,
        Optional<Double> epss,
        Optional<Double> epssPercentile,
        Optional<Double> score,
        Optional<Double> scorePercentile,
        Optional<Exploited> exploitation,
        Optional<LocalDate> kev,
        Optional<KnownDay> exploit,
        List<String> vendors,
        List<String> products,
        Optional<Decision> decision) {

    private static final int NAMES = 10;

    /** Whether what its record says is disputed, as its headline is marked. */
    public boolean disputed() {
        return disputed(headline);
    }

    /** Whether a headline is marked as that of a disputed CVE. */
    public static boolean disputed(String headline) {
        return DisputedMark.in(headline);
    }

    /** A headline without the mark, for what marks a disputed CVE in the user's language. */
    public static String unmarked(String headline) {
        return DisputedMark.without(headline).strip();
    }

    /**
     * The line of a row of the columns in memory.
     *
     * @param rest what the columns do not hold
     */
    static CveLine of(CveIndex cves, int row, DossierQuery.ListedCve rest) {
        Set<String> vendors = new LinkedHashSet<>();
        Set<String> products = new LinkedHashSet<>();
        cves.products().of(row, product -> {
            add(vendors, cves.products().vendorName(cves.products().vendorOf(product)));
            add(products, cves.products().name(product));
        });
        return new CveLine(
                cves.id(row),
                rest.headline(),
                Optional.of(cves.state(row)),
                cves.published(row),
                number(cves.cvss(row)),
                rest.vector().map(PlainText::line),
                Optional.of(cves.cwe(row)).filter(cwe -> cwe > 0).map(cwe -> "CWE-" + cwe),
                number(cves.epss(row)),
                rest.epssPercentile(),
                number(cves.score(row)),
                number(cves.scorePercentile(row)),
                cves.exploitation(row),
                rest.kev(),
                cves.exploit(row),
                List.copyOf(vendors),
                List.copyOf(products),
                Optional.empty());
    }

    /** The line of a CVE as the database has it. */
    static CveLine of(CveId cve, CveSummary summary, String headline, List<DossierQuery.NamedProduct> affected) {
        Set<String> vendors = new LinkedHashSet<>();
        Set<String> products = new LinkedHashSet<>();
        affected.forEach(one -> {
            add(vendors, one.vendor());
            add(products, one.product());
        });
        return new CveLine(
                cve,
                headline,
                summary.state().map(CveState::of),
                summary.published().map(day -> new KnownDay(LocalDate.parse(day), summary.publishedOrigin())),
                summary.cvssScore(),
                summary.cvssVector().map(PlainText::line),
                summary.cwe(),
                summary.epss(),
                summary.epssPercentile(),
                summary.score(),
                summary.scorePercentile(),
                summary.exploited(),
                summary.kevDate().map(LocalDate::parse),
                summary.exploit(),
                List.copyOf(vendors),
                List.copyOf(products),
                Optional.empty());
    }

    private static void add(Set<String> names, String name) {
        if (names.size() < NAMES && !name.isEmpty()) {
            names.add(PlainText.line(name));
        }
    }

    private static Optional<Double> number(double value) {
        return Double.isNaN(value) ? Optional.empty() : Optional.of(value);
    }

    /** The severity band, if there is a CVSS base score. */
    public Optional<Severity> severity() {
        return cvss.map(Severity::of);
    }

    /** The band of our score, if there is one. */
    public Optional<ScoreBand> band() {
        return scorePercentile.map(ScoreBand::of);
    }

    /** Day since which exploitation is known. */
    public Optional<KnownDay> exploited() {
        return exploitation.map(Exploited::day);
    }

    /** The same with a decision. */
    CveLine with(Optional<Decision> decided) {
        return new CveLine(
                id,
                headline,
                state,
                published,
                cvss,
                vector,
                cwe,
                epss,
                epssPercentile,
                score,
                scorePercentile,
                exploitation,
                kev,
                exploit,
                vendors,
                products,
                decided);
    }

    /** How urgent the CVE is. */
    public Urgency urgency() {
        return new Urgency(exploitation.isPresent(), score, epss, cvss, id);
    }
}
