package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import vigie.finding.Fault;
import vigie.finding.IgnoreFile;
import vigie.finding.MalformedReportException;
import vigie.finding.Position;
import vigie.finding.Reading;
import vigie.finding.Suppressions;
import vigie.finding.format.Formats;
import vigie.ssvc.Assets;
import vigie.ssvc.SsvcException;
import vigie.ssvc.Tree;
import vigie.ssvc.Trees;
import vigie.store.FindingRun;
import vigie.store.Reader;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.triage.AssetList;
import vigie.triage.Earlier;
import vigie.triage.Knowledge;
import vigie.triage.Ranking;
import vigie.triage.Triage;

/**
 * Runs of findings on pages and in answers: a kept run is prioritised again with what is known now, and compared with what was known when
 * it was kept; a report that somebody sends is prioritised and kept.
 */
public final class FindingRuns {

    /** A scan that people send has a name of this length at most. */
    public static final int LONGEST_NAME = 100;

    private final Site site;
    private final WatchedNow writing;

    /** @param writing writes */
    public FindingRuns(Site site, WatchedNow writing) {
        this.site = site;
        this.writing = writing;
    }

    /** The last run of each name, by name. */
    public List<FindingRun> last() {
        return site.readers().ask(reader -> {
            List<FindingRun> all = new ArrayList<>();
            for (String name : reader.findingRuns().names()) {
                all.addAll(reader.findingRuns().runs(Optional.of(name), 1));
            }
            return all;
        });
    }

    /** The run of a number, or the last one of a name; the newest of all where none is named. Empty if there is none. */
    public static Optional<FindingRun> find(Reader reader, Optional<String> asked) {
        if (asked.isEmpty()) {
            return reader.findingRuns().runs(Optional.empty(), 1).stream().findFirst();
        }
        String name = asked.get();
        Optional<FindingRun> number =
                name.matches("[0-9]{1,18}") ? reader.findingRuns().run(Long.parseLong(name)) : Optional.empty();
        return number.or(
                () -> reader.findingRuns().runs(Optional.of(name), 1).stream().findFirst());
    }

    /** What a function makes of a run, prioritised with what is known now; empty if there is no such run. */
    public <T> Optional<T> prioritised(Optional<String> asked, Tree tree, Asked<T> use) {
        return site.readers()
                .ask(reader -> find(reader, asked).map(run -> {
                    try (Knowledge knowledge = new Knowledge(reader);
                            Triage triage = new Triage(knowledge, tree, Earlier.assets(run), site.today())) {
                        Earlier.findings(reader.findingRuns(), run, triage::finding);
                        Ranking ranking = triage.rank().since(Earlier.of(reader.findingRuns(), run));
                        return use.of(reader, run, ranking);
                    }
                }));
    }

    /** What is made of a run. */
    @FunctionalInterface
    public interface Asked<T> {
        T of(Reader reader, FindingRun run, Ranking ranking);
    }

    /**
     * Takes in a report that somebody sends, compares it with the last run of its name, and keeps it. Without a list of assets, what was
     * known of the assets of that run counts further.
     *
     * @param keep whether it is kept
     * @throws StatedException if something of it cannot be understood: 400 with position and reason
     */
    public <T> T take(
            Context context, String name, Upload sent, Tree tree, boolean keep, BiFunction<Reader, Ranking, T> use) {
        Messages words = new Messages(Visitor.language(context));
        Suppressions suppressions = suppressions(sent, words);
        Optional<Assets> given = sent.assets().map(list -> assets(list, words));
        return site.readers().ask(reader -> {
            Optional<FindingRun> last =
                    reader.findingRuns().runs(Optional.of(name), 1).stream().findFirst();
            Assets assets = given.or(() -> last.map(Earlier::assets)).orElse(Assets.NONE);
            try (Knowledge knowledge = new Knowledge(reader);
                    Triage triage = new Triage(knowledge, tree, assets, site.today())) {
                triage.suppressedBy(suppressions);
                Reports reports = new Reports(words);
                Formats.reader()
                        .read(
                                name,
                                new ByteArrayInputStream(sent.report()),
                                suppressions.applied(triage),
                                reports.and(triage::read));
                reports.refuse();
                Ranking alone = triage.rank();
                Ranking ranking = last.map(run -> alone.since(Earlier.of(reader.findingRuns(), run)))
                        .orElse(alone);
                T made = use.apply(reader, ranking);
                if (keep) {
                    Optional<AssetList> list = given.map(
                                    one -> AssetList.of(sent.assets().get().name(), one, site.now()))
                            .or(() -> last.flatMap(AssetList::of));
                    writing.write(
                            context,
                            writer ->
                                    writer.keep(Earlier.kept(ranking, name, site.now(), list), Earlier.parts(ranking)));
                }
                return made;
            }
        });
    }

    /** What became of the files of a report. */
    private static final class Reports {

        private final Messages words;
        private final List<Reading> all = new ArrayList<>();

        Reports(Messages words) {
            this.words = words;
        }

        Consumer<Reading> and(Consumer<Reading> next) {
            return reading -> {
                all.add(reading);
                next.accept(reading);
            };
        }

        /** Refuses what could not be read. */
        void refuse() {
            all.stream().filter(Reading.Refused.class::isInstance).findFirst().ifPresent(reading -> {
                Fault fault = reading.faults().get(reading.faults().size() - 1);
                throw wrong(words, reading.file(), fault.position(), fault.reason());
            });
        }
    }

    private Suppressions suppressions(Upload sent, Messages words) {
        Suppressions suppressions = new Suppressions();
        Reports documents = new Reports(words);
        for (Upload.Piece piece : sent.vex()) {
            Formats.reader()
                    .read(
                            piece.name(),
                            new ByteArrayInputStream(piece.content()),
                            suppressions.documents(),
                            documents.and(reading -> {}));
        }
        documents.refuse();
        for (Upload.Piece piece : sent.ignore()) {
            try {
                IgnoreFile file = IgnoreFile.read(piece.name(), piece.content(), site.today());
                file.faults().stream().findFirst().ifPresent(fault -> {
                    throw wrong(words, piece.name(), fault.position(), fault.reason());
                });
                suppressions.add(file);
            } catch (MalformedReportException e) {
                throw wrong(words, piece.name(), e.position(), e.getMessage());
            }
        }
        return suppressions;
    }

    private static Assets assets(Upload.Piece list, Messages words) {
        try {
            return Assets.read(list.content());
        } catch (SsvcException e) {
            throw new StatedException(
                    HttpStatus.BAD_REQUEST,
                    words.bundle("findings").get("wrong.assets", PlainText.line(e.sentence(words))));
        }
    }

    private static StatedException wrong(Messages words, String file, Position position, String reason) {
        String where = position.toString();
        return new StatedException(
                HttpStatus.BAD_REQUEST,
                words.bundle("findings")
                        .get(
                                "refused",
                                PlainText.line(file),
                                where.isEmpty() ? "" : ":" + where,
                                PlainText.line(FailureText.in(words, reason))));
    }

    /** The table of a name, the usual one where none is asked for; empty for a name that is none. */
    public static Optional<Tree> tree(String name) {
        return name.isEmpty() ? Optional.of(Trees.usual()) : Trees.named(name);
    }
}
