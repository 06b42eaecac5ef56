package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.fetch.Format;
import vigie.fetch.Pace;
import vigie.model.CveId;
import vigie.model.EpssScore;
import vigie.model.Observation;
import vigie.record.Dates;
import vigie.text.CveIds;

/** EPSS (FIRST): the file of the current day, and of the past days that the configuration names. */
public final class Epss implements Source {

    private static final String FILES = "https://epss.empiricalsecurity.com/epss_scores-";
    private static final String CURRENT = "current";
    private static final long MOST_BYTES = 64L << 20;
    private static final String DONE = "epss.day.";
    private static final String HELD = "held";
    private static final Pattern MODEL = Pattern.compile("model_version:\\s*([^,]*)");
    private static final Pattern SCORE_DATE = Pattern.compile("score_date:\\s*(\\d{4}-\\d\\d-\\d\\d)");

    private final List<LocalDate> history;

    /**
     * @param history past days to fetch once, beside the current one
     */
    public Epss(List<LocalDate> history) {
        this.history = history;
    }

    @Override
    public String name() {
        return "epss";
    }

    @Override
    public Pace pace() {
        return new Pace(2, 2);
    }

    /** The file of a day comes at some time after noon. */
    @Override
    public Asking asking() {
        return new Asking(Duration.ofHours(1), Optional.empty(), Optional.of(LocalTime.NOON));
    }

    /** A file for every day, about noon UTC. */
    @Override
    public Optional<Duration> cadence() {
        return Optional.of(Duration.ofDays(3));
    }

    @Override
    public List<Feed> feeds(SyncState state) {
        List<Feed> feeds = new ArrayList<>();
        for (LocalDate day : history) {
            String name = day.toString();
            if (state.full() || !state.mark(DONE + day).equals(Optional.of(HELD))) {
                Offered.due(state, name(), name, name)
                        .ifPresent(offered ->
                                feeds.add(feed(name).at(offered.stamp()).absentWhenForbidden()));
            }
        }
        feeds.add(feed(CURRENT));
        return feeds;
    }

    private static Feed feed(String day) {
        return Feed.of(day, FILES + day + ".csv.gz", Format.GZIP);
    }

    @Override
    public void read(Feed feed, InputStream in, Consumer<? super Observation> out) throws IOException {
        Csv file = new Csv(Gunzip.of(in, MOST_BYTES), out);
        String comments = String.join(",", file.comments());
        Optional<LocalDate> stated = value(SCORE_DATE, comments).flatMap(Dates::day);
        Optional<LocalDate> asked = Dates.day(feed.name());
        if (stated.isPresent() && asked.isPresent() && !asked.equals(stated)) {
            throw new IOException("the file is that of " + stated.get());
        }
        // The first files, of 2021, do not say their day.
        LocalDate day = stated.or(() -> asked)
                .orElseThrow(() -> new IOException("the file does not begin with its model version and score date"));
        out.accept(new Observation.EpssDay(day, value(MODEL, comments).orElse("")));
        out.accept(Dated.file(day));
        file.header("cve", "epss");
        Records.requireSome(file.has("percentile") ? file.each(row -> out.accept(score(row))) : ranked(file, out));
        out.accept(new Observation.EpssEnd());
        out.accept(new Observation.Mark(DONE + day, HELD));
    }

    private static Optional<String> value(Pattern name, String comments) {
        Matcher found = name.matcher(comments);
        return found.find() ? Optional.of(found.group(1)) : Optional.empty();
    }

    /**
     * The oldest layout has no percentiles. FIRST defines them as the proportion of all scored CVEs with the same score or
     * a lower one (https://www.first.org/epss/articles/prob_percentile_bins).
     */
    private static long ranked(Csv file, Consumer<? super Observation> out) throws IOException {
        Map<CveId, Double> scores = new LinkedHashMap<>();
        final long good = file.each(row -> {
            // The score of a row that is none is refused here, not after all rows.
            EpssScore score = new EpssScore(CveIds.of(row.get("cve")), row.number("epss"), 0);
            scores.put(score.cve(), score.score());
        });
        double[] sorted = scores.values().stream()
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        scores.forEach((cve, score) -> {
            int above = Arrays.binarySearch(sorted, Math.nextUp(score));
            int notAbove = above < 0 ? -above - 1 : above;
            while (notAbove > 0 && sorted[notAbove - 1] > score) {
                notAbove--;
            }
            out.accept(new Observation.EpssSeen(new EpssScore(cve, score, (double) notAbove / sorted.length)));
        });
        return good;
    }

    /** A day that is not offered is asked for again at later runs, as it may be published late. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        boolean past = !feed.name().equals(CURRENT);
        if (past) {
            Offered offered = Offered.in(feed);
            out.accept(new Observation.Skipped(
                    feed.name(), "the host has no scores of this day; asked for again from " + offered.next() + " on"));
            out.accept(offered.absent(name(), feed.name()));
        }
        return past;
    }

    private static Observation score(Csv.Row row) {
        return new Observation.EpssSeen(
                new EpssScore(CveIds.of(row.get("cve")), row.number("epss"), row.number("percentile")));
    }
}
