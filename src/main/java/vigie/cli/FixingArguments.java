package vigie.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import vigie.finding.Reading;
import vigie.finding.format.Formats;
import vigie.model.CveId;
import vigie.model.Dossier;
import vigie.score.Corpus;
import vigie.score.Work;
import vigie.store.Reader;
import vigie.store.Store;
import vigie.text.FailureText;
import vigie.text.IdText;
import vigie.text.PlainText;
import vigie.watch.Matcher;
import vigie.watch.ProductFile;
import vigie.watch.Rule;
import vigie.watch.Subjects;
import vigie.watch.WatchFile;
import vigie.watch.WatchFileException;
import vigie.watch.WatchList;

/** Options of {@code vigie evaluate} that ask what fixing the first CVEs of a list each week would have missed. */
final class FixingArguments {

    private static final String NAME = "evaluate";

    @Option(names = "--list", paramLabel = "FILE", arity = "1..*", descriptionKey = "evaluate.list")
    private List<String> products = new ArrayList<>();

    @Option(names = "--findings", paramLabel = "FILE", arity = "1..*", descriptionKey = "evaluate.findings")
    private List<String> findings = new ArrayList<>();

    @Option(names = "--first", paramLabel = "N", defaultValue = "50", descriptionKey = "evaluate.first")
    private int first = 50;

    @Option(names = "--weeks", paramLabel = "N", defaultValue = "12", descriptionKey = "evaluate.weeks")
    private int weeks = 12;

    /** Whether a list is given. */
    boolean given() {
        return !products.isEmpty() || !findings.isEmpty();
    }

    /** How many are fixed each week. */
    int first() {
        return first;
    }

    int weeks() {
        return weeks;
    }

    /** The CVEs of the findings, and those that concern the products, as far as the corpus has them. */
    Set<CveId> cves(Vigie vigie, Corpus corpus, Store store, Work work) {
        Set<CveId> cves = new LinkedHashSet<>();
        findings.forEach(file -> cves.addAll(found(vigie, file)));
        if (!products.isEmpty()) {
            cves.addAll(concerning(vigie, corpus, store, work));
        }
        return cves;
    }

    private static Set<CveId> found(Vigie vigie, String file) {
        Set<CveId> cves = new LinkedHashSet<>();
        int[] nameless = {0};
        try {
            Formats.reader()
                    .read(
                            Path.of(file),
                            finding -> {
                                if (finding.suppression().isEmpty()) {
                                    cves.addAll(finding.cves());
                                    nameless[0] += finding.cves().isEmpty() ? 1 : 0;
                                }
                            },
                            reading -> refused(vigie, reading));
        } catch (InvalidPathException e) {
            throw new Exit.WrongUse(vigie.messages().get("fixing.refused", file, e.getReason()));
        }
        if (nameless[0] > 0) {
            vigie.console().say(vigie.messages().get("fixing.nameless", nameless[0]));
        }
        return cves;
    }

    private static void refused(Vigie vigie, Reading reading) {
        if (reading instanceof Reading.Refused) {
            String why = reading.faults().stream()
                    .findFirst()
                    .map(fault -> FailureText.in(vigie.messages(), fault.reason()))
                    .orElse("");
            throw new Exit.Failure(
                    vigie.messages().get("fixing.refused", PlainText.line(reading.file()), PlainText.line(why)));
        }
    }

    private Set<CveId> concerning(Vigie vigie, Corpus corpus, Store store, Work work) {
        Set<Rule> rules = new LinkedHashSet<>();
        products.forEach(file -> rules.addAll(rules(vigie, file)));
        WatchList empty = WatchFile.empty(NAME, NAME, vigie.clock().instant(), 0);
        Matcher matcher = Matcher.of(List.of(new WatchList(
                NAME, empty.to(), empty.delivery(), List.copyOf(rules), empty.when(), false, empty.made(), 0)));
        Set<CveId> cves = new HashSet<>();
        List<CveId> all = corpus.dossiers().stream().map(Dossier::id).toList();
        work.parts(all, part -> {
                    List<CveId> some = new ArrayList<>();
                    try (Reader reader = store.reader()) {
                        Subjects.in(reader, trouble -> {}).cves(part, subject -> {
                            if (!matcher.match(subject).isEmpty()) {
                                subject.cve().ifPresent(some::add);
                            }
                        });
                    }
                    return some;
                })
                .forEach(cves::addAll);
        return cves;
    }

    private static List<Rule> rules(Vigie vigie, String file) {
        try {
            byte[] bytes = Files.readAllBytes(Path.of(file));
            Optional<WatchList> whole = ProductFile.list(
                    IdText.decode(bytes), NAME, NAME, vigie.clock().instant());
            return whole.map(WatchList::rules).orElseGet(() -> ProductFile.read(bytes));
        } catch (InvalidPathException | IOException e) {
            throw new Exit.Failure(vigie.messages()
                    .get("fixing.refused", file, FailureText.in(vigie.messages(), String.valueOf(e.getMessage()))));
        } catch (WatchFileException e) {
            throw new Exit.WrongUse(vigie.messages()
                    .get("fixing.refused", file, e.sentence(vigie.messages().bundle("watch"))));
        }
    }
}
