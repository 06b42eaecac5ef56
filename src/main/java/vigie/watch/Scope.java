package vigie.watch;

import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import vigie.model.CveId;
import vigie.watch.SubjectKeys.ProductKeys;

/**
 * Which of the CVEs that a publication cites are told to a list. All of them, unless the publication was found by its products and
 * names others, too: then a CVE is left out of which records (of its CNA, CISA or NVD) name such another product of the publication, and
 * no product that the list names in any version. Where records name no product of the publication, nobody said whose the CVE is, and it
 * is told.
 *
 * @param cves those that are told
 * @param others how many are left out
 * @param unsaid how many are told though no record says that they are of a product of the list; 0 where the publication is told whole
 */
public record Scope(Set<CveId> cves, int others, int unsaid) {

    private static final Set<WatchLine.Kind> PRODUCTS = EnumSet.of(
            WatchLine.Kind.NAME,
            WatchLine.Kind.VENDOR,
            WatchLine.Kind.PRODUCT,
            WatchLine.Kind.CPE,
            WatchLine.Kind.PURL);

    /** Keeps a copy. */
    public Scope {
        cves = Set.copyOf(cves);
    }

    /** All of them. */
    public static Scope whole(Subject publication) {
        return new Scope(publication.cves(), 0, 0);
    }

    /**
     * Those of a list.
     *
     * @param rules of the list
     * @param why which of its lines match the publication; none if it was told before and does not match any more
     * @param told whether the list was told of a CVE: it goes on hearing of it
     * @param read reads CVEs
     */
    public static Scope of(
            List<Rule> rules,
            Subject publication,
            Collection<Matched> why,
            Set<CveId> told,
            Function<Collection<CveId>, Collection<Subject>> read) {
        if (why.stream().anyMatch(one -> !PRODUCTS.contains(one.line().kind()))) {
            return whole(publication);
        }
        Matcher.Lines lines = Matcher.lines(rules);
        List<ProductKeys> others = others(lines, publication);
        if (others.isEmpty()) {
            return whole(publication);
        }
        Set<CveId> left = new HashSet<>(publication.cves());
        int unsaid = 0;
        for (Subject cve : read.apply(publication.cves())) {
            // What publications say of products they do not say of one CVE.
            Subject said = cve.without(product -> product.origin().equals(Subjects.CERTFR));
            boolean own = said.products().stream().anyMatch(lines::names) || lines.match(said);
            boolean known = cve.cves().stream().anyMatch(told::contains);
            if (!own && !known && names(said, others)) {
                left.removeAll(cve.cves());
            } else if (!own) {
                unsaid++;
            }
        }
        return new Scope(left, publication.cves().size() - left.size(), unsaid);
    }

    /** The products of a publication that no line names. A system has a product and a description: either will do. */
    private static List<ProductKeys> others(Matcher.Lines lines, Subject publication) {
        List<Subject.Product> own =
                publication.products().stream().filter(lines::names).toList();
        return SubjectKeys.of(publication.without(
                        product -> own.stream().anyMatch(one -> one.equals(product) || sameSystem(one, product))))
                .products();
    }

    /** Whether two are the product and the description of one system; several may have the same versions for a description. */
    private static boolean sameSystem(Subject.Product one, Subject.Product other) {
        return one.vendor().equals(other.vendor())
                && one.shown().equals(other.shown())
                && (one.shown().startsWith(one.name()) || one.shown().startsWith(other.name()));
    }

    private static boolean names(Subject cve, List<ProductKeys> others) {
        return SubjectKeys.of(cve).products().stream()
                .anyMatch(product -> others.stream().anyMatch(other -> same(product, other)));
    }

    private static boolean same(ProductKeys one, ProductKeys other) {
        boolean vendors = one.vendor().isEmpty()
                || other.vendor().isEmpty()
                || one.vendor().equals(other.vendor());
        return vendors
                && !one.name().isEmpty()
                && (one.name().equals(other.name())
                        || one.beginnings().contains(other.name())
                        || other.beginnings().contains(one.name()));
    }
}
