package vigie.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vigie.chart.ChartData.Axis;
import vigie.chart.ChartData.Form;
import vigie.chart.ChartData.Kind;
import vigie.chart.ChartData.Mark;
import vigie.chart.ChartData.Scale;
import vigie.chart.ChartData.Series;
import vigie.chart.ChartData.Tone;

class CurvePaintingTest {

    private record Written(double x, double y) {}

    private static Mark note(double x, double y, String words) {
        return new Mark(x, y, y, words, Tone.MODEL, Optional.empty());
    }

    /** Where the notes of a chart are written, in their order. */
    private static List<Written> written(Mark... notes) {
        ChartData data = new ChartData(
                "c",
                "Reliability",
                Form.CURVES,
                new Axis("predicted", Scale.logarithmic(1e-6)),
                new Axis("observed", Scale.logarithmic(1e-6)),
                List.of(new Series("", Kind.NOTE, List.of(notes))),
                Optional.empty(),
                "",
                List.of());
        List<Written> places = new ArrayList<>();
        CurvePainting.Lettering lettering = (graphics, text, font, color, x, y, share, upwards) -> {
            if (List.of(notes).stream().anyMatch(note -> note.label().equals(text))) {
                places.add(new Written(x, y));
            }
        };
        BufferedImage image = new BufferedImage(800, 440, BufferedImage.TYPE_INT_RGB);
        CurvePainting.of(data, 800, 440, Locale.ENGLISH, lettering).paint(image.createGraphics(), 800, 440);
        return places;
    }

    @Test
    void notesOfNeighboursStandAboveEachOther() {
        List<Written> places =
                written(note(1e-4, 1e-3, "25 k"), note(1.3e-4, 1e-3, "57 k"), note(1.6e-4, 1e-3, "44 k"));

        assertThat(places).hasSize(3);
        int size = Look.SMALL.getSize();
        assertThat(places.get(1).y()).isLessThanOrEqualTo(places.get(0).y() - size);
        assertThat(places.get(2).y()).isLessThanOrEqualTo(places.get(1).y() - size);
    }

    @Test
    void notesWithRoomStayAtTheirPlaces() {
        List<Written> places = written(note(1e-4, 1e-3, "25 k"), note(1e-2, 1e-3, "57 k"));

        assertThat(places.get(0).y()).isEqualTo(places.get(1).y());
    }
}
