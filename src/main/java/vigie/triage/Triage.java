package vigie.triage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Reading;
import vigie.finding.Sink;
import vigie.finding.Suppression;
import vigie.finding.Suppressions;
import vigie.model.CveId;
import vigie.model.Urgency;
import vigie.ssvc.Asset;
import vigie.ssvc.AssetClass;
import vigie.ssvc.Assets;
import vigie.ssvc.Decision;
import vigie.ssvc.Points;
import vigie.ssvc.Tree;
import vigie.text.Advisories;

/**
 * Takes in findings and orders them: by decision, then as {@link Urgency} says, then by asset, then by identifier. The order is total:
 * the same findings in another order give the same list. For one thread at a time.
 *
 * <p>A decision depends on the vulnerability and what is known of the asset only, so that it is made once for each pair of them. Rows
 * are kept as numbers; their texts wait in a {@link Spool}.
 */
public final class Triage implements Sink, AutoCloseable {

    private final Knowledge knowledge;
    private final Tree tree;
    private final Assets list;
    private final LocalDate today;

    private final Spool spool = new Spool();
    private final FindingForm form = new FindingForm();
    private final Aliases aliases = new Aliases();
    private final Names ids = new Names();

    /** The numbers in {@link #ids} of the CVEs. */
    private final CveNumbers numbers = new CveNumbers();

    private final Names assets = new Names();
    private final Map<ScannerWord, Integer> words = new HashMap<>();
    private final List<ScannerWord> wordList = new ArrayList<>();
    private final TreeSet<String> suppressedOn = new TreeSet<>();

    /** By file, the assets of which it tells. */
    private final Map<String, Set<String>> files = new HashMap<>();

    private final Rows rows = new Rows();
    private String lastFile = "\n";
    private Set<String> lastAssets = new HashSet<>();

    /** All that a decision depends on. */
    private record Question(Points points, AssetClass kind) {}

    private final Map<Question, Decision> decisions = new HashMap<>();

    private final Bill.Collector bills = new Bill.Collector();
    private final List<Long> hidden = new ArrayList<>();
    private Optional<Suppressions> suppressions = Optional.empty();
    private long suppressed;
    private long refused;
    private long others;

    /**
     * Takes in findings.
     *
     * @param knowledge what is held
     * @param tree the table that decides
     * @param list what is known of assets
     * @param today the day of the run: it stands for the day of detection where no scanner says it
     */
    public Triage(Knowledge knowledge, Tree tree, Assets list, LocalDate today) {
        this.knowledge = knowledge;
        this.tree = tree;
        this.list = list;
        this.today = today;
        word(ScannerWord.NONE);
    }

    /** What does not count, for findings that are led to a CVE only when all files are read. */
    public void suppressedBy(Suppressions all) {
        suppressions = Optional.of(all);
    }

    @Override
    public void finding(Finding finding) {
        if (!lastFile.equals(finding.file())) {
            lastFile = finding.file();
            lastAssets = files.computeIfAbsent(lastFile, any -> new HashSet<>());
        }
        lastAssets.add(finding.asset());
        int length = form.write(finding);
        long where = spool.add(form.bytes(), length);
        if (finding.suppression().isPresent()) {
            suppressed += finding.rows();
            suppressedOn.add(finding.asset());
            hidden.add(where);
            return;
        }
        int on = assets.number(finding.asset());
        int said = word(ScannerWord.of(finding));
        if (finding.cves().isEmpty()) {
            rows.add(where, ids.number(finding.id()), on, said);
        }
        for (CveId cve : finding.cves()) {
            int number = numbers.get(cve);
            if (number < 0) {
                number = ids.number(cve.toString());
                numbers.put(cve, number);
                knowledge.want(cve);
            }
            rows.add(where, number, on, said);
        }
    }

    @Override
    public void aliases(Collection<String> names) {
        aliases.add(names);
    }

    @Override
    public void component(Component component) {
        bills.component(component);
    }

    /** What became of a file: entries that could not be understood are counted. */
    public void read(Reading reading) {
        refused += reading.counts().refused() + (reading instanceof Reading.Refused ? 1 : 0);
        others += reading.counts().others();
        bills.end(reading);
        if (reading instanceof Reading.Read) {
            files.computeIfAbsent(reading.file(), any -> new HashSet<>());
        } else {
            files.remove(reading.file());
        }
    }

    private int word(ScannerWord said) {
        return words.computeIfAbsent(said, one -> {
            wordList.add(one);
            return wordList.size() - 1;
        });
    }

    /**
     * The list of what was taken in until now; further findings must not follow.
     *
     * @throws vigie.store.StoreException if the database fails
     */
    public Ranking rank() {
        Account.Led led = lead();
        Map<CveId, Known> held = knowledge.all();
        List<Optional<CveId>> cves = ids.all().stream().map(CveId::parse).toList();
        // By the number of the identifier, once: a million rows name some ten thousand.
        List<Optional<Known>> heldOf =
                cves.stream().map(cve -> cve.map(held::get)).toList();
        List<Asset> known = new ArrayList<>(assets.size());
        Map<AssetClass, Integer> classes = new HashMap<>();
        List<AssetClass> classList = new ArrayList<>();
        int[] classOf = new int[assets.size()];
        for (String name : assets.all()) {
            Asset one = list.find(name, List.of());
            classOf[known.size()] = classes.computeIfAbsent(one.assetClass(), kind -> {
                classList.add(kind);
                return classList.size() - 1;
            });
            known.add(one);
        }
        Verdicts verdicts = new Verdicts(
                ids.size(),
                (vulnerability, kind, said) ->
                        verdict(heldOf.get(vulnerability), classList.get(kind), wordList.get(said)));
        boolean[] scored = new boolean[ids.size()];
        for (int number = 0; number < scored.length; number++) {
            scored[number] = heldOf.get(number).filter(Triage::speaks).isPresent();
        }
        int size = rows.size();
        for (int row = 0; row < size; row++) {
            int said = scored[rows.id(row)] ? 0 : rows.said(row);
            rows.decide(row, verdicts.number(rows.id(row), classOf[rows.asset(row)], said));
        }
        int[] first = Verdict.places(verdicts.all());
        int[] assetPlaces = assets.places(Comparator.<String>naturalOrder());
        int[] idPlaces = idPlaces(cves);
        int[] order = RowOrder.of(
                size, row -> first[rows.said(row)], row -> assetPlaces[rows.asset(row)], row -> idPlaces[rows.id(row)]);
        settle(order);
        long unmatched = 0;
        for (int row = 0; row < size; row++) {
            unmatched += cves.get(rows.id(row)).isEmpty() ? 1 : 0;
        }
        TreeSet<String> scanned = new TreeSet<>(suppressedOn);
        scanned.addAll(assets.all());
        files.replaceAll((file, names) -> new TreeSet<>(names));
        return new Ranking(
                new Account(size - unmatched, unmatched, suppressed, refused, others, led),
                tree,
                today,
                order,
                rows,
                verdicts.all(),
                List.copyOf(ids.all()),
                cves,
                known,
                spool,
                hidden,
                scanned,
                files,
                bills.bills());
    }

    /** The younger CVE first, as everywhere; then what is no CVE. */
    private int[] idPlaces(List<Optional<CveId>> cves) {
        long[] keys =
                cves.stream().mapToLong(cve -> cve.map(CveId::key).orElse(0L)).toArray();
        Integer[] sorted = new Integer[keys.length];
        Arrays.setAll(sorted, number -> number);
        Arrays.sort(sorted, (one, other) -> {
            int order = Long.compare(keys[other], keys[one]);
            return order == 0 ? ids.name(one).compareTo(ids.name(other)) : order;
        });
        int[] places = new int[sorted.length];
        for (int i = 0; i < sorted.length; i++) {
            places[sorted[i]] = i;
        }
        return places;
    }

    private Verdict verdict(Optional<Known> held, AssetClass kind, ScannerWord said) {
        Known known = held.orElseGet(() -> Known.of(said, knowledge.catalogue()));
        Optional<Decision> decision = known.rejected()
                ? Optional.empty()
                : Optional.of(decisions.computeIfAbsent(
                        new Question(known.points().points(), kind),
                        one -> Decision.of(tree, one.points(), one.kind(), Decision.Dates.NONE)));
        return new Verdict(known, decision, said);
    }

    /** Orders what is equal so far by all that scanners say. */
    private void settle(int[] order) {
        int from = 0;
        for (int to = 1; to <= order.length; to++) {
            if (to < order.length && same(order[from], order[to])) {
                continue;
            }
            if (to - from > 1) {
                record Read(int row, Finding finding) {}
                List<Read> equal = new ArrayList<>(to - from);
                for (int place = from; place < to; place++) {
                    equal.add(new Read(order[place], FindingForm.read(spool.get(rows.at(order[place])))));
                }
                equal.sort(Comparator.comparing(Read::finding, ContentOrder.OF_FINDINGS));
                for (int place = from; place < to; place++) {
                    order[place] = equal.get(place - from).row();
                }
            }
            from = to;
        }
    }

    private boolean same(int row, int other) {
        return rows.id(row) == rows.id(other)
                && rows.asset(row) == rows.asset(other)
                && rows.said(row) == rows.said(other);
    }

    @Override
    public void close() {
        spool.close();
        knowledge.close();
    }

    private static boolean speaks(Known known) {
        return known.summary().cvssScore().isPresent();
    }

    /**
     * Gives every row the identifier that stands for it: what is no CVE is led to one by what the files call it, else by the references
     * of the records that are held. Where it leads to several CVEs, each is a row.
     */
    private Account.Led lead() {
        int[][] targets = new int[ids.size()][];
        Map<Integer, Set<String>> asked = new LinkedHashMap<>();
        int before = ids.size();
        for (int number = 0; number < before; number++) {
            String name = ids.name(number);
            if (CveId.parse(name).isPresent()) {
                targets[number] = new int[] {number};
                continue;
            }
            Collection<CveId> cves = aliases.cves(name);
            if (cves.isEmpty()) {
                Set<String> names = new TreeSet<>();
                aliases.names(name).forEach(one -> Advisories.name(one).ifPresent(names::add));
                asked.put(number, names);
            } else {
                targets[number] = numbers(cves);
            }
        }
        Set<String> wanted = new TreeSet<>();
        asked.values().forEach(wanted::addAll);
        Map<String, List<CveId>> referring = wanted.isEmpty() ? Map.of() : knowledge.referringTo(wanted);
        Map<String, Integer> spelt = new HashMap<>();
        boolean[] byReferences = new boolean[before];
        asked.forEach((number, names) -> {
            TreeSet<CveId> cves = new TreeSet<>();
            names.forEach(name -> cves.addAll(referring.getOrDefault(name, List.of())));
            byReferences[number] = !cves.isEmpty();
            targets[number] = cves.isEmpty()
                    ? new int[] {spelt.computeIfAbsent(ids.name(number).toUpperCase(Locale.ROOT), any -> number)}
                    : numbers(cves);
        });
        return follow(targets, byReferences);
    }

    private int[] numbers(Collection<CveId> cves) {
        cves.forEach(knowledge::want);
        return cves.stream().mapToInt(cve -> ids.number(cve.toString())).toArray();
    }

    private Account.Led follow(int[][] targets, boolean... byReferences) {
        long fromFiles = 0;
        long fromReferences = 0;
        int read = rows.size();
        int kept = 0;
        List<int[]> more = new ArrayList<>();
        for (int row = 0; row < read; row++) {
            int own = rows.id(row);
            boolean led = targets[own].length > 1 || targets[own][0] != own && isCve(targets[own][0]);
            fromReferences += led && byReferences[own] ? 1 : 0;
            fromFiles += led && !byReferences[own] ? 1 : 0;
            boolean first = true;
            for (int target : targets[own]) {
                if (led && suppressed(rows.at(row), target)) {
                    continue;
                }
                if (first) {
                    rows.move(row, kept, target);
                    kept++;
                    first = false;
                } else {
                    more.add(new int[] {kept - 1, target});
                }
            }
        }
        rows.shorten(kept);
        more.forEach(one -> rows.add(rows.at(one[0]), one[1], rows.asset(one[0]), rows.said(one[0])));
        return new Account.Led(fromFiles, fromReferences);
    }

    private boolean isCve(int number) {
        return CveId.parse(ids.name(number)).isPresent();
    }

    /** Whether a VEX document or an ignore file suppresses the CVE that a finding was led to. */
    private boolean suppressed(long where, int vulnerability) {
        if (suppressions.isEmpty()) {
            return false;
        }
        Finding finding = FindingForm.read(spool.get(where))
                .with(CveId.parse(ids.name(vulnerability)).stream().toList());
        Optional<Suppression> why = suppressions.get().of(finding);
        if (why.isPresent()) {
            int length = form.write(finding.with(why.get()));
            hidden.add(spool.add(form.bytes(), length));
            suppressed++;
            suppressedOn.add(finding.asset());
        }
        return why.isPresent();
    }
}
