package vigie.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.DecisionPoints;
import vigie.model.CveId;
import vigie.report.CsvTable;
import vigie.report.DecisionJson;
import vigie.report.DecisionTable;
import vigie.report.TableWriter;
import vigie.ssvc.Agreement;
import vigie.ssvc.AssetClass;
import vigie.ssvc.Assets;
import vigie.ssvc.CvePoints;
import vigie.ssvc.Decision;
import vigie.ssvc.Exchange;
import vigie.ssvc.SsvcException;
import vigie.ssvc.SsvcWords;
import vigie.ssvc.Tree;
import vigie.ssvc.Trees;
import vigie.store.Reader;
import vigie.text.Figures;
import vigie.text.IdText;
import vigie.text.PrintableJson;
import vigie.text.Sheet;

/** {@code vigie ssvc}: what SSVC decision tables say of CVEs. */
@Command(name = "ssvc")
final class SsvcCommand implements Callable<Integer> {

    @Parameters(paramLabel = "CVE", arity = "0..*", descriptionKey = "ssvc.cve")
    private List<String> ids = List.of();

    @Mixin
    private GivenIds given = new GivenIds();

    @Option(
            names = "--tree",
            paramLabel = "NAME|FILE",
            completionCandidates = Values.Tables.class,
            descriptionKey = "ssvc.tree")
    private String tree = Trees.USUAL;

    @Option(names = "--csv", paramLabel = "FILE", descriptionKey = "ssvc.csv")
    private Optional<String> csv = Optional.empty();

    @Option(names = "--assets", paramLabel = "FILE", descriptionKey = "ssvc.assets")
    private Optional<String> assets = Optional.empty();

    @Option(names = "--asset", paramLabel = "NAME", descriptionKey = "ssvc.asset")
    private Optional<String> asset = Optional.empty();

    @Option(names = "--set", paramLabel = "POINT=VALUE", descriptionKey = "ssvc.set")
    private Map<String, String> stated = new LinkedHashMap<>();

    @Option(
            names = "--format",
            paramLabel = "text|json|csv|ssvc",
            completionCandidates = Values.SsvcFormats.class,
            descriptionKey = "ssvc.format")
    private Optional<String> format = Optional.empty();

    @Option(names = "--out", paramLabel = "FILE", descriptionKey = "ssvc.out")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--agreement", descriptionKey = "ssvc.agreement")
    private boolean agreement;

    private static final int MOST_BYTES = 64 << 20;

    private final Vigie vigie;

    SsvcCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    /** A row, its decision if there is anything to decide, and what that rests on. */
    private record Decided(
            DecisionTable.Row row,
            Optional<String> name,
            Optional<Decision> decision,
            CvePoints points,
            AssetClass asset) {}

    @Override
    public Integer call() {
        try {
            return agreement ? printAgreement() : decide();
        } catch (SsvcException e) {
            throw new Exit.WrongUse(e.sentence(vigie.messages()));
        }
    }

    private int decide() {
        String form = format.orElse(csv.isPresent() ? "csv" : "text");
        if (!Values.SSVC_FORMATS.contains(form)) {
            throw new Exit.WrongUse(vigie.messages().get("ssvc.wrong.format", form));
        }
        Tree table = tree();
        Assets list = assets.map(file -> Assets.read(bytes(file))).orElse(Assets.NONE);
        Assets.Stated all = Assets.stated(stated);
        int understood = all.values().values().size() + (all.detected().isPresent() ? 1 : 0);
        if (understood < stated.size()) {
            throw new Exit.WrongUse(vigie.messages().get("ssvc.wrong.set", stated.toString()));
        }
        DecisionTable rows = rows();
        Instant now = vigie.clock().instant();
        try (Reader reader = vigie.reader()) {
            Map<CveId, CvePoints> points = new DecisionPoints(reader).of(rows.cves());
            List<Decided> decided = new ArrayList<>();
            for (DecisionTable.Row row : rows.rows()) {
                CvePoints known = row.cve().map(points::get).orElse(CvePoints.NONE);
                Optional<String> name = row.stated().asset().or(() -> asset);
                AssetClass about = list.find(name.orElse(""), row.stated().labels())
                        .assetClass()
                        .and(row.stated().values())
                        .and(all.values());
                Optional<LocalDate> detected = row.stated().detected().or(all::detected);
                Decision.Dates dates = new Decision.Dates(known.listed(), detected);
                Optional<Decision> decision = known.reported()
                        ? Optional.of(Decision.of(table, known.points(), about, dates))
                        : Optional.empty();
                decided.add(new Decided(row, name, decision, known, about));
            }
            if (out.isPresent()) {
                new OutFile(out.get(), vigie.messages())
                        .write(writer -> write(form, table, rows, decided, now, writer));
            } else if (form.equals("csv")) {
                write(form, table, rows, decided, now, vigie.console().results());
            } else {
                vigie.console().print(text(form, decided, now));
            }
            vigie.tellAge(reader);
            return missing(reader, rows, decided);
        }
    }

    private long write(String form, Tree table, DecisionTable rows, List<Decided> decided, Instant now, Writer writer) {
        if (form.equals("csv")) {
            try (TableWriter csvTable = new CsvTable(new BufferedWriter(writer, 1 << 16), false, rows.head(table))) {
                decided.forEach(one -> csvTable.row(
                        DecisionTable.cells(one.row(), table, one.decision(), one.points(), one.asset(), now)));
            }
        } else {
            try {
                writer.write(text(form, decided, now));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return decided.size();
    }

    private String text(String form, List<Decided> decided, Instant now) {
        return switch (form) {
            case "json" ->
                PrintableJson.of(decided.stream()
                        .filter(one -> one.decision().isPresent())
                        .map(one -> json(one, now))
                        .toList());
            case "ssvc" -> {
                List<Map<String, Object>> lists = decided.stream()
                        .filter(one -> one.decision().isPresent())
                        .map(one -> Exchange.selectionList(one.decision().get(), id(one), now))
                        .toList();
                yield PrintableJson.of(lists.size() == 1 ? lists.get(0) : lists);
            }
            default -> sheet(decided, now);
        };
    }

    private static String id(Decided one) {
        return one.row().cve().map(CveId::toString).orElse("");
    }

    private static Map<String, Object> json(Decided one, Instant now) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("cve", id(one));
        object.put("asset", one.name().orElse(null));
        object.putAll(DecisionJson.of(one.decision().orElseThrow()));
        object.put(
                "vector",
                Exchange.vector(one.points().points(), one.asset(), now).orElse(null));
        return object;
    }

    private String sheet(List<Decided> decided, Instant now) {
        Sheet sheet = new Sheet(vigie.console().width());
        SsvcWords words = new SsvcWords(vigie.messages());
        for (Decided one : decided) {
            sheet.heading((id(one) + "  " + one.name().orElse("")).strip());
            if (one.decision().isPresent()) {
                whole(sheet, words, one.decision().get());
                Exchange.vector(one.points().points(), one.asset(), now).ifPresent(sheet::item);
            } else {
                sheet.item(vigie.messages().get("ssvc.nothing"));
            }
        }
        return sheet.toString();
    }

    private static void whole(Sheet sheet, SsvcWords words, Decision decision) {
        sheet.item(words.line(decision));
        decision.tree()
                .points()
                .forEach(
                        point -> sheet.item(words.line(point, decision.answers().get(point.point()))));
        decision.open().forEach(open -> sheet.item(words.question(decision, open)));
    }

    private int missing(Reader reader, DecisionTable rows, List<Decided> decided) {
        Set<CveId> unknown = new TreeSet<>(rows.cves());
        unknown.removeAll(reader.dossiers().summaries(rows.cves()).keySet());
        long without = decided.stream().filter(one -> one.row().cve().isEmpty()).count();
        if (without > 0) {
            vigie.console().error(vigie.messages().get("ssvc.rows.without", without));
        }
        if (!rows.notUnderstood().isEmpty()) {
            vigie.console()
                    .error(vigie.messages().get("ssvc.columns", GivenIds.all(new TreeSet<>(rows.notUnderstood()))));
        }
        GivenIds.unknown(unknown, vigie);
        return unknown.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private DecisionTable rows() {
        if (csv.isPresent() && (given.inFiles() || !ids.isEmpty())) {
            throw new Exit.WrongUse(vigie.messages().get("ssvc.both"));
        }
        if (csv.isPresent()) {
            return DecisionTable.read(IdText.decode(bytes(csv.get())))
                    .filter(table -> !table.cves().isEmpty())
                    .orElseThrow(() -> new Exit.Failure(vigie.messages().get("ids.none.in", csv.get())));
        }
        List<CveId> cves = given.cves(ids, vigie);
        if (cves.isEmpty()) {
            throw new Exit.WrongUse(vigie.messages().get("ssvc.none"));
        }
        return DecisionTable.of(cves);
    }

    private Tree tree() {
        return Trees.named(tree).orElseGet(() -> {
            if (!tree.contains(".") && !tree.contains("/")) {
                throw new Exit.WrongUse(
                        vigie.messages().get("ssvc.wrong.tree", tree, String.join(", ", Trees.names())));
            }
            return Tree.read(bytes(tree));
        });
    }

    private byte[] bytes(String name) {
        try (InputStream in = name.equals(GivenIds.STDIN) ? System.in : Files.newInputStream(Path.of(name))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new Exit.Failure(vigie.messages().get("ids.large", name, MOST_BYTES >> 20));
            }
            return bytes;
        } catch (IOException | InvalidPathException e) {
            throw new Exit.Failure(vigie.messages().get("ids.file", name, e.getMessage()));
        }
    }

    /** Compares what vectors say with what CISA says, over everything that is held. */
    private int printAgreement() {
        Agreement counts = new Agreement();
        try (Reader reader = vigie.reader()) {
            reader.scan().read(reader.scan().published(LocalDate.EPOCH), false, DecisionPoints.NOW, counts::add);
            Figures figures = new Figures(vigie.messages().locale());
            Sheet sheet = new Sheet(vigie.console().width());
            sheet.heading(vigie.messages().get("ssvc.agreement"));
            for (Agreement.Vectors vectors : Agreement.Vectors.values()) {
                for (Agreement.Question question : Agreement.Question.values()) {
                    Agreement.Count count = counts.count(vectors, question);
                    sheet.item(vigie.messages()
                            .get(
                                    "ssvc.agreement." + vectors + "." + question,
                                    count.all() == 0 ? "–" : figures.percent(count.share()),
                                    count.all(),
                                    count.bothYes(),
                                    count.onlyCisa(),
                                    count.onlyVector(),
                                    count.bothNo()));
                }
            }
            vigie.console().print(sheet.toString());
            vigie.tellAge(reader);
        }
        return Exit.DONE;
    }
}
