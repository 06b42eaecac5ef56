package vigie.source;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vigie.fetch.Format;
import vigie.fetch.Pace;
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
    private static final Pattern HEADER = Pattern.compile("#model_version:([^,]*),score_date:(\\d{4}-\\d\\d-\\d\\d)");

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

    @Override
    public List<Feed> feeds(SyncState state) {
        List<Feed> feeds = new ArrayList<>();
        for (LocalDate day : history) {
            if (state.full() || state.mark(DONE + day).isEmpty()) {
                feeds.add(feed(day.toString()));
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
        Matcher header = HEADER.matcher(file.firstLine());
        Optional<LocalDate> day = header.lookingAt() ? Dates.day(header.group(2)) : Optional.empty();
        if (day.isEmpty()) {
            throw new IOException("the file does not begin with its model version and score date");
        }
        if (!feed.name().equals(CURRENT) && !feed.name().equals(day.get().toString())) {
            throw new IOException("the file is that of " + day.get());
        }
        out.accept(new Observation.EpssDay(day.get(), header.group(1)));
        Records.requireSome(file.header("cve", "epss", "percentile").each(row -> out.accept(score(row))));
        out.accept(new Observation.EpssEnd());
        out.accept(new Observation.Mark(DONE + day.get(), "held"));
    }

    /** A day that is not offered is not requested again. */
    @Override
    public boolean absent(Feed feed, Consumer<? super Observation> out) {
        boolean past = !feed.name().equals(CURRENT);
        if (past) {
            out.accept(new Observation.Mark(DONE + feed.name(), "absent"));
        }
        return past;
    }

    private static Observation score(Csv.Row row) {
        return new Observation.EpssSeen(new EpssScore(
                CveIds.of(row.get("cve")),
                Double.parseDouble(row.get("epss")),
                Double.parseDouble(row.get("percentile"))));
    }
}
