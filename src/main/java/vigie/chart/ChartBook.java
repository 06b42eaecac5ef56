package vigie.chart;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import vigie.index.Publications;
import vigie.index.Snapshot;
import vigie.text.Messages;

/**
 * The charts of the alert table: of publications, and of the CVEs that they cite. CVEs are counted once, however many
 * publications cite them; {@link ChartData#counted} says so in each chart. Thread-safe.
 */
public final class ChartBook {

    private static final Map<String, Maker> MAKERS = makers();

    private final Snapshot snapshot;
    private final ChartWords words;
    private ChartScope latest;

    /**
     * @param snapshot everything, as it was at one moment
     * @param messages the reader's language
     */
    public ChartBook(Snapshot snapshot, Messages messages) {
        this.snapshot = snapshot;
        this.words = new ChartWords(messages);
    }

    private static Map<String, Maker> makers() {
        Map<String, Maker> makers = new LinkedHashMap<>();
        makers.put("cvss", new CvssChart());
        makers.put("severity", new SeverityChart());
        makers.put("vendors", RankedChart.vendors());
        makers.put("products", RankedChart.products());
        makers.put("weaknesses", RankedChart.weaknesses());
        makers.put("vendor-weakness", new HeatChart());
        makers.put("risk-epss", RiskChart.epss());
        makers.put("risk-score", RiskChart.score());
        makers.put("weeks", new WeekChart());
        makers.put("exploited", new ExploitedChart());
        return makers;
    }

    /** The names of all charts, in the order in which they are shown. */
    public static List<String> ids() {
        return List.copyOf(MAKERS.keySet());
    }

    /**
     * A chart.
     *
     * @param id one of {@link #ids}
     * @param filter which publications; of a vendor, see {@link Publications#cited}
     * @throws NoSuchElementException if there is no such chart
     */
    public ChartData chart(String id, Publications.Filter filter) {
        Maker maker = MAKERS.get(id);
        if (maker == null) {
            throw new NoSuchElementException(id);
        }
        return maker.make(scope(filter), words);
    }

    /** All charts, in the order in which they are shown. */
    public List<ChartData> all(Publications.Filter filter) {
        return ids().stream().map(id -> chart(id, filter)).toList();
    }

    /** All charts of a page are of the same publications. */
    private synchronized ChartScope scope(Publications.Filter filter) {
        if (latest == null || !latest.filter().equals(filter)) {
            latest = ChartScope.of(snapshot, filter);
        }
        return latest;
    }

    /** Makes one chart. */
    interface Maker {

        /** The chart of what is asked for, with at least one sentence also where there is nothing. */
        ChartData make(ChartScope scope, ChartWords words);
    }
}
