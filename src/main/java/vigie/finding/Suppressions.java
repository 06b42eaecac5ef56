package vigie.finding;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which findings do not count: what VEX documents and ignore files say. A statement holds where it names the vulnerability of the
 * finding, by whatever identifier, and its product: what is vulnerable, or what was scanned; a statement on a part of a product, both.
 * Of several that hold the latest counts, so that what was not affected can be affected again. {@code fixed} holds for a version that
 * is named only.
 */
public final class Suppressions {

    private static final Set<String> DONE =
            Set.of("not_affected", "fixed", "false_positive", "resolved", "resolved_with_pedigree");

    private static final Set<String> OF_A_VERSION = Set.of("fixed", "resolved", "resolved_with_pedigree");

    /** A statement whose products are read. */
    private record Said(Statement statement, Instant when, List<ProductName> products, List<ProductName> parts) {

        boolean holds(ProductName.Subject subject) {
            return parts.isEmpty()
                    ? products.stream().anyMatch(one -> fits(one) && (one.isComponent(subject) || one.isAsset(subject)))
                    : parts.stream().anyMatch(one -> one.isComponent(subject))
                            && products.stream().anyMatch(one -> one.isAsset(subject))
                            && (!ofAVersion()
                                    || parts.stream().anyMatch(ProductName::versioned)
                                    || products.stream().anyMatch(ProductName::versioned));
        }

        private boolean fits(ProductName name) {
            return !ofAVersion() || name.versioned();
        }

        private boolean ofAVersion() {
            return OF_A_VERSION.contains(statement.status());
        }
    }

    private final Map<String, List<Said>> byId = new HashMap<>();
    private final Map<String, List<IgnoreFile.Rule>> ignored = new HashMap<>();

    /** Documents of vendors name the same products with each vulnerability. */
    private final Map<String, ProductName> products = new HashMap<>();

    private long statements;

    /** Takes in a statement of a VEX document. */
    public void add(Statement statement) {
        statements++;
        Said said = new Said(statement, when(statement.said()), names(statement.products()), names(statement.parts()));
        Set<String> keys = new LinkedHashSet<>();
        statement.ids().forEach(id -> keys.add(key(id)));
        keys.forEach(key -> byId.computeIfAbsent(key, any -> new ArrayList<>()).add(said));
    }

    private List<ProductName> names(List<String> texts) {
        return texts.stream()
                .distinct()
                .map(text -> products.computeIfAbsent(text, ProductName::of))
                .toList();
    }

    /** Takes in the rules of an ignore file that have not expired. */
    public void add(IgnoreFile file) {
        for (IgnoreFile.Rule rule : file.rules()) {
            ignored.computeIfAbsent(key(rule.id()), any -> new ArrayList<>()).add(rule);
        }
    }

    /** How many statements there are. */
    public long statements() {
        return statements;
    }

    /** Where VEX documents are read into; findings that are in them are left out. */
    public Sink documents() {
        return new Sink() {
            @Override
            public void finding(Finding finding) {
                // What a bill of materials with an analysis has found belongs to a run only if it is scanned itself.
            }

            @Override
            public void statement(Statement statement) {
                add(statement);
            }
        };
    }

    /** Hands findings on, with the suppression that holds for them. What says so has to be known before. */
    public Sink applied(Sink next) {
        if (byId.isEmpty() && ignored.isEmpty()) {
            return next;
        }
        return new Sink() {
            @Override
            public void finding(Finding finding) {
                next.finding(of(finding).map(finding::with).orElse(finding));
            }

            @Override
            public void component(Component component) {
                next.component(component);
            }

            @Override
            public void statement(Statement statement) {
                next.statement(statement);
            }

            @Override
            public void aliases(Collection<String> ids) {
                next.aliases(ids);
            }
        };
    }

    /** Why a finding does not count: what the report itself says, else an ignore file, else the latest statement that holds. */
    public Optional<Suppression> of(Finding finding) {
        return of(finding, List.of());
    }

    /**
     * As {@link #of(Finding)}.
     *
     * @param others further identifiers of its vulnerability, such as those that other files have led to
     */
    public Optional<Suppression> of(Finding finding, Collection<String> others) {
        if (finding.suppression().isPresent() || byId.isEmpty() && ignored.isEmpty()) {
            return finding.suppression();
        }
        // A finding of several CVEs is suppressed where each of them is.
        if (finding.cves().size() > 1) {
            List<Optional<Suppression>> each = finding.cves().stream()
                    .map(cve -> byNames(finding, Set.of(key(cve.toString()))))
                    .toList();
            return each.stream().allMatch(Optional::isPresent)
                    ? each.get(0)
                    : byNames(finding, Set.of(key(finding.id())));
        }
        Set<String> names = new LinkedHashSet<>();
        finding.ids().forEach(id -> names.add(key(id)));
        finding.aliases().forEach(id -> names.add(key(id)));
        finding.cves().forEach(cve -> names.add(key(cve.toString())));
        others.forEach(id -> names.add(key(id)));
        return byNames(finding, names);
    }

    private Optional<Suppression> byNames(Finding finding, Set<String> names) {
        ProductName.Subject subject = ProductName.Subject.of(finding);
        for (String name : names) {
            for (IgnoreFile.Rule rule : ignored.getOrDefault(name, List.of())) {
                if (rule.holds(subject)) {
                    return Optional.of(new Suppression("ignored", rule.reason(), rule.file()));
                }
            }
        }
        Optional<Said> latest = Optional.empty();
        for (String name : names) {
            for (Said said : byId.getOrDefault(name, List.of())) {
                boolean later =
                        latest.isEmpty() || !said.when().isBefore(latest.get().when());
                if (later && said.holds(subject)) {
                    latest = Optional.of(said);
                }
            }
        }
        return latest.map(Said::statement)
                .filter(statement -> DONE.contains(statement.status()))
                .map(statement -> new Suppression(statement.status(), statement.reason(), statement.file()));
    }

    private static String key(String id) {
        return id.strip().toUpperCase(Locale.ROOT);
    }

    /** What gives no time was said before all that does. */
    private static Instant when(String said) {
        try {
            return said.isBlank()
                    ? Instant.MIN
                    : OffsetDateTime.parse(said.strip()).toInstant();
        } catch (DateTimeException e) {
            return Instant.MIN;
        }
    }
}
