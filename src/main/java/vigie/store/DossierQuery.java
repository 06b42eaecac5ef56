package vigie.store;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.KnownExploited;

/** All that is held of one CVE or one publication. */
public interface DossierQuery {

    /** A score and the day since which it was that; without a score from that day on if empty. */
    record EpssSince(LocalDate since, Optional<Double> score, Optional<Double> percentile) {}

    /**
     * A sign of an exploit as it is kept.
     *
     * @param dated whether the day is the source's own; if not, it is the day on which Vigie first saw the sign
     */
    record KeptEvidence(
            EvidenceKind kind,
            String source,
            String ref,
            LocalDate day,
            boolean dated,
            String url,
            Optional<LocalDate> withdrawn) {

        /** The same as a dated sign. */
        public Sign sign() {
            return new Sign(kind, source, day, withdrawn);
        }
    }

    /** An entry of a catalogue as it is kept. */
    record KeptKev(KnownExploited entry, Optional<LocalDate> withdrawn) {

        /** The same as a dated sign. */
        public Sign sign() {
            return new Sign(EvidenceKind.EXPLOITED, entry.source(), entry.added(), withdrawn);
        }
    }

    /** A publication that cites a CVE. */
    record Citation(BulletinRef ref, String title, LocalDate published) {}

    /** What stands for the CVE; empty if nothing is known of it. */
    Optional<CveSummary> summary(CveId cve);

    /** What the CVE is about, in one line of at most 160 printable characters; empty if no record says it. */
    Optional<String> headline(CveId cve);

    /** The CVE's records, the CVE List's first. */
    List<CveRecord> records(CveId cve);

    /** The record's JSON as the source keeps it, white space apart. */
    Optional<byte[]> raw(CveId cve, CveRecord.Source source);

    /** The scores over time, newest first. */
    List<EpssSince> epss(CveId cve);

    /** Entries in catalogues of known exploited vulnerabilities. */
    List<KeptKev> kev(CveId cve);

    /** Dated evidence, oldest first. */
    List<KeptEvidence> evidence(CveId cve);

    /** Publications that cite the CVE, newest first. */
    List<Citation> citations(CveId cve);

    /** A publication. */
    Optional<Bulletin> bulletin(BulletinRef ref);
}
