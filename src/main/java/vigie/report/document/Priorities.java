package vigie.report.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import vigie.explain.Reasons;
import vigie.facts.CveFacts;
import vigie.facts.CveLine;
import vigie.facts.CveLines;
import vigie.facts.FactsReader;
import vigie.index.Publication;
import vigie.index.Snapshot;
import vigie.model.Bulletin;
import vigie.model.CveId;
import vigie.store.DossierQuery;
import vigie.store.Reader;
import vigie.text.Messages;

/** Finds what to fix first, see {@link vigie.model.Urgency}. */
final class Priorities {

    /** How many there are at most. */
    static final int MOST = 10;

    private static final int RAISING = 3;
    private static final int LOWERING = 1;

    private final Snapshot snapshot;
    private final DossierQuery dossiers;
    private final FactsReader reader;
    private final CveLines lines;
    private final Reasons reasons;

    Priorities(Snapshot snapshot, Reader reader, Messages messages) {
        this.snapshot = snapshot;
        this.dossiers = reader.dossiers();
        this.reader = new FactsReader(reader);
        this.lines = new CveLines(reader, snapshot.cves());
        this.reasons = new Reasons(messages);
    }

    List<Priority> of(Cited cited) {
        return Arrays.stream(new UrgentRows(snapshot).first(cited.cves(), MOST))
                .mapToObj(row -> priority(row, cited))
                .toList();
    }

    private Priority priority(int row, Cited cited) {
        CveLine line = lines.rows(row).get(0);
        CveFacts facts = reader.cve(line.id()).orElseThrow();
        List<Publication> publications = cited.citing(row);
        return new Priority(
                CveFigures.of(line, snapshot.cves(), row),
                facts,
                facts.score()
                        .map(score -> reasons.strongest(score, RAISING, LOWERING))
                        .orElse(List.of()),
                publications,
                new Advisories(dossiers).of(line.id(), publications));
    }

    /** What vendors write about a CVE, as far as publications point to it. */
    private static final class Advisories {

        private static final int MOST = 3;

        private final DossierQuery dossiers;

        Advisories(DossierQuery dossiers) {
            this.dossiers = dossiers;
        }

        /**
         * The advisories that name the CVE; if there are none, those of a publication that points to few. One that points to
         * dozens does not say which of them is about the CVE: then it is for the reader to look there.
         */
        List<Priority.Advisory> of(CveId cve, List<Publication> publications) {
            Map<String, Priority.Advisory> naming = new LinkedHashMap<>();
            Map<String, Priority.Advisory> others = new LinkedHashMap<>();
            for (Publication publication : publications) {
                List<Priority.Advisory> all = all(publication);
                all.stream().filter(a -> names(a, cve)).forEach(a -> naming.putIfAbsent(a.url(), a));
                if (all.size() <= MOST) {
                    all.forEach(a -> others.putIfAbsent(a.url(), a));
                }
            }
            return (naming.isEmpty() ? others : naming)
                    .values().stream().limit(MOST).toList();
        }

        private List<Priority.Advisory> all(Publication publication) {
            List<Priority.Advisory> all = new ArrayList<>();
            Optional<Bulletin> bulletin = dossiers.bulletin(publication.ref());
            for (Bulletin.Link link : bulletin.map(Bulletin::advisories).orElse(List.of())) {
                ShortText.address(link.url())
                        .ifPresent(url -> all.add(new Priority.Advisory(ShortText.title(link.title()), url)));
            }
            return all;
        }

        private static boolean names(Priority.Advisory advisory, CveId cve) {
            String text = (advisory.title() + " " + advisory.url()).toUpperCase(Locale.ROOT);
            int at = text.indexOf(cve.toString());
            int end = at + cve.toString().length();
            return at >= 0 && (end == text.length() || !Character.isDigit(text.charAt(end)));
        }
    }
}
