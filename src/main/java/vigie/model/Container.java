package vigie.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

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
        List<String> tags) {

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
                tags);
    }
}
