package vigie.report.document;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import vigie.explain.Reasons;
import vigie.index.Publication;
import vigie.index.Snapshot;
import vigie.model.KnownExploited;
import vigie.model.Score;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.text.Messages;

/** Finds what to fix first: known exploited, then by our score, by EPSS and by CVSS. */
final class Priorities {

    /** How many there are at most. */
    static final int MOST = 10;

    private static final int RAISING = 3;
    private static final int LOWERING = 1;

    private final Snapshot snapshot;
    private final Reader reader;
    private final Reasons reasons;

    Priorities(Snapshot snapshot, Reader reader, Messages messages) {
        this.snapshot = snapshot;
        this.reader = reader;
        this.reasons = new Reasons(messages);
    }

    List<Priority> of(Cited cited) {
        return Arrays.stream(new UrgentRows(snapshot).first(cited.cves(), MOST))
                .mapToObj(row -> priority(row, cited))
                .toList();
    }

    private Priority priority(int row, Cited cited) {
        CveFigures figures = CveFigures.of(snapshot.cves(), row);
        DossierQuery dossiers = reader.dossiers();
        List<KnownExploited> entries = dossiers.kev(figures.id()).stream()
                .filter(kept -> kept.withdrawn().isEmpty())
                .map(DossierQuery.KeptKev::entry)
                .toList();
        Optional<Score> score = reader.scores().score(figures.id());
        List<Publication> publications = cited.citing(row);
        return new Priority(
                figures,
                ShortText.title(dossiers.headline(figures.id()).orElse("")),
                score.map(Score::percentile),
                entries.stream().map(KnownExploited::catalogue).distinct().toList(),
                entries.stream().flatMap(entry -> entry.due().stream()).min(LocalDate::compareTo),
                entries.stream().anyMatch(entry -> entry.ransomware().equalsIgnoreCase("Known")),
                score.map(s -> reasons.strongest(s, RAISING, LOWERING)).orElse(List.of()),
                publications,
                new Advisories(dossiers).of(figures.id(), publications));
    }
}
