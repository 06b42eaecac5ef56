package vigie.cli;

import java.io.BufferedWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.feed.ChangeJson;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.CveId;
import vigie.report.ChangeList;
import vigie.report.CsvTable;
import vigie.report.TableWriter;
import vigie.store.ChangeQuery;
import vigie.store.ProductFilter;
import vigie.store.Reader;
import vigie.text.IdText;
import vigie.text.PrintableJson;

/** {@code vigie changes}: the record of changes. */
@Command(name = "changes")
final class ChangesCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CVE", arity = "0..*", descriptionKey = "changes.ids")
    private List<String> ids = List.of();

    @Mixin
    private GivenIds given = new GivenIds();

    @Option(names = "--since", paramLabel = "DAY|N", descriptionKey = "changes.since")
    private Optional<String> since = Optional.empty();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            split = ",",
            completionCandidates = Values.ChangeKinds.class,
            descriptionKey = "changes.kind")
    private List<String> kinds = List.of();

    @Option(names = "--vendor", paramLabel = "NAME", descriptionKey = "vendor")
    private List<String> vendors = List.of();

    @Option(names = "--product", paramLabel = "NAME", descriptionKey = "product")
    private List<String> products = List.of();

    @Option(names = "--limit", paramLabel = "N", descriptionKey = "changes.limit")
    private Optional<Integer> limit = Optional.empty();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    @Option(names = "--csv", descriptionKey = "changes.csv")
    private boolean csv;

    /** Of the newest, without a beginning. */
    private static final int USUAL = 50;

    private static final int MOST = 10_000;

    private final Vigie vigie;

    ChangesCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        if (json && csv) {
            throw new Exit.WrongUse(vigie.messages().get("changes.both"));
        }
        IdText named = given.read(ids, vigie, "show.wrong");
        Optional<Long> after = since.filter(text -> text.matches("\\d{1,18}")).map(Long::parseLong);
        ChangeQuery.Filter filter = new ChangeQuery.Filter(
                named.cves(),
                named.publications(),
                kinds.stream().map(this::kind).collect(Collectors.toSet()),
                new ProductFilter(vendors, products),
                Optional.empty());
        if (since.isPresent() && after.isEmpty()) {
            filter = filter.since(vigie.day(since.get()));
        }
        int most = Math.max(1, Math.min(limit.orElse(since.isPresent() ? MOST : USUAL), MOST));
        try (Reader reader = vigie.reader()) {
            vigie.tellAge(reader);
            Set<CveId> unknown = new TreeSet<>(named.cves());
            unknown.removeAll(reader.dossiers().summaries(named.cves()).keySet());
            boolean nothing = (given.inFiles() || !ids.isEmpty())
                    && named.cves().isEmpty()
                    && named.publications().isEmpty();
            List<Change> found = nothing ? List.of() : find(reader.changes(), filter, after, most + 1);
            print(found.subList(0, Math.min(found.size(), most)), found.size() > most);
            GivenIds.unknown(unknown, vigie);
            return unknown.isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }

    private List<Change> find(ChangeQuery changes, ChangeQuery.Filter filter, Optional<Long> after, int most) {
        long last = changes.last();
        if (after.filter(number -> number > last).isPresent()) {
            // Of another database, or of one that was restored since: nobody could tell what was missed.
            throw new Exit.WrongUse(
                    vigie.messages().get("changes.wrong.number", Long.toString(after.get()), Long.toString(last)));
        }
        return since.isPresent()
                ? changes.following(filter, after.orElse(0L), most)
                : changes.preceding(filter, Long.MAX_VALUE, most);
    }

    private ChangeKind kind(String text) {
        return ChangeKind.parse(text)
                .orElseThrow(() -> new Exit.WrongUse(
                        vigie.messages().get("changes.wrong.kind", text, String.join(", ", ChangeKind.names()))));
    }

    private void print(List<Change> changes, boolean more) {
        if (json) {
            vigie.console()
                    .print(PrintableJson.of(changes.stream().map(ChangeJson::of).toList()));
        } else if (csv) {
            try (TableWriter table =
                    new CsvTable(new BufferedWriter(vigie.console().results(), 1 << 16), false, ChangeList.COLUMNS)) {
                changes.forEach(change -> table.row(ChangeList.row(change)));
            }
        } else {
            ChangeList list = new ChangeList(vigie.messages(), vigie.console().width());
            vigie.console().print(changes.stream().map(list::text).collect(Collectors.joining()));
        }
        if (changes.isEmpty()) {
            vigie.console().say(vigie.messages().get("changes.none"));
        } else if (more && since.isPresent()) {
            String last = Long.toString(changes.get(changes.size() - 1).id());
            vigie.console().say(vigie.messages().get("changes.more", changes.size(), last));
        } else {
            vigie.console().say(vigie.messages().get(more ? "changes.newest" : "changes.count", changes.size()));
        }
    }
}
