package vigie.triage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import vigie.finding.Finding;
import vigie.model.CveId;
import vigie.ssvc.Asset;
import vigie.ssvc.Decision;
import vigie.ssvc.DecisionPoint;
import vigie.ssvc.SsvcWords;
import vigie.ssvc.Tree;
import vigie.text.Messages;
import vigie.text.PlainText;

/** Findings in the order in which they should be dealt with. It lasts as long as the {@link Triage} that made it. */
public final class Ranking {

    /** Rows that are made at once. */
    private static final int BATCH = 1_000;

    private final Account account;
    private final Tree tree;
    private final LocalDate today;
    private final int[] order;
    private final Rows rows;
    private final List<Verdict> verdicts;
    private final List<String> ids;
    private final List<Optional<CveId>> cves;
    private final List<Asset> assets;
    private final Spool spool;
    private final List<Long> hidden;
    private final Set<String> scanned;
    private final Map<String, Set<String>> files;
    private final List<Bill> bills;
    private Optional<Earlier> earlier = Optional.empty();
    /** By place, for a list that is compared: whether the row is one more of its key than there were. */
    private BitSet more = new BitSet();

    Ranking(
            Account account,
            Tree tree,
            LocalDate today,
            int[] order,
            Rows rows,
            List<Verdict> verdicts,
            List<String> ids,
            List<Optional<CveId>> cves,
            List<Asset> assets,
            Spool spool,
            List<Long> hidden,
            Set<String> scanned,
            Map<String, Set<String>> files,
            List<Bill> bills) {
        this.account = account;
        this.tree = tree;
        this.today = today;
        this.order = order;
        this.rows = rows;
        this.verdicts = verdicts;
        this.ids = ids;
        this.cves = cves;
        this.assets = assets;
        this.spool = spool;
        this.hidden = hidden;
        this.scanned = scanned;
        this.files = files;
        this.bills = bills;
    }

    /** The same list, compared with an earlier run. */
    public Ranking since(Earlier before) {
        Ranking compared = new Ranking(
                account, tree, today, order, rows, verdicts, ids, cves, assets, spool, hidden, scanned, files, bills);
        compared.earlier = Optional.of(before);
        Map<Long, Integer> counts = new HashMap<>();
        for (int place = 0; place < order.length; place++) {
            long key = key(place);
            int count = counts.merge(key, 1, Integer::sum);
            if (count > before.then(key).map(Earlier.Then::count).orElse(0)) {
                compared.more.set(place);
            }
        }
        return compared;
    }

    /** What this list is compared with. */
    public Optional<Earlier> earlier() {
        return earlier;
    }

    /** The findings of the earlier run that are there no more, in its order; none if there is nothing to compare with. */
    public List<Earlier.Gone> gone() {
        return earlier.map(before -> before.gone(this)).orElse(List.of());
    }

    /** How many rows are new, worse, better, the same, not compared. */
    public Map<Change.State, Long> changes() {
        Map<Change.State, Long> counts = new EnumMap<>(Change.State.class);
        each(row -> counts.merge(row.change().state(), 1L, Long::sum));
        return counts;
    }

    private long key(int place) {
        int row = order[place];
        return Keys.of(ids.get(rows.id(row)), FindingForm.read(spool.get(rows.at(row))));
    }

    /** The keys of all rows. */
    void keys(LongConsumer taker) {
        for (int place = 0; place < order.length; place++) {
            taker.accept(key(place));
        }
    }

    /** What became of all entries. */
    public Account account() {
        return account;
    }

    /** The table that decided. */
    public Tree tree() {
        return tree;
    }

    /** The day of the run. */
    public LocalDate today() {
        return today;
    }

    /** How many rows there are. */
    public int size() {
        return order.length;
    }

    /** What was known of the assets, as far as anything was. */
    List<Asset> knownAssets() {
        return assets.stream()
                .filter(one -> !one.equals(Asset.unknown(one.name())))
                .toList();
    }

    /** The names of the assets that findings were on, also suppressed ones. */
    public Set<String> scanned() {
        return scanned;
    }

    /** The names of the files that were read to their end, with the assets of which each told. */
    public Map<String, Set<String>> files() {
        return files;
    }

    /** The bills of materials without vulnerabilities among these files. */
    public List<Bill> bills() {
        return bills;
    }

    /** All rows, the first one first. */
    public void each(Consumer<Ranked> taker) {
        each(Long.MAX_VALUE, taker);
    }

    /** The first rows. Of a long list the next ones are made on another thread while these are taken. */
    public void each(long most, Consumer<Ranked> taker) {
        int count = (int) Math.min(order.length, most);
        if (count <= 2 * BATCH) {
            batch(0, count).forEach(taker);
            return;
        }
        ExecutorService ahead = Executors.newSingleThreadExecutor(task -> {
            Thread one = new Thread(task, "rows of findings");
            one.setDaemon(true);
            return one;
        });
        try {
            Future<List<Ranked>> next = ahead.submit(() -> batch(0, count));
            for (int from = BATCH; from < count + BATCH; from += BATCH) {
                List<Ranked> rows = Knowledge.answer(next);
                int following = from;
                next = ahead.submit(() -> batch(following, count));
                rows.forEach(taker);
            }
        } finally {
            ahead.shutdownNow();
        }
    }

    private List<Ranked> batch(int from, int count) {
        List<Ranked> rows = new ArrayList<>(BATCH);
        for (int place = from; place < count && place < from + BATCH; place++) {
            rows.add(at(place));
        }
        return rows;
    }

    /** The row of a place, from 0 on. */
    public Ranked at(int place) {
        int row = order[place];
        Finding finding = FindingForm.read(spool.get(rows.at(row)));
        Verdict verdict = verdicts.get(rows.said(row));
        String id = ids.get(rows.id(row));
        Optional<Earlier.Then> then =
                earlier.flatMap(before -> before.then(Keys.of(id, finding))).filter(any -> !more.get(place));
        LocalDate detected = finding.firstSeen()
                .filter(day -> !day.isAfter(today))
                .or(() -> then.map(Earlier.Then::seen))
                .orElse(today);
        return new Ranked(
                place + 1L,
                id,
                cves.get(rows.id(row)),
                others(id, finding),
                finding,
                assets.get(rows.asset(row)),
                verdict.known(),
                verdict.decision(),
                verdict.decision()
                        .flatMap(decision -> decision.due(
                                new Decision.Dates(verdict.known().points().listed(), Optional.of(detected)))),
                detected,
                earlier.map(before -> change(before, then, id, finding, verdict))
                        .orElse(Change.NONE));
    }

    private static List<String> others(String id, Finding finding) {
        if (finding.aliases().isEmpty()
                && finding.ids().size() == 1
                && finding.id().equals(id)) {
            return List.of();
        }
        TreeSet<String> others = new TreeSet<>(finding.aliases());
        finding.ids().stream()
                .filter(other ->
                        finding.cves().size() <= 1 || CveId.parse(other).isEmpty())
                .forEach(others::add);
        others.remove(id);
        return List.copyOf(others);
    }

    private Change change(Earlier before, Optional<Earlier.Then> then, String id, Finding finding, Verdict verdict) {
        if (then.isEmpty()) {
            return before.scanned(finding.asset()) ? Change.NEW : Change.NONE;
        }
        Facts now = Facts.of(verdict.known().summary());
        int decision = before.tree().equals(tree.id())
                ? verdict.decision().map(Decision::rank).orElse(-1)
                        - place(then.get().decision())
                : 0;
        return Change.of(before.facts(id).orElse(now), now, decision);
    }

    /** The place of an outcome by its key; -1 for none, as a rejected CVE has. */
    private int place(String outcome) {
        return tree.outcome()
                .value(outcome)
                .map(tree.outcome().values()::indexOf)
                .orElse(-1);
    }

    /** The findings that do not count, in no order. */
    public void suppressed(Consumer<Finding> taker) {
        hidden.forEach(where -> taker.accept(FindingForm.read(spool.get(where))));
    }

    /** How many rows there are of each outcome of the table, the worst possible one counting, the most urgent first. */
    public Map<DecisionPoint.Value, Long> decisions() {
        long[] counts = new long[tree.outcome().values().size()];
        for (int row = 0; row < order.length; row++) {
            verdicts.get(rows.said(row)).decision().ifPresent(decision -> counts[decision.rank()]++);
        }
        Map<DecisionPoint.Value, Long> all = new LinkedHashMap<>();
        for (int i = counts.length - 1; i >= 0; i--) {
            all.put(tree.outcome().values().get(i), counts[i]);
        }
        return all;
    }

    /** How many rows have more than one possible outcome. */
    public long undecided() {
        long count = 0;
        for (int row = 0; row < order.length; row++) {
            count += verdicts.get(rows.said(row))
                            .decision()
                            .filter(decision -> !decision.decided())
                            .isPresent()
                    ? 1
                    : 0;
        }
        return count;
    }

    /**
     * A question about assets that nobody has answered.
     *
     * @param point what is asked
     * @param assets of which assets: a name, or a pattern for names with the same beginning
     * @param rows how many rows the answer may change
     */
    public record Question(DecisionPoint point, String assets, long rows) {

        /**
         * The question as a sentence.
         *
         * @param all how many rows there are
         */
        public String words(Messages messages, long all) {
            String point = new SsvcWords(messages).name(this.point);
            String of = PlainText.line(assets);
            return of.isEmpty()
                    ? messages.bundle("findings").get("question.unnamed", point, rows, all)
                    : messages.bundle("findings").get("question", of, point, rows, all);
        }
    }

    /** The question whose answer may change most rows; empty if no answer about assets would change any. */
    public Optional<Question> question() {
        return questions().stream().findFirst();
    }

    /** The questions about assets whose answers may change rows, those that may change more first. */
    public List<Question> questions() {
        Names patterns = new Names();
        int[] patternOf = assets.stream()
                .mapToInt(asset -> patterns.number(Questions.pattern(asset.name())))
                .toArray();
        Names points = new Names();
        List<DecisionPoint> asked = new ArrayList<>();
        int[][] open = verdicts.stream()
                .map(verdict -> verdict.decision().map(Decision::open).orElse(List.of()).stream()
                        .map(Decision.Open::point)
                        .filter(Questions::aboutAssets)
                        .mapToInt(point -> {
                            int number = points.number(point.point());
                            if (number == asked.size()) {
                                asked.add(point);
                            }
                            return number;
                        })
                        .toArray())
                .toArray(int[][]::new);
        // By point and pattern: how many rows, and the only asset, from 1, or -1 for several.
        long[][] counts = new long[points.size()][patterns.size()];
        int[][] only = new int[points.size()][patterns.size()];
        for (int row = 0; row < order.length; row++) {
            int asset = rows.asset(row);
            int pattern = patternOf[asset];
            for (int point : open[rows.said(row)]) {
                counts[point][pattern]++;
                int before = only[point][pattern];
                only[point][pattern] = before == 0 || before == asset + 1 ? asset + 1 : -1;
            }
        }
        List<Question> all = new ArrayList<>();
        for (int point = 0; point < counts.length; point++) {
            for (int pattern = 0; pattern < patterns.size(); pattern++) {
                if (counts[point][pattern] > 0) {
                    int one = only[point][pattern];
                    all.add(new Question(
                            asked.get(point),
                            one > 0 ? assets.get(one - 1).name() : patterns.name(pattern),
                            counts[point][pattern]));
                }
            }
        }
        all.sort(Questions.MOST_FIRST);
        return all;
    }
}
