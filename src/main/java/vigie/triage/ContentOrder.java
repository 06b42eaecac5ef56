package vigie.triage;

import java.time.LocalDate;
import java.util.Comparator;
import vigie.finding.Finding;

/** An order by all that scanners say, for findings that nothing else tells apart: the same ones in another order give the same list. */
final class ContentOrder {

    static final Comparator<Finding> OF_FINDINGS = Comparator.comparing(
                    (Finding one) -> Keys.packageName(one.component()))
            .thenComparing(one -> one.component().version())
            .thenComparing(one -> one.component().path())
            .thenComparing(one -> one.component().purl())
            .thenComparing(one -> one.component().type())
            .thenComparing(Finding::fixed)
            .thenComparing(Finding::severity)
            .thenComparing(one -> one.cvss().orElse(-1))
            .thenComparing(Finding::vector)
            .thenComparing(one -> one.firstSeen().map(LocalDate::toString).orElse(""))
            .thenComparing(one -> one.ids().toString())
            .thenComparing(one -> one.aliases().toString())
            .thenComparing(Finding::file)
            .thenComparing(Finding::position);

    private ContentOrder() {}
}
