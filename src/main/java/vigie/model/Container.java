package vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What one organisation says about a CVE: a CNA or ADP container of a CVE record, or an NVD record.
 *
 * @param origin who speaks
 * @param day when this was last said; what a container says counts as known from then on
 * @param title title, may be empty
 * @param description the English description, its parts as paragraphs, else the first of any language; may be empty
 * @param assessments CVSS assessments in the record's order
 * @param weaknesses weaknesses in the record's order
 * @param affected products in the record's order
 * @param references links in the record's order
 * @param ssvc SSVC decisions
 * @param tags tags of the whole record ({@code disputed}, {@code unsupported-when-assigned}, …)
 * @param analysed when assessments, weaknesses and products were said, where that may have been later than {@code day}
 */
public record Container(
        Origin origin,
        Optional<Instant> day,
        String title,
        String description,
        List<Assessment> assessments,
        List<Weakness> weaknesses,
        List<Affected> affected,
        List<Reference> references,
        List<Ssvc> ssvc,
        List<String> tags,
        Optional<Instant> analysed) {

    /** What was said as a whole. */
    public Container(
            Origin origin,
            Optional<Instant> day,
            String title,
            String description,
            List<Assessment> assessments,
            List<Weakness> weaknesses,
            List<Affected> affected,
            List<Reference> references,
            List<Ssvc> ssvc,
            List<String> tags) {
        this(
                origin,
                day,
                title,
                description,
                assessments,
                weaknesses,
                affected,
                references,
                ssvc,
                tags,
                Optional.empty());
    }

    /** What was known of it at the end of a day; empty where it was not known, or nobody dated it. */
    Optional<Container> asOf(LocalDate last) {
        if (!known(day, last)) {
            return Optional.empty();
        }
        Container then = analysed.isPresent() && !known(analysed, last) ? unanalysed() : this;
        return Optional.of(then.decidedBy(last));
    }

    /** When it began to say what, by its own dates, in order of time. */
    Stream<Dossier.Turn> turns() {
        if (day.isEmpty()) {
            return Stream.of();
        }
        if (analysed.filter(day.get()::isBefore).isEmpty()) {
            return Stream.of(new Dossier.Turn(day.get(), true, this));
        }
        Container before = unanalysed();
        return Stream.of(
                new Dossier.Turn(day.get(), true, before),
                new Dossier.Turn(analysed.get(), false, before),
                new Dossier.Turn(analysed.get(), true, this));
    }

    private Container unanalysed() {
        return new Container(origin, day, title, description, List.of(), List.of(), List.of(), references, ssvc, tags);
    }

    /** The same where all of it is known to have been said by a moment. */
    public Container analysedBy(Instant moment) {
        return new Container(
                origin,
                day,
                title,
                description,
                assessments,
                weaknesses,
                affected,
                references,
                ssvc,
                tags,
                analysed.map(at -> at.isAfter(moment) ? moment : at));
    }

    /** The same with the decisions of up to a day. */
    Container decidedBy(LocalDate last) {
        List<Ssvc> decided = ssvc.stream()
                .filter(decision -> known(decision.timestamp(), last))
                .toList();
        return decided.size() == ssvc.size()
                ? this
                : new Container(
                        origin,
                        day,
                        title,
                        description,
                        assessments,
                        weaknesses,
                        affected,
                        references,
                        decided,
                        tags,
                        analysed);
    }

    /** What nobody dated is not known on any day. */
    private static boolean known(Optional<Instant> moment, LocalDate last) {
        return moment.filter(at -> !LocalDate.ofInstant(at, ZoneOffset.UTC).isAfter(last))
                .isPresent();
    }

    /** The same as said on a day, with decisions that bear no other. */
    Container saidOn(Instant moment) {
        return new Container(
                origin,
                Optional.of(moment),
                title,
                description,
                assessments,
                weaknesses,
                affected,
                references,
                ssvc.stream().map(decision -> decision.decidedBy(moment)).toList(),
                tags,
                analysed);
    }
}
