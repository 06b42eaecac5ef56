package vigie.store;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.DateOrigin;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.Exploited;
import vigie.model.KnownDay;
import vigie.model.KnownExploited;
import vigie.model.Ssvc;
import vigie.model.Versions;

/** All that is held of one CVE or one publication. */
public interface DossierQuery {

    /** A score and the day since which it was that; without a score from that day on if empty. */
    record EpssSince(LocalDate since, Optional<Double> score, Optional<Double> percentile) {}

    /**
     * A sign of an exploit as it is kept.
     *
     * @param origin how the day is known
     * @param given what the source gives as its day, where that cannot be true
     */
    record KeptEvidence(
            EvidenceKind kind,
            String source,
            String ref,
            LocalDate day,
            DateOrigin origin,
            Optional<LocalDate> given,
            String url,
            Optional<LocalDate> withdrawn) {

        /** Whether the day is the source's own. */
        public boolean dated() {
            return origin == DateOrigin.SOURCE;
        }

        /** The day, and how it is known. */
        public KnownDay known() {
            return new KnownDay(day, origin);
        }

        /** Whether it is a publication of CERT-FR, {@code ref}, that says that the CVE is actively exploited. */
        public boolean statement() {
            return kind == EvidenceKind.EXPLOITED && source.equals(Exploited.CERTFR);
        }

        /** The same as a dated sign. */
        public Sign sign() {
            return new Sign(kind, source, day, origin, withdrawn);
        }
    }

    /**
     * An entry of a catalogue as it is kept.
     *
     * @param added the day the catalogue took it in, and how it is known
     */
    record KeptKev(KnownExploited entry, KnownDay added, Optional<LocalDate> withdrawn) {

        /** The same as a dated sign. */
        public Sign sign() {
            return new Sign(EvidenceKind.EXPLOITED, entry.source(), added.day(), added.origin(), withdrawn);
        }
    }

    /**
     * A publication that cites a CVE.
     *
     * @param revisions its versions; none where they were not asked for
     */
    record Citation(BulletinRef ref, String title, LocalDate published, List<Bulletin.Revision> revisions) {}

    /**
     * What a list shows of a CVE and the columns in memory ({@link ColumnScan}) do not hold.
     *
     * @param headline what the CVE is about, in one line of at most 160 printable characters; empty if no record says it
     * @param vector the CVSS vector that stands for the CVE
     * @param epssPercentile EPSS percentile, 0 to 1
     * @param kev day on which CISA took it into its catalogue
     */
    record ListedCve(
            String headline, Optional<String> vector, Optional<Double> epssPercentile, Optional<LocalDate> kev) {

        /** Nothing of all that. */
        public static final ListedCve NONE = new ListedCve("", Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** A product that records name, as written; vendor or product may be empty. */
    record NamedProduct(String vendor, String product) {}

    /**
     * What was chosen from the records of the CVE, without what catalogues, evidence, EPSS and the model say; empty if no record
     * was ever asked for.
     */
    Optional<CveSummary> chosen(CveId cve);

    /** What stands for the CVE; empty if nothing is known of it. */
    Optional<CveSummary> summary(CveId cve);

    /** As {@link #summary}, of many CVEs at once; without those of which nothing is known. */
    Map<CveId, CveSummary> summaries(Collection<CveId> cves);

    /** What the CVE is about, in one line of at most 160 printable characters; empty if no record says it. */
    Optional<String> headline(CveId cve);

    /** What a list shows of each of its CVEs beside the columns in memory, in the order of the CVEs. */
    List<ListedCve> listed(List<CveId> cves);

    /**
     * What decisions about a CVE rest on.
     *
     * @param signs all signs of it, of every kind, those that were withdrawn, too
     * @param decisions all SSVC decisions about it
     * @param ransomware whether a catalogue says that it is used in ransomware campaigns
     */
    record Grounds(List<Sign> signs, List<Ssvc> decisions, boolean ransomware) {

        /** None. */
        public static final Grounds NONE = new Grounds(List.of(), List.of(), false);
    }

    /** What decisions about CVEs rest on; without those of which there is nothing. */
    Map<CveId, Grounds> grounds(Collection<CveId> cves);

    /**
     * The CVEs whose records refer to advisories of other names ({@code GHSA-…}, {@code RHSA-…}), in their order; without rejected ones,
     * and without names to which no record refers.
     */
    Map<String, List<CveId>> referringTo(Collection<String> advisories);

    /** The products of the CVE, in the order of the sources that name them. */
    List<NamedProduct> products(CveId cve);

    /** The CVE's records, the CVE List's first. */
    List<CveRecord> records(CveId cve);

    /**
     * What the CVE's records said when, in whole: of those that came, or changed, after the first load of their source; the others say
     * what they say now.
     */
    List<Versions> versions(CveId cve);

    /** The record's JSON as the source keeps it, white space apart. */
    Optional<byte[]> raw(CveId cve, CveRecord.Source source);

    /** The scores over time, newest first. */
    List<EpssSince> epss(CveId cve);

    /** Entries in catalogues of known exploited vulnerabilities. */
    List<KeptKev> kev(CveId cve);

    /** Dated evidence, oldest first. */
    List<KeptEvidence> evidence(CveId cve);

    /**
     * Publications that cite the CVE, newest first.
     *
     * @param revised of how many, from the newest on, the revisions are read
     */
    List<Citation> citations(CveId cve, int revised);

    /** A publication. */
    Optional<Bulletin> bulletin(BulletinRef ref);
}
