package vigie.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import vigie.explain.Reasons.Reason;
import vigie.model.Contribution;
import vigie.text.Figures;
import vigie.text.PlainText;
import vigie.text.Sheet;

/** Every feature that is not without effect, with its name, value and words, adding up to the whole margin. */
public final class FeatureList {

    private static final int DIGITS = 6;
    private static final int NAME = 34;

    private final Sheet sheet;
    private final FeatureWords words;

    public FeatureList(Sheet sheet, FeatureWords words) {
        this.sheet = sheet;
        this.words = words;
    }

    /** A reason and those of its contributions that are not zero. */
    private record Part(Reason reason, List<Contribution> effective) {}

    public void write(double bias, List<Reason> reasons) {
        List<Part> parts = new ArrayList<>();
        for (Reason reason : reasons) {
            List<Contribution> effective = reason.contributions().stream()
                    .filter(c -> c.logOdds() != 0)
                    .toList();
            if (!effective.isEmpty()) {
                parts.add(new Part(reason, effective));
            }
        }
        double[] steps = Figures.addingUp(
                DoubleStream.concat(DoubleStream.of(bias), contributions(parts).mapToDouble(Contribution::logOdds))
                        .toArray(),
                DIGITS);
        sheet.heading(say("all"));
        line(steps[0], say("start"));
        int at = 1;
        for (Part part : parts) {
            int end = at + part.effective().size();
            double sum = DoubleStream.of(steps).limit(end).skip(at).sum();
            sheet.heading(
                    words.words().get("topic." + part.reason().topic()),
                    words.figures().signed(sum, DIGITS));
            for (Contribution one : part.effective()) {
                feature(one, steps[at++]);
            }
        }
        sheet.heading(say("sum"));
        line(DoubleStream.of(steps).sum(), say("margin"));
        nothing(reasons, parts);
    }

    private static Stream<Contribution> contributions(List<Part> parts) {
        return parts.stream().flatMap(part -> part.effective().stream());
    }

    private void nothing(List<Reason> reasons, List<Part> parts) {
        long idle = reasons.stream().mapToLong(r -> r.contributions().size()).sum()
                - contributions(parts).count();
        if (idle > 0) {
            sheet.item(say("nothing", idle));
        }
    }

    private void feature(Contribution one, double step) {
        String key = PlainText.line(one.key());
        String lead = lead(step) + key + " ".repeat(Math.max(0, NAME - key.length())) + "  ";
        sheet.hanging(lead, words.of(one));
    }

    private void line(double number, String meaning) {
        sheet.hanging(lead(number), meaning);
    }

    private String lead(double number) {
        return String.format(Locale.ROOT, "  %12s  ", words.figures().signed(number, DIGITS));
    }

    private String say(String key, Object... values) {
        return words.words().get("sheet." + key, values);
    }
}
