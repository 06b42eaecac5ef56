package vigie.chart;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vigie.index.Publications;
import vigie.index.Snapshot;
import vigie.testing.TestHome;
import vigie.text.Messages;

/** Charts of a test's own database. */
final class Charted {

    private Charted() {}

    static ChartBook book(TestHome home, String language) {
        return new ChartBook(Snapshot.read(home.reader()), new Messages(language));
    }

    static Publications.Filter period(String since, String until) {
        return new Publications.Filter(
                Optional.of(LocalDate.parse(since)), Optional.of(LocalDate.parse(until)), Optional.empty(), List.of());
    }

    /** All that is said in charts of all publications. */
    static List<String> said(TestHome home, String language, String id) {
        return book(home, language).chart(id, Publications.Filter.ALL).sentences();
    }

    /** The values of the first series. */
    static List<Integer> values(ChartData data) {
        return data.series().get(0).marks().stream()
                .map(mark -> (int) mark.value())
                .toList();
    }
}
