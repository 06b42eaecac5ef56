package vigie.source;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All sources. A new one is a class and a line here. */
public final class Sources {

    private Sources() {}

    /**
     * The settings of sources.
     *
     * @param certfrSince publications older than this are not fetched
     * @param epssHistory past days of EPSS scores to fetch beside the current one
     * @param evidenceFiles evidence files of the user's own
     * @param earlierFiles files of what sources held on earlier days
     */
    public record Choices(
            LocalDate certfrSince, List<LocalDate> epssHistory, List<Path> evidenceFiles, List<Path> earlierFiles) {

        /** Without such files. */
        public Choices(LocalDate certfrSince, List<LocalDate> epssHistory, List<Path> evidenceFiles) {
            this(certfrSince, epssHistory, evidenceFiles, List.of());
        }
    }

    /** Every source, in the order in which they are shown. */
    public static List<Source> all(Choices choices) {
        return List.of(
                new CertFr(choices.certfrSince()),
                new CveList(),
                new Nvd(),
                new Epss(choices.epssHistory()),
                new CisaKev(),
                new EuKev(),
                new ExploitDb(),
                new Metasploit(),
                new Nuclei(),
                new PocInGithub(),
                new EvidenceFiles(choices.evidenceFiles(), choices.earlierFiles()),
                new CveServices(),
                new EpssApi());
    }

    /** The names of all sources, in the order in which they are asked. */
    public static List<String> names() {
        return List.copyOf(cadences().keySet());
    }

    /** The cadence of each source by its name, in the order in which they are asked. */
    public static Map<String, Optional<Duration>> cadences() {
        Map<String, Optional<Duration>> cadences = new LinkedHashMap<>();
        all(new Choices(LocalDate.EPOCH, List.of(), List.of()))
                .forEach(source -> cadences.put(source.name(), source.cadence()));
        return cadences;
    }
}
