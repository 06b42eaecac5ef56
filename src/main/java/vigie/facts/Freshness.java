package vigie.facts;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import vigie.model.Staleness;
import vigie.source.Sources;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.text.DayWords;
import vigie.text.Messages;

/**
 * How far what is held may be relied on: as of which day it is, and which sources are stale. Commands, pages, answers, feeds and
 * reports say it in these words.
 *
 * @param lines all sources, in the order in which they are shown
 * @param day the day of the newest thing that is held, UTC: what is shown is as of then; empty where nothing was fetched
 * @param now the moment at which that is so
 */
public record Freshness(List<Line> lines, Optional<LocalDate> day, Instant now) {

    /**
     * A source.
     *
     * @param name its name on the command line
     * @param asked whether it was ever asked
     * @param success end of the last run in which nothing failed
     * @param data moment of the newest thing in its data; may be in the future
     * @param cadence the longest time for which its data stands still in normal times
     * @param finding what is to be said of it
     */
    public record Line(
            String name,
            boolean asked,
            Optional<Instant> success,
            Optional<Instant> data,
            Optional<Duration> cadence,
            Staleness.Finding finding) {

        /** Whether it is too old to rely on; a source that was never asked is. */
        public boolean stale() {
            return finding.stale();
        }

        /** Whether it is asked as it should be and the fault is in its data. */
        public boolean standing() {
            return finding == Staleness.Finding.STANDS_STILL || finding == Staleness.Finding.DATED_AHEAD;
        }

        /** The day of the newest thing in its data, UTC. */
        public Optional<LocalDate> day() {
            return data.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC));
        }
    }

    /** What a database says. */
    public static Freshness of(Reader reader, Staleness staleness, Instant now) {
        return of(reader.status().moments(), staleness, now);
    }

    /**
     * What is so at a moment.
     *
     * @param moments as {@link StatusQuery#moments} gives them
     */
    public static Freshness of(Map<String, StatusQuery.Moments> moments, Staleness staleness, Instant now) {
        List<Line> lines = Sources.cadences().entrySet().stream()
                .map(source -> line(source.getKey(), source.getValue(), moments, staleness, now))
                .toList();
        return new Freshness(lines, StatusQuery.asOf(moments, now), now);
    }

    private static Line line(
            String name,
            Optional<Duration> cadence,
            Map<String, StatusQuery.Moments> all,
            Staleness staleness,
            Instant now) {
        StatusQuery.Moments moments =
                all.getOrDefault(name, new StatusQuery.Moments(Optional.empty(), Optional.empty()));
        Staleness.Finding finding = staleness.of(moments.success(), moments.data(), cadence, now);
        return new Line(name, all.containsKey(name), moments.success(), moments.data(), cadence, finding);
    }

    /** A source by its name. */
    public Line line(String name) {
        return lines.stream()
                .filter(line -> line.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The stale sources of those that were ever asked: who never asks a source does without it. */
    public List<Line> stale() {
        return lines.stream().filter(line -> line.asked() && line.stale()).toList();
    }

    /** "Data as of 30 January", in one line; empty where nothing was fetched. */
    public Optional<String> asOf(Messages messages) {
        return day().map(day -> messages.bundle("freshness").get("as.of", day.toString()));
    }

    /** An answer that says as of which day it is: {@code as_of}, null where nothing was fetched. */
    public Map<String, Object> dated(Map<String, Object> answer) {
        Map<String, Object> dated = new LinkedHashMap<>(answer);
        dated.put("as_of", day().map(LocalDate::toString).orElse(null));
        return dated;
    }

    /** That some sources are stale and what that means, in one line; empty where none is. */
    public Optional<String> warning(Messages messages) {
        List<Line> stale = stale();
        if (stale.isEmpty()) {
            return Optional.empty();
        }
        String names = stale.stream().map(Line::name).collect(Collectors.joining(", "));
        Messages words = messages.bundle("freshness");
        long age = day().map(day -> day.until(LocalDate.ofInstant(now, ZoneOffset.UTC), ChronoUnit.DAYS))
                .orElse(0L);
        return Optional.of(words.get("warning", stale.size(), names)
                + (age > 1 ? " " + words.get("warning.age", day().orElseThrow().toString(), age) : ""));
    }

    /** Why a source is stale and what to do about it, in one sentence that names it; for one that is fresh, that it is. */
    public String sentence(Line line, Messages messages) {
        Messages words = messages.bundle("freshness");
        String day = line.day().map(LocalDate::toString).orElse("");
        String key = "finding." + line.finding();
        return switch (line.finding()) {
            case FRESH, NEVER_READ -> words.get(key, line.name());
            case READ_LONG_AGO ->
                words.get(key, line.name(), DayWords.minute(line.success().orElseThrow()), days(line.success(), now));
            case STANDS_STILL ->
                words.get(
                        key,
                        line.name(),
                        day,
                        days(line.data(), now),
                        line.cadence().orElseThrow().toDays());
            case DATED_AHEAD -> words.get(key, line.name(), day);
        };
    }

    private static long days(Optional<Instant> since, Instant now) {
        return Duration.between(since.orElse(now), now).toDays();
    }
}
