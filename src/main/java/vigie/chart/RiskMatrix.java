package vigie.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import vigie.text.Messages;

/** The risk matrices of some CVEs that are at hand, the same as those of the alert table: severity against EPSS, and our score. */
public final class RiskMatrix {

    private final ChartWords words;

    /** @param messages the reader's language */
    public RiskMatrix(Messages messages) {
        this.words = new ChartWords(messages);
    }

    /**
     * A CVE; what is empty is not known, and the CVE is then not in the matrix that asks for it.
     *
     * @param id its identifier
     * @param cvss the CVSS base score
     * @param epss the EPSS score
     * @param score the Vigie score
     * @param exploited whether it is known exploited
     */
    public record Cve(String id, OptionalDouble cvss, OptionalDouble epss, OptionalDouble score, boolean exploited) {}

    /**
     * The two matrices.
     *
     * @param cves the most urgent first
     */
    public List<ChartData> of(List<Cve> cves) {
        return List.of(matrix(RiskChart.epss(), cves, Cve::epss), matrix(RiskChart.score(), cves, Cve::score));
    }

    private ChartData matrix(RiskChart chart, List<Cve> cves, Function<Cve, OptionalDouble> probability) {
        List<RiskChart.Placed> placed = new ArrayList<>();
        for (int i = 0; i < cves.size(); i++) {
            Cve cve = cves.get(i);
            OptionalDouble likely = probability.apply(cve);
            if (cve.cvss().isPresent() && likely.isPresent()) {
                placed.add(new RiskChart.Placed(i, cve.cvss().getAsDouble(), likely.getAsDouble(), cve.exploited()));
            }
        }
        RiskChart.About about = new RiskChart.About(
                cves.size(),
                row -> cves.get(row).id(),
                Comparator.comparingInt(RiskChart.Placed::row),
                Optional.empty());
        return chart.make(placed, about, words);
    }
}
