package vigie.feed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.io.Sha256;
import vigie.model.CveId;
import vigie.model.Score;

/** The files of one year: those of its CVEs, the list of their digests, and the file of the year, plain and packed. */
final class YearFiles {

    private static final Pattern OF_A_CVE = Pattern.compile("\\d{4}/\\d+xxx/CVE-\\d{4}-\\d+\\.json");

    private final FeedDir feed;
    private final Staging staging;
    private final int year;

    YearFiles(FeedDir feed, Staging staging, int year) {
        this.feed = feed;
        this.staging = staging;
        this.year = year;
    }

    /** The result of a year: its files for the manifest, none if it has no CVE left. */
    record Result(Map<String, FeedFile> files, long written, long removed) {}

    /** Where the file of a CVE lies. */
    static String path(CveId cve) {
        return cve.year() + "/" + cve.number() / 1000 + "xxx/" + cve + ".json";
    }

    static String plain(int year) {
        return "CVE-" + year + ".json";
    }

    static String packed(int year) {
        return plain(year) + ".gz";
    }

    static String sums(int year) {
        return year + "/SHA256SUMS";
    }

    /** Whether the feed holds the three files of the year and those of all its CVEs as they were published. */
    boolean whole() throws IOException {
        for (String name : List.of(plain(year), packed(year), sums(year))) {
            if (feed.listed(name).isEmpty()) {
                return false;
            }
        }
        byte[] lines = Staging.read(feed.path().resolve(plain(year)));
        boolean[] whole = {true};
        LineFile.OBJECT.each(lines, (cve, from, to) -> {
            if (whole[0]) {
                int object = FeedJson.object(lines, from, to);
                whole[0] = feed.holds(path(cve), to - object + 1, () -> FeedJson.file(lines, object, to));
            }
        });
        return whole[0];
    }

    /**
     * Changes some CVEs of the year.
     *
     * @param whether the year is new, so that there are no files to start from
     * @return empty if the existing files do not match the manifest: the year must be rebuilt
     */
    Optional<Result> change(List<Score> changed, Set<CveId> gone, boolean fresh) throws IOException {
        Optional<byte[]> lines = fresh ? Optional.of(new byte[0]) : feed.sound(plain(year));
        Optional<byte[]> sums = fresh ? Optional.of(new byte[0]) : feed.sound(sums(year));
        Optional<byte[]> packed = fresh ? Optional.of(new byte[0]) : feed.sound(packed(year));
        if (lines.isEmpty() || sums.isEmpty() || packed.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(write(new Old(lines.get(), packed.get(), sums.get()), changed, gone));
    }

    /** Rebuilds the year from all its scores; files of other CVEs are deleted. */
    Result all(List<Score> scores) throws IOException {
        Set<String> strays = new HashSet<>(onDisk());
        scores.forEach(score -> strays.remove(path(score.cve())));
        Set<CveId> gone = new HashSet<>();
        for (String stray : strays) {
            String file = stray.substring(stray.lastIndexOf('/') + 1);
            CveId.parse(file.substring(0, file.length() - ".json".length())).ifPresent(gone::add);
        }
        return write(Old.NONE, scores, gone);
    }

    private List<String> onDisk() throws IOException {
        Path dir = feed.path().resolve(Integer.toString(year));
        if (!Files.isDirectory(dir)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(dir, 2)) {
            return files.map(file -> feed.path().relativize(file).toString().replace('\\', '/'))
                    .filter(name -> OF_A_CVE.matcher(name).matches())
                    .toList();
        }
    }

    /** The three files as they were. */
    private record Old(byte[] plain, byte[] packed, byte[] sums) {

        static final Old NONE = new Old(new byte[0], new byte[0], new byte[0]);
    }

    private Result write(Old old, List<Score> scores, Set<CveId> gone) {
        SortedMap<Long, byte[]> lines = new TreeMap<>();
        SortedMap<Long, byte[]> sums = new TreeMap<>();
        long written = 0;
        for (Score score : scores) {
            CveId cve = score.cve();
            String json = FeedJson.score(score);
            byte[] file = FeedJson.file(json);
            String path = path(cve);
            written += staging.put(path, file) ? 1 : 0;
            lines.put(cve.key(), FeedJson.keyed(cve, json).getBytes(StandardCharsets.UTF_8));
            String sum = Sha256.hex(file) + "  " + path.substring(path.indexOf('/') + 1);
            sums.put(cve.key(), sum.getBytes(StandardCharsets.US_ASCII));
        }
        Set<Long> out = new HashSet<>();
        for (CveId cve : gone) {
            staging.remove(path(cve));
            out.add(cve.key());
        }
        LineFile.Content all = LineFile.OBJECT.merge(old.plain(), lines, out::contains);
        if (all.count() == 0) {
            Stream.of(plain(year), packed(year), sums(year)).forEach(staging::remove);
            return new Result(Map.of(), written, gone.size());
        }
        Map<String, FeedFile> files = new TreeMap<>();
        put(files, plain(year), all.bytes(), all.count());
        Set<Long> pieces = Stream.concat(lines.keySet().stream(), out.stream())
                .map(LineFile::piece)
                .collect(Collectors.toSet());
        put(files, packed(year), Gzip.pack(all, old.packed(), pieces), all.count());
        LineFile.Content digests = LineFile.LINES.merge(old.sums(), sums, out::contains);
        put(files, sums(year), digests.bytes(), digests.count());
        return new Result(files, written, gone.size());
    }

    private void put(Map<String, FeedFile> files, String name, byte[] bytes, long count) {
        staging.put(name, bytes);
        files.put(name, FeedFile.of(bytes, count));
    }
}
