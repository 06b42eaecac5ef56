package vigie.watch;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Predicate;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.VersionRange;

/**
 * What is known of one CVE or one publication, as far as watch lists ask. Exactly one of {@code cve} and {@code publication} is given.
 *
 * @param cve the CVE
 * @param publication the publication
 * @param products what is affected
 * @param texts title, description, or what the publication says
 * @param cves the CVE, or those that the publication cites
 * @param publicationTypes of the publication, or of those that cite the CVE
 * @param cvss CVSS base score, 0 to 10; of a publication the highest of its CVEs, as all numbers
 * @param score Vigie score, 0 to 1
 * @param percentile share of the CVEs that our score puts lower or the same, 0 to 1
 * @param epss EPSS score, 0 to 1
 * @param exploited whether it, or a CVE of the publication, is known to be exploited
 * @param publicExploit whether an exploit is public
 */
public record Subject(
        Optional<CveId> cve,
        Optional<BulletinRef> publication,
        List<Product> products,
        List<Text> texts,
        Set<CveId> cves,
        Set<Bulletin.Kind> publicationTypes,
        OptionalDouble cvss,
        OptionalDouble score,
        OptionalDouble percentile,
        OptionalDouble epss,
        boolean exploited,
        boolean publicExploit) {

    /** Keeps copies. */
    public Subject {
        products = List.copyOf(products);
        texts = List.copyOf(texts);
        cves = Set.copyOf(cves);
        publicationTypes = Set.copyOf(publicationTypes);
    }

    /** A product alone, of which nothing more is said. */
    static Subject of(String vendor, String product) {
        Product named = new Product(
                vendor,
                product,
                List.of(product),
                "",
                List.of(),
                List.of(),
                "",
                (vendor + " " + product).strip(),
                "",
                true);
        return new Subject(
                Optional.empty(),
                Optional.empty(),
                List.of(named),
                List.of(),
                Set.of(),
                Set.of(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                false,
                false);
    }

    /** The same without some products. */
    public Subject without(Predicate<Product> left) {
        return new Subject(
                cve,
                publication,
                products.stream().filter(left.negate()).toList(),
                texts,
                cves,
                publicationTypes,
                cvss,
                score,
                percentile,
                epss,
                exploited,
                publicExploit);
    }

    /** The name of the CVE or the publication: what alerts call a matter. */
    public String matter() {
        return cve.map(CveId::toString)
                .orElseGet(() -> publication.map(BulletinRef::text).orElse(""));
    }

    /**
     * A product that is said to be affected.
     *
     * @param vendor as written, may be empty
     * @param name as written, may be empty
     * @param packages names of packages as written, each with or without its collection
     * @param part CPE part ({@code a}, {@code o}, {@code h}), empty where not known
     * @param cpes CPE 2.3 names
     * @param versions which versions, see {@link vigie.model.Affected#status}
     * @param defaultStatus of the others, may be empty
     * @param shown how it is shown, as written
     * @param origin who says so: {@code certfr}, {@code nvd}, {@code cna:…}
     * @param direct whether it is said of the CVE or publication itself; otherwise of a publication that cites the CVE and names other
     *     products, too
     */
    public record Product(
            String vendor,
            String name,
            List<String> packages,
            String part,
            List<String> cpes,
            List<VersionRange> versions,
            String defaultStatus,
            String shown,
            String origin,
            boolean direct) {

        /** Keeps copies. */
        public Product {
            packages = List.copyOf(packages);
            cpes = List.copyOf(cpes);
            versions = List.copyOf(versions);
        }
    }

    /** Something that was written of it. */
    public record Text(String text, String origin) {}
}
