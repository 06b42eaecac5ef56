package vigie.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.CveId;
import vigie.model.Score;
import vigie.store.ScoreQuery;

/** Updates the files of all years: completely, or only what changed. */
final class Years {

    /** A file of the manifest that belongs to a year. */
    private static final Pattern OF_A_YEAR = Pattern.compile("CVE-(\\d{4})\\.json(\\.gz)?|(\\d{4})/SHA256SUMS");

    private static final Pattern YEAR = Pattern.compile("\\d{4}");

    private final FeedDir feed;
    private final Staging staging;
    private final ScoreQuery scores;
    private final SortedMap<String, FeedFile> files = new TreeMap<>();
    private long written;
    private long removed;

    Years(FeedDir feed, Staging staging, ScoreQuery scores) {
        this.feed = feed;
        this.staging = staging;
        this.scores = scores;
    }

    /** Rebuilds every year. */
    void all() throws IOException {
        Set<Integer> years = new TreeSet<>(scores.years());
        years.addAll(onDisk());
        try (YearRun run = new YearRun()) {
            rebuild(run, years);
        }
    }

    /**
     * Updates only what changed in runs after a given one and since a given time, and rebuilds the years whose files
     * do not match the manifest.
     */
    void changed(long afterRun, Instant since) throws IOException {
        Set<Integer> held = held();
        Set<Integer> damaged = new TreeSet<>(held);
        damaged.removeAll(whole(held));
        SortedMap<Integer, Set<CveId>> gone = new TreeMap<>();
        scores.goneAfter(afterRun)
                .forEach(left -> gone.computeIfAbsent(left.cve().year(), year -> new HashSet<>())
                        .add(left.cve()));
        gone.keySet().retainAll(held);
        try (YearRun run = new YearRun()) {
            List<Score> year = new ArrayList<>();
            scores.changed(since, afterRun, score -> {
                if (!year.isEmpty() && year.get(0).cve().year() != score.cve().year()) {
                    change(run, year, gone, held, damaged);
                }
                year.add(score);
            });
            change(run, year, gone, held, damaged);
            gone.forEach((left, cves) -> {
                if (!damaged.contains(left)) {
                    run.add(left, () -> files(left).change(List.of(), cves, false));
                }
            });
            SortedMap<Integer, Optional<YearFiles.Result>> results = run.results();
            results.forEach((done, result) -> result.ifPresentOrElse(r -> take(done, r), () -> damaged.add(done)));
            rebuild(run, damaged);
        }
    }

    /** The years of which every file is as it was published. */
    private Set<Integer> whole(Set<Integer> years) throws IOException {
        try {
            return years.parallelStream().filter(this::whole).collect(Collectors.toSet());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private boolean whole(int year) {
        try {
            return files(year).whole();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void change(
            YearRun run, List<Score> year, Map<Integer, Set<CveId>> gone, Set<Integer> held, Set<Integer> damaged) {
        if (!year.isEmpty()) {
            int number = year.get(0).cve().year();
            List<Score> changed = List.copyOf(year);
            year.clear();
            Set<CveId> left = Optional.ofNullable(gone.remove(number)).orElse(Set.of());
            if (!damaged.contains(number)) {
                run.add(number, () -> files(number).change(changed, left, !held.contains(number)));
            }
        }
    }

    private void rebuild(YearRun run, Set<Integer> years) throws IOException {
        for (int year : years) {
            List<Score> all = new ArrayList<>();
            scores.ofYear(year, all::add);
            run.add(year, () -> Optional.of(files(year).all(all)));
        }
        run.results().forEach((year, result) -> take(year, result.orElseThrow()));
    }

    private YearFiles files(int year) {
        return new YearFiles(feed, staging, year);
    }

    private synchronized void take(int year, YearFiles.Result result) {
        files.keySet().removeAll(List.of(YearFiles.plain(year), YearFiles.packed(year), YearFiles.sums(year)));
        files.putAll(result.files());
        written += result.written();
        removed += result.removed();
    }

    /** The years of the manifest, whose files stay in it until they are rebuilt. */
    private Set<Integer> held() {
        Set<Integer> years = new TreeSet<>();
        feed.manifest()
                .ifPresent(manifest -> manifest.files().forEach((name, dated) -> {
                    Matcher of = OF_A_YEAR.matcher(name);
                    if (of.matches()) {
                        years.add(Integer.valueOf(name.replaceFirst("CVE-", "").substring(0, 4)));
                        files.put(name, dated.file());
                    }
                }));
        return years;
    }

    private Set<Integer> onDisk() throws IOException {
        Set<Integer> years = new TreeSet<>();
        try (Stream<Path> entries = Files.list(feed.path())) {
            entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> YEAR.matcher(name).matches())
                    .forEach(name -> years.add(Integer.valueOf(name)));
        }
        return years;
    }

    /** The files of all years, for the manifest. */
    SortedMap<String, FeedFile> files() {
        return files;
    }

    /** How many CVEs they hold. */
    long cves() {
        return files.entrySet().stream()
                .filter(file -> file.getKey().endsWith("SHA256SUMS"))
                .mapToLong(file -> file.getValue().count())
                .sum();
    }

    /** Files of CVEs that were written. */
    long written() {
        return written;
    }

    /** Files of CVEs that are to be deleted. */
    long removed() {
        return removed;
    }
}
