package vigie.facts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.model.Affected;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.Origin;
import vigie.model.Preference;
import vigie.record.CveJson;
import vigie.record.NvdJson;
import vigie.store.DossierQuery;

/**
 * A CVE's records, read again from the JSON that the sources sent.
 *
 * @param records the CVE List's first; none if no source has one
 */
public record CveFacts(List<CveRecord> records) {

    /** Reads what is held of a CVE. */
    public static CveFacts of(CveId cve, DossierQuery dossiers) {
        List<CveRecord> records = new ArrayList<>();
        dossiers.raw(cve, CveRecord.Source.CVE_LIST).map(CveJson::read).ifPresent(records::add);
        dossiers.raw(cve, CveRecord.Source.NVD).map(NvdJson::read).ifPresent(records::add);
        return new CveFacts(records);
    }

    /** What each organisation says. */
    public List<Container> containers() {
        return records.stream().flatMap(r -> r.containers().stream()).toList();
    }

    /** The title, empty if no record has one. */
    public String title() {
        return Preference.title(containers().stream());
    }

    /** The English description by preference, empty if no record has one. */
    public String description() {
        return Preference.description(containers().stream());
    }

    /** Products as the CNA names them. */
    public List<Affected> cnaProducts() {
        Optional<Container> cna = containers().stream()
                .filter(c -> c.origin().kind() == Origin.Kind.CNA)
                .findFirst();
        return cna.map(Container::affected).orElse(List.of());
    }
}
