package vigie.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.model.Affected;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.VersionInterval;
import vigie.model.VersionRange;
import vigie.model.VersionStatus;
import vigie.store.CveSummary;
import vigie.store.DamagedException;
import vigie.store.DossierQuery;
import vigie.store.Reader;

/**
 * Reads what is known of CVEs and publications, as watch lists ask for it. A CVE of which no record names a product has the systems
 * of the publications that cite it: these name them on the first day. For one thread; reads every publication once.
 */
public final class Subjects {

    /** The origin of what a publication says. */
    public static final String CERTFR = "certfr";

    private static final int AT_ONCE = 500;

    /** Of how many publications of a CVE the systems are read. */
    private static final int MOST_CITATIONS = 20;

    /** Where the name ends and the versions begin in the description of a system. */
    private static final Pattern VERSIONS = Pattern.compile(
            "\\b(?:toutes(?: les)? versions|versions?|antérieure?s?|v?\\d+(?:\\.(?:\\d+|x))+)\\b",
            Pattern.CASE_INSENSITIVE);

    /**
     * What is known of a CVE in numbers and signs; what is empty is not known.
     *
     * @param cvss CVSS base score, 0 to 10
     * @param score Vigie score, 0 to 1
     * @param percentile share of the CVEs that it puts lower or the same, 0 to 1
     * @param epss EPSS score, 0 to 1
     */
    public record Values(
            OptionalDouble cvss,
            OptionalDouble score,
            OptionalDouble percentile,
            OptionalDouble epss,
            boolean exploited,
            boolean publicExploit) {

        /** Those that stand for a CVE now. */
        public static Values of(CveSummary summary) {
            return new Values(
                    number(summary.cvssScore()),
                    number(summary.score()),
                    number(summary.scorePercentile()),
                    number(summary.epss()),
                    summary.exploited().isPresent(),
                    summary.exploit().isPresent());
        }

        /** A value that may be missing. */
        public static OptionalDouble number(Optional<Double> value) {
            return value.map(OptionalDouble::of).orElseGet(OptionalDouble::empty);
        }

        /** The highest of one value of several CVEs; empty if it is known of none. */
        public static OptionalDouble highest(Collection<Values> cves, Function<Values, OptionalDouble> value) {
            return cves.stream()
                    .flatMapToDouble(one -> value.apply(one).stream())
                    .max();
        }
    }

    private final DossierQuery dossiers;
    private final Map<BulletinRef, Optional<Bulletin>> publications = new HashMap<>();

    private final Consumer<String> trouble;

    private Subjects(DossierQuery dossiers, Consumer<String> trouble) {
        this.dossiers = dossiers;
        this.trouble = trouble;
    }

    /**
     * Through a reader.
     *
     * @param trouble told of records that cannot be read, where there are many to read
     */
    public static Subjects in(Reader reader, Consumer<String> trouble) {
        return new Subjects(reader.dossiers(), trouble);
    }

    /** Hands out a subject for each of some CVEs, known or not. One that cannot be read keeps nobody from the others. */
    public void cves(Collection<CveId> cves, Consumer<Subject> taker) {
        List<CveId> all = List.copyOf(cves);
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            List<CveId> page = all.subList(from, Math.min(all.size(), from + AT_ONCE));
            Map<CveId, CveSummary> summaries = summaries(page);
            page.forEach(cve -> {
                CveSummary summary = summaries.getOrDefault(cve, CveSummary.NONE);
                taker.accept(tried(cve, () -> cve(cve, summary)).orElseGet(() -> bare(cve, Values.of(summary))));
            });
        }
    }

    private Map<CveId, CveSummary> summaries(List<CveId> page) {
        try {
            return dossiers.summaries(page);
        } catch (DamagedException e) {
            Map<CveId, CveSummary> each = new HashMap<>();
            page.forEach(cve ->
                    tried(cve, () -> dossiers.summary(cve)).flatMap(one -> one).ifPresent(one -> each.put(cve, one)));
            return each;
        }
    }

    private <T> Optional<T> tried(Object what, Supplier<T> reading) {
        return tried(what, reading, trouble);
    }

    /**
     * What is read of records; empty where one of them cannot be read, which is told.
     *
     * @param what names it, for whoever is told
     */
    public static <T> Optional<T> tried(Object what, Supplier<T> reading, Consumer<String> trouble) {
        try {
            return Optional.of(reading.get());
        } catch (DamagedException
                | IllegalArgumentException
                | IllegalStateException
                | NullPointerException
                | StackOverflowError e) {
            trouble.accept(what + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    /** A CVE of which a record cannot be read: it concerns those who name it, and those who were told of it. */
    public static Subject bare(CveId cve, Values values) {
        return new Subject(
                Optional.of(cve),
                Optional.empty(),
                List.of(),
                List.of(),
                Set.of(cve),
                Set.of(),
                values.cvss(),
                values.score(),
                values.percentile(),
                values.epss(),
                values.exploited(),
                values.publicExploit());
    }

    /** A publication that cannot be read: it concerns those who were told of it. */
    public static Subject bare(BulletinRef ref) {
        return new Subject(
                Optional.empty(),
                Optional.of(ref),
                List.of(),
                List.of(),
                Set.of(),
                Set.of(ref.kind()),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                false,
                false);
    }

    /** What is known of a CVE. */
    public Subject cve(CveId cve) {
        return cve(cve, dossiers.summary(cve).orElse(CveSummary.NONE));
    }

    /** Hands out a subject for each of some publications that are held. */
    public void publications(Collection<BulletinRef> refs, Consumer<Subject> taker) {
        refs.forEach(ref -> tried(ref.text(), () -> publication(ref))
                .orElseGet(() -> Optional.of(bare(ref)))
                .ifPresent(taker));
    }

    /** What is known of a publication; empty if it is not held. */
    public Optional<Subject> publication(BulletinRef ref) {
        return bulletin(ref).map(this::publication);
    }

    private Subject publication(Bulletin bulletin) {
        return publication(
                bulletin,
                dossiers.summaries(bulletin.cves()).values().stream()
                        .map(Values::of)
                        .toList());
    }

    /**
     * What a publication says.
     *
     * @param cves the values of the CVEs that it cites, in no order
     */
    public static Subject publication(Bulletin bulletin, Collection<Values> cves) {
        List<Subject.Product> products = new ArrayList<>();
        bulletin.systems().forEach(system -> add(products, system, true));
        List<Subject.Text> texts = new ArrayList<>();
        for (String text : List.of(bulletin.title(), bulletin.summary(), bulletin.content(), bulletin.systemsText())) {
            if (!text.isBlank()) {
                texts.add(new Subject.Text(text, CERTFR));
            }
        }
        bulletin.systems().forEach(system -> texts.add(new Subject.Text(system.description(), CERTFR)));
        return new Subject(
                Optional.empty(),
                Optional.of(bulletin.ref()),
                products,
                texts,
                new HashSet<>(bulletin.cves()),
                Set.of(bulletin.kind()),
                Values.highest(cves, Values::cvss),
                Values.highest(cves, Values::score),
                Values.highest(cves, Values::percentile),
                Values.highest(cves, Values::epss),
                cves.stream().anyMatch(Values::exploited),
                cves.stream().anyMatch(Values::publicExploit));
    }

    private Subject cve(CveId cve, CveSummary summary) {
        return cve(
                cve,
                Values.of(summary),
                dossiers.records(cve),
                dossiers.citations(cve, 0).stream()
                        .map(DossierQuery.Citation::ref)
                        .toList(),
                this::bulletin);
    }

    /**
     * What some records say of a CVE.
     *
     * @param citing the publications that cite it, the newest first
     * @param publication reads one of them
     */
    public static Subject cve(
            CveId cve,
            Values values,
            List<CveRecord> records,
            List<BulletinRef> citing,
            Function<BulletinRef, Optional<Bulletin>> publication) {
        List<Subject.Product> products = new ArrayList<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (CveRecord record : records) {
            for (Container container : record.containers()) {
                String origin = container.origin().toString();
                container.affected().stream()
                        .filter(Affected::mayBeAffected)
                        .forEach(affected -> products.add(product(affected)));
                // NVD mostly repeats what the CNA says.
                for (String text : List.of(container.title(), container.description())) {
                    if (!text.isBlank()) {
                        texts.putIfAbsent(text, origin);
                    }
                }
            }
        }
        Set<Bulletin.Kind> types = EnumSet.noneOf(Bulletin.Kind.class);
        citing.forEach(ref -> types.add(ref.kind()));
        if (products.isEmpty()) {
            for (BulletinRef ref : citing.subList(0, Math.min(MOST_CITATIONS, citing.size()))) {
                publication.apply(ref).ifPresent(bulletin -> {
                    boolean only = products(bulletin) == 1;
                    bulletin.systems().forEach(system -> add(products, system, only));
                    texts.putIfAbsent(bulletin.title(), CERTFR);
                });
            }
        }
        return new Subject(
                Optional.of(cve),
                Optional.empty(),
                products,
                texts.entrySet().stream()
                        .map(text -> new Subject.Text(text.getKey(), text.getValue()))
                        .toList(),
                Set.of(cve),
                types,
                values.cvss(),
                values.score(),
                values.percentile(),
                values.epss(),
                values.exploited(),
                values.publicExploit());
    }

    private static long products(Bulletin bulletin) {
        return bulletin.systems().stream()
                .map(system -> system.vendor() + '\n' + system.product())
                .distinct()
                .count();
    }

    private static Subject.Product product(Affected affected) {
        List<String> packages = new ArrayList<>();
        packages.add(affected.product());
        packages.addAll(affected.limits());
        return new Subject.Product(
                affected.vendor(),
                affected.product(),
                packages,
                affected.part(),
                affected.cpes(),
                affected.versions(),
                affected.defaultStatus(),
                (affected.vendor() + " " + affected.product()).strip(),
                affected.origin().toString(),
                true);
    }

    private static void add(List<Subject.Product> products, Bulletin.AffectedSystem system, boolean direct) {
        if (!system.mayBeAffected()) {
            return;
        }
        String description = system.description().strip();
        Matcher versions = VERSIONS.matcher(description);
        boolean found = versions.find();
        String described = found ? description.substring(0, versions.start()).strip() : description;
        String said = found ? description.substring(versions.start()) : "";
        List<VersionRange> ranges = VersionInterval.in(said).isEmpty()
                ? List.of()
                : List.of(
                        new VersionRange(said, VersionStatus.AFFECTED.toString(), Optional.empty(), Optional.empty()));
        Set<String> names = new LinkedHashSet<>();
        if (!system.product().isBlank()) {
            names.add(system.product());
        }
        // The description is mostly more exact than the product: "Windows Server 2019" of the product "Windows".
        if (!described.isBlank()) {
            names.add(described);
        }
        for (String name : names) {
            products.add(new Subject.Product(
                    system.vendor(),
                    name,
                    List.of(),
                    "",
                    List.of(),
                    ranges,
                    "",
                    description.isEmpty() ? (system.vendor() + " " + name).strip() : description,
                    CERTFR,
                    direct));
        }
    }

    private Optional<Bulletin> bulletin(BulletinRef ref) {
        return publications.computeIfAbsent(ref, dossiers::bulletin);
    }
}
