package vigie.watch;

import com.github.packageurl.MalformedPackageURLException;
import com.github.packageurl.PackageURL;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.Affected;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.model.VersionInterval;
import vigie.model.VersionStatus;
import vigie.text.AskedNames;
import vigie.text.AskedProduct;
import vigie.text.Cpe;
import vigie.text.CveIds;
import vigie.text.Names;
import vigie.watch.Matched.Certainty;
import vigie.watch.SubjectKeys.ProductKeys;

/**
 * A line of a watch list, taken apart once: what it names under the keys by which names are compared, and in which versions. Immutable.
 */
public final class AskedLine {

    /** Distributions mend old versions without a new number of the product: their versions say nothing of it. */
    private static final Set<String> BACKPORTING = Set.of("deb", "rpm", "apk", "alpm");

    private static final Pattern TRAILING = Pattern.compile(
            "^(.*\\S)\\s+(?:versions?\\s+|v\\.?\\s*)?(r?\\d[\\w.+~*-]{0,60})$", Pattern.CASE_INSENSITIVE);

    /** What is written behind a name or a version and names neither: service packs, editions, kinds of processors. */
    private static final Pattern SUPPORT = Pattern.compile(
            "^(.*\\S)\\s+\\(?(?:(?:SP|CU|service pack|cumulative update|update|KB|build)\\s*\\d[\\w.]*|LTSC?|CE|EE"
                    + "|(?:community|enterprise|standard|professional|datacenter) edition|x64|x86|arm64|(?:32|64)[ -]?bits?"
                    + "|(?:édition|edition) \\p{L}+|switches|routers|printers|firewalls)\\)?$",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern BOUNDED = Pattern.compile("^([^<>=≤≥]*[^<>=≤≥\\s])\\s*([<>=≤≥].*)$");

    /** Longer texts name nothing. */
    private static final int LONGEST = 500;

    private final Rule rule;
    private final List<Wanted> wanted;
    private final Set<String> vendors;
    private final Set<CveId> cves;
    private final Set<Bulletin.Kind> kinds;
    private final String words;

    /**
     * A product that will do.
     *
     * @param vendor the vendor's key, empty for any
     * @param product the product's key
     * @param whole whether the product's name must be that, rather than begin so
     * @param part CPE part, empty for any
     * @param packages names of a package, any of which will do, in small letters; then the keys are those of a product that is
     *     called like it
     * @param versions which versions, of which any will do; none if that does not matter
     */
    private record Wanted(
            String vendor,
            String product,
            boolean whole,
            String part,
            Set<String> packages,
            List<VersionInterval> versions) {}

    private static final int MOST_ASSETS = 3;

    private AskedLine(Rule rule) {
        this.rule = rule;
        String text = rule.line().text().strip();
        boolean sound = text.length() <= LONGEST;
        WatchLine.Kind kind = rule.line().kind();
        List<VersionInterval> version = rule.version().map(VersionInterval::in).orElse(List.of());
        this.wanted = !sound
                ? List.of()
                : switch (kind) {
                    case NAME, PRODUCT -> products(text, version);
                    case CPE -> cpe(text, version);
                    case PURL -> purl(text, version);
                    default -> List.of();
                };
        this.vendors = sound ? vendors(kind, text) : Set.of();
        this.cves = kind == WatchLine.Kind.CVE
                ? Set.copyOf(CveIds.in(text))
                : kind == WatchLine.Kind.RUN ? rule.found().keySet() : Set.of();
        this.kinds = kind == WatchLine.Kind.PUBLICATIONS ? kinds(text) : Set.of();
        this.words = kind == WatchLine.Kind.WORDS && sound ? SubjectKeys.plain(text) : " ";
    }

    private static Set<String> vendors(WatchLine.Kind kind, String text) {
        Stream<String> names = switch (kind) {
            case NAME -> withoutSupport(text).stream().flatMap(one -> vendorsOf(one).stream());
            case VENDOR -> Stream.concat(Stream.of(text), AskedNames.of(text).vendors().stream());
            case CPE -> vendorOf(text).stream();
            default -> Stream.of();
        };
        return names.map(Names::vendor).filter(key -> !key.isEmpty()).collect(Collectors.toSet());
    }

    /** The vendors that a text may name; releases such as R81.20 are those of all products of a vendor. */
    private static List<String> vendorsOf(String text) {
        List<String> all = new ArrayList<>(AskedNames.of(text).vendors());
        Matcher trailing = TRAILING.matcher(text);
        if (trailing.matches() && trailing.group(2).regionMatches(true, 0, "r", 0, 1)) {
            all.add(trailing.group(1));
        }
        return all;
    }

    /** Takes a line apart. */
    public static AskedLine of(Rule rule) {
        return new AskedLine(rule);
    }

    /** The rule that it is of. */
    public Rule rule() {
        return rule;
    }

    /** Whether it can match anything: it names something. */
    public boolean names() {
        return rule.line().kind() == WatchLine.Kind.ALL
                || rule.line().kind() == WatchLine.Kind.RUN
                || !wanted.isEmpty()
                || !vendors.isEmpty()
                || !cves.isEmpty()
                || !kinds.isEmpty()
                || !words.isBlank();
    }

    private static List<Wanted> products(String text, List<VersionInterval> version) {
        Set<Wanted> all = new LinkedHashSet<>();
        Matcher bounded = BOUNDED.matcher(text);
        if (version.isEmpty() && bounded.matches()) {
            add(all, bounded.group(1), false, VersionInterval.in(bounded.group(2)));
            return List.copyOf(all);
        }
        for (String one : withoutSupport(text)) {
            add(all, one, false, version);
            if (version.isEmpty()) {
                addVersioned(all, one);
                for (String reading : AskedNames.of(one).texts()) {
                    addVersioned(all, reading);
                }
            }
        }
        return List.copyOf(all);
    }

    /** A text, and the same without what stands behind name and version. */
    private static List<String> withoutSupport(String text) {
        List<String> all = new ArrayList<>(List.of(text));
        for (Matcher more = SUPPORT.matcher(text); more.matches(); more = SUPPORT.matcher(all.get(all.size() - 1))) {
            all.add(more.group(1).strip());
        }
        return all;
    }

    /**
     * The product of a name with a version behind it. "Windows Server 2019" is a name and "FortiOS 7.2" a name and a version: only a
     * product called so has the version.
     */
    private static void addVersioned(Set<Wanted> all, String text) {
        Matcher trailing = TRAILING.matcher(text);
        if (trailing.matches() && !text.startsWith("\"")) {
            String number = trailing.group(2);
            List<VersionInterval> of = VersionInterval.in(number.replaceFirst("^[rR]", ""));
            if (!of.isEmpty()) {
                add(all, trailing.group(1), number.indexOf('.') < 0, of);
            }
        }
    }

    /** A beginning is one in whole words, which are in the names as written: of other names only the whole ones count. */
    private static void add(Set<Wanted> all, String text, boolean whole, List<VersionInterval> versions) {
        for (String reading : AskedNames.of(text).texts()) {
            String plain = reading.replace("\"", " ").strip();
            Set<AskedProduct.Key> names = AskedProduct.of('"' + plain + '"').is();
            if (!reading.startsWith("\"") && !whole) {
                names.stream().filter(key -> begins(key, plain)).forEach(key -> all.add(wanted(key, false, versions)));
            }
            names.forEach(key -> all.add(wanted(key, true, versions)));
        }
    }

    /** Whether a key is that of the text itself, of which other names may begin so, rather than of another name of the product. */
    private static boolean begins(AskedProduct.Key key, String text) {
        String whole = Names.product(text);
        // As French has it: "Confluence Atlassian".
        boolean vendorLast = !key.vendor().isEmpty()
                && whole.startsWith(key.product())
                && Names.vendor(whole.substring(key.product().length())).equals(key.vendor());
        return vendorLast || whole.endsWith(key.product());
    }

    private static Wanted wanted(AskedProduct.Key key, boolean whole, List<VersionInterval> versions) {
        return new Wanted(key.vendor(), key.product(), whole, "", Set.of(), versions);
    }

    private static List<Wanted> cpe(String text, List<VersionInterval> version) {
        return Cpe.read(text)
                .filter(cpe -> !cpe.name().product().equals(Cpe.ANY))
                .map(cpe -> {
                    String vendor = any(cpe.name().vendor())
                            ? ""
                            : Names.vendor(cpe.name().vendor());
                    boolean begins = cpe.name().product().endsWith(Cpe.ANY);
                    String product = Names.product(vendor, cpe.name().product());
                    String part = any(cpe.name().part()) ? "" : cpe.name().part();
                    List<VersionInterval> versions = !version.isEmpty() || any(cpe.version())
                            ? version
                            : VersionInterval.in(cpe.version().replace(Cpe.ANY, "x"));
                    return new Wanted(vendor, product, !begins, part, Set.of(), versions);
                })
                .filter(one -> !one.product().isEmpty())
                .map(List::of)
                .orElse(List.of());
    }

    /** The vendor of a CPE name that names no product. */
    private static Optional<String> vendorOf(String text) {
        return Cpe.read(text)
                .map(Cpe::name)
                .filter(name -> name.product().equals(Cpe.ANY) && !any(name.vendor()))
                .map(Cpe.Name::vendor);
    }

    private static boolean any(String value) {
        return value.equals(Cpe.ANY) || value.equals("-") || value.isEmpty();
    }

    private static List<Wanted> purl(String text, List<VersionInterval> version) {
        PackageURL url;
        try {
            url = new PackageURL(text);
        } catch (MalformedPackageURLException e) {
            return List.of();
        }
        boolean distribution = BACKPORTING.contains(url.getType());
        List<VersionInterval> versions = !version.isEmpty() || distribution || url.getVersion() == null
                ? version
                : VersionInterval.in(url.getVersion());
        String namespace = url.getNamespace() == null || distribution ? "" : url.getNamespace();
        String name = url.getName();
        Set<String> packages = new HashSet<>();
        Set<Wanted> all = new LinkedHashSet<>();
        if (namespace.isEmpty()) {
            packages.add(name.toLowerCase(Locale.ROOT));
            all.add(new Wanted("", Names.product(name), true, "", packages, versions));
        } else {
            packages.add((namespace + "/" + name).toLowerCase(Locale.ROOT));
            packages.add((namespace + ":" + name).toLowerCase(Locale.ROOT));
            // The vendor is one of the parts of the namespace: org.apache.logging.log4j, github.com/grafana.
            String[] parts = namespace.split("[./]");
            for (String part : parts) {
                String vendor = Names.vendor(part);
                if (!vendor.isEmpty()) {
                    all.add(new Wanted(vendor, Names.product(vendor, name), true, "", packages, versions));
                    all.add(new Wanted(
                            vendor, Names.product(vendor, parts[parts.length - 1]), true, "", packages, versions));
                }
            }
            all.add(new Wanted("", Names.product(namespace + "/" + name), true, "", packages, versions));
        }
        all.removeIf(one -> one.product().isEmpty());
        return List.copyOf(all);
    }

    private static Set<Bulletin.Kind> kinds(String text) {
        Set<Bulletin.Kind> kinds = new HashSet<>();
        String plain = text.toLowerCase(Locale.ROOT);
        if (plain.startsWith("alert")) {
            kinds.add(Bulletin.Kind.ALERTE);
        } else if (plain.startsWith("avis") || plain.startsWith("advisor")) {
            kinds.add(Bulletin.Kind.AVIS);
        } else if (plain.isEmpty() || plain.equals("*") || plain.startsWith("all") || plain.startsWith("tou")) {
            kinds.addAll(List.of(Bulletin.Kind.values()));
        }
        return Set.copyOf(kinds);
    }

    /** Keys of products under which an index finds the line. */
    Stream<String> productKeys() {
        return wanted.stream().flatMap(one -> Stream.concat(Stream.of(one.product()), one.packages().stream()));
    }

    /** Keys of vendors under which an index finds the line. */
    Set<String> vendorKeys() {
        return vendors;
    }

    /** The CVEs that it names. */
    Set<CveId> cves() {
        return cves;
    }

    /** The types of publications that it names. */
    Set<Bulletin.Kind> publicationTypes() {
        return kinds;
    }

    /** The words of what it looks for in texts; none if it looks for none. */
    List<String> words() {
        return words.isBlank() ? List.of() : List.of(words.strip().split(" "));
    }

    /** Where it matches best. */
    public Optional<Matched> match(SubjectKeys keys) {
        Subject subject = keys.subject();
        return switch (rule.line().kind()) {
            case ALL -> Optional.of(new Matched(rule.line(), subject.matter(), "", Certainty.NAME));
            case CVE ->
                subject.cves().stream()
                        .filter(cves::contains)
                        .sorted()
                        .findFirst()
                        .map(cve -> new Matched(
                                rule.line(),
                                cve.toString(),
                                subject.publication().isPresent() ? Subjects.CERTFR : "",
                                Certainty.VERSION));
            case RUN ->
                subject.cves().stream()
                        .filter(cves::contains)
                        .sorted()
                        .findFirst()
                        .map(cve -> new Matched(rule.line(), assets(rule.found().get(cve)), "", Certainty.VERSION));
            case PUBLICATIONS ->
                subject.publicationTypes().stream()
                        .filter(kinds::contains)
                        .sorted()
                        .findFirst()
                        .map(kind -> new Matched(rule.line(), kind.toString(), Subjects.CERTFR, Certainty.PRODUCT));
            case WORDS ->
                keys.texts().stream()
                        .filter(text -> !words.isBlank() && text.words().contains(words))
                        .findFirst()
                        .map(text -> new Matched(
                                rule.line(),
                                shortened(text.said().text()),
                                text.said().origin(),
                                Certainty.NAME));
            default -> product(keys);
        };
    }

    /** The first ones by name, and how many more there are: {@code db-1, web-1, web-2, +9}. */
    private static String assets(Set<String> all) {
        List<String> named =
                all.stream().filter(name -> !name.isEmpty()).sorted().toList();
        String first = String.join(", ", named.subList(0, Math.min(MOST_ASSETS, named.size())));
        return named.size() <= MOST_ASSETS ? first : first + ", +" + (named.size() - MOST_ASSETS);
    }

    private Optional<Matched> product(SubjectKeys keys) {
        ProductKeys best = null;
        Certainty surest = null;
        for (ProductKeys product : keys.products()) {
            Certainty certainty = certainty(readings(product), product.said());
            if (certainty != null && (surest == null || certainty.compareTo(surest) < 0)) {
                best = product;
                surest = certainty;
            }
        }
        return best == null ? Optional.empty() : Optional.of(matched(best, surest));
    }

    /** The match with a product. */
    Matched matched(ProductKeys product, Certainty certainty) {
        return new Matched(rule.line(), product.shown(), product.product().origin(), certainty);
    }

    /**
     * A way in which a line names a product, whatever is said of its versions.
     *
     * @param certainty of the name
     * @param whole whether the versions make it surer
     * @param versions that the line asks for, any of which will do; none if that does not matter
     */
    record Reading(Certainty certainty, boolean whole, List<VersionInterval> versions) {

        /** Any product of the vendor. */
        private static final Reading VENDOR = new Reading(Certainty.VENDOR, false, List.of());

        /** How sure it is that the product is meant, by what is said of its versions; null if it is not. */
        private Certainty with(Affected.Said said) {
            if (versions.isEmpty()) {
                return certainty;
            }
            VersionStatus strongest = VersionStatus.UNAFFECTED;
            for (VersionInterval version : versions) {
                VersionStatus status = said.status(version);
                strongest = status.compareTo(strongest) < 0 ? status : strongest;
            }
            return switch (strongest) {
                case AFFECTED -> whole ? Certainty.VERSION : certainty;
                case UNKNOWN -> certainty;
                case UNAFFECTED -> null;
            };
        }
    }

    /** The ways in which it names a product; none if it does not. */
    List<Reading> readings(ProductKeys product) {
        List<Reading> all = new ArrayList<>(2);
        if (vendors.contains(product.vendor())) {
            all.add(Reading.VENDOR);
        }
        for (Wanted one : wanted) {
            add(one, product, all);
        }
        return all;
    }

    /** How sure it is that a product is meant that is named in these ways; null if it is not. */
    static Certainty certainty(List<Reading> readings, Affected.Said said) {
        Certainty best = null;
        for (Reading one : readings) {
            Certainty certainty = one.with(said);
            if (certainty != null && (best == null || certainty.compareTo(best) < 0)) {
                best = certainty;
            }
        }
        return best;
    }

    private static void add(Wanted one, ProductKeys product, List<Reading> all) {
        boolean sameVendor = one.vendor().isEmpty() || one.vendor().equals(product.vendor());
        boolean samePart = one.part().isEmpty()
                || product.product().part().isEmpty()
                || one.part().equals(product.product().part());
        boolean same = sameVendor && samePart;
        boolean named = same && one.product().equals(product.name());
        boolean begins = same && !one.whole() && product.beginnings().contains(one.product());
        boolean packed = false;
        for (String name : one.packages()) {
            packed = packed || product.packages().contains(name);
        }
        if (named || packed || begins) {
            boolean sure = packed
                    || named && (one.packages().isEmpty() || !one.vendor().isEmpty());
            Certainty certainty = sure && product.product().direct() ? Certainty.PRODUCT : Certainty.NAME;
            all.add(new Reading(certainty, sure || begins, one.versions()));
        }
    }

    static String shortened(String text) {
        String line = text.strip();
        return line.length() <= 200 ? line : line.substring(0, 199) + "…";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AskedLine line && line.rule.equals(rule);
    }

    @Override
    public int hashCode() {
        return rule.hashCode();
    }

    @Override
    public String toString() {
        return rule.toString();
    }
}
