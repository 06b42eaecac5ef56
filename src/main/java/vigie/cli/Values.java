package vigie.cli;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vigie.job.SyncJob;
import vigie.model.Bulletin;
import vigie.model.ScoreBand;
import vigie.model.ScoreBands;
import vigie.model.Severity;
import vigie.score.ModelStore;
import vigie.source.Source;
import vigie.text.Messages;

/** The values that options and arguments take, for the completion script; looked up when it is printed. */
abstract class Values implements Iterable<String> {

    private final Supplier<List<String>> values;

    private Values(Supplier<List<String>> values) {
        this.values = values;
    }

    @Override
    public Iterator<String> iterator() {
        return values.get().iterator();
    }

    /** Names of sources. */
    static final class Sources extends Values {

        Sources(Vigie vigie) {
            super(() -> new SyncJob(vigie.jobs())
                    .sources().stream().map(Source::name).toList());
        }
    }

    /** Identifiers of the models of the home and of the program. */
    static final class Models extends Values {

        Models(Vigie vigie) {
            super(() -> new ModelStore(vigie.home()).ids());
        }
    }

    /** Least severities, the lowest first. */
    static final class Severities extends Values {

        Severities() {
            super(() -> Severity.least().stream()
                    .map(severity -> severity.toString().toLowerCase(Locale.ROOT))
                    .toList());
        }
    }

    /** What asks for severities, and for CVEs without a score. */
    static final class SeveritiesOrNone extends Values {

        SeveritiesOrNone() {
            super(() -> vigie.model.Severities.WORDS);
        }
    }

    /** Bands of our score, the highest first, and what asks for CVEs without one. */
    static final class Bands extends Values {

        Bands() {
            super(() -> Stream.concat(
                            Arrays.stream(ScoreBand.values()).map(ScoreBand::toString), Stream.of(ScoreBands.NONE))
                    .toList());
        }
    }

    /** Types of publications. */
    static final class Kinds extends Values {

        Kinds() {
            super(() -> Arrays.stream(Bulletin.Kind.values())
                    .map(kind -> kind.toString().toLowerCase(Locale.ROOT))
                    .toList());
        }
    }

    /** Kinds of changes. */
    static final class ChangeKinds extends Values {

        ChangeKinds() {
            super(vigie.model.ChangeKind::names);
        }
    }

    /** Forms of a table. */
    static final class Formats extends Values {

        Formats() {
            super(() -> List.of("csv", "jsonl", "text"));
        }
    }

    /** Forms of SSVC decisions. */
    static final List<String> SSVC_FORMATS = List.of("text", "json", "csv", "ssvc");

    /** The same, for the completion script. */
    static final class SsvcFormats extends Values {

        SsvcFormats() {
            super(() -> SSVC_FORMATS);
        }
    }

    /** Names of the official decision tables. */
    static final class Tables extends Values {

        Tables() {
            super(vigie.ssvc.Trees::names);
        }
    }

    /** Languages. */
    static final class Languages extends Values {

        Languages() {
            super(() -> Messages.LANGUAGES);
        }
    }

    /** Names of commands. */
    static final class CommandNames extends Values {

        CommandNames(Vigie vigie) {
            super(() -> List.copyOf(Commands.all(vigie).getSubcommands().keySet()));
        }
    }
}
