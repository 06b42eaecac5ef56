package vigie.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One entry of a CVE record's {@code versions}, or the range of a CPE match.
 *
 * @param version the single version or the start of the range, as written; may be empty
 * @param status {@code affected}, {@code unaffected}, {@code unknown}, or what else the record says
 * @param after the version after which the range begins, exclusive; then {@code version} is empty
 * @param lessThan first version after the range, exclusive
 * @param lessThanOrEqual last version of the range, inclusive
 * @param type how versions are ordered ({@code semver}, {@code git}, {@code rpm}, …), empty where not said
 * @param changes where the status changes within the range, as written
 */
public record VersionRange(
        String version,
        String status,
        Optional<String> after,
        Optional<String> lessThan,
        Optional<String> lessThanOrEqual,
        String type,
        List<Change> changes) {

    private static final String NO_END = "*";
    private static final Set<String> NO_START = Set.of("", "*", "-", "0", "unspecified");
    private static final Set<String> EVERY_VERSION = Set.of("", "*", "all", "all versions", "any", "any version");

    /**
     * A version within a range from which on another status holds.
     *
     * @param at the version, as written
     * @param status the status from there on, as written
     */
    public record Change(String at, String status) {}

    /** Keeps a copy of the changes. */
    public VersionRange {
        changes = List.copyOf(changes);
    }

    /** A range with one status throughout, of no particular order. */
    public VersionRange(String version, String status, Optional<String> lessThan, Optional<String> lessThanOrEqual) {
        this(version, status, Optional.empty(), lessThan, lessThanOrEqual, "", List.of());
    }

    /** Every status that holds somewhere in the range. */
    public Stream<VersionStatus> statuses() {
        return Stream.concat(Stream.of(status), changes.stream().map(Change::status))
                .map(VersionStatus::of);
    }

    /** Whether some version in the range is affected. */
    public boolean affected() {
        return statuses().anyMatch(VersionStatus.AFFECTED::equals);
    }

    /** The version before which nothing is in the range, empty where it has no beginning. */
    public String start() {
        return NO_START.contains(plain(version)) ? "" : version;
    }

    /** Whether the entry is a range rather than a version. */
    public boolean range() {
        return after.isPresent() || lessThan.isPresent() || lessThanOrEqual.isPresent();
    }

    /** The first version after the range, exclusive; empty where it has no end, or one that is in it. */
    public Optional<String> before() {
        return lessThan.filter(end -> !end.strip().equals(NO_END));
    }

    /** The last version in the range; empty where it has no end, or one that is not in it. */
    public Optional<String> upTo() {
        return before().isPresent()
                ? Optional.empty()
                : lessThanOrEqual.filter(end -> !end.strip().equals(NO_END));
    }

    /** Whether no version is outside of the entry. */
    public boolean everyVersion() {
        return range()
                ? after.isEmpty() && start().isEmpty() && before().isEmpty() && upTo().isEmpty()
                : EVERY_VERSION.contains(plain(version));
    }

    /** Versions of one status within a range. */
    public record Stretch(VersionInterval versions, VersionStatus status) {}

    /**
     * The range taken apart where its status changes; empty if it does not say in a comparable way which versions it is about. Some CNAs
     * write a range as the version itself: {@code < 2.4.50}.
     */
    List<Stretch> stretches() {
        if (everyVersion() && changes.isEmpty()) {
            return List.of(new Stretch(VersionInterval.ALL, VersionStatus.of(status)));
        }
        if (!range() && changes.isEmpty()) {
            return VersionInterval.in(version).stream()
                    .map(in -> new Stretch(in, VersionStatus.of(status)))
                    .collect(Collectors.toList());
        }
        Optional<String> from = after.or(() -> Optional.of(start()).filter(first -> !first.isEmpty()));
        Optional<String> end = before().or(this::upTo);
        boolean withFrom = after.isEmpty();
        String now = status;
        List<Stretch> parts = new ArrayList<>();
        for (Change change : changes) {
            parts.add(new Stretch(
                    new VersionInterval(
                            from.map(VersionOrder::key), withFrom, Optional.of(VersionOrder.key(change.at())), false),
                    VersionStatus.of(now)));
            from = Optional.of(change.at());
            withFrom = true;
            now = change.status();
        }
        boolean open = !range() || end.isEmpty();
        parts.add(new Stretch(
                new VersionInterval(
                        from.map(VersionOrder::key),
                        withFrom,
                        open ? Optional.empty() : end.map(VersionOrder::key),
                        before().isEmpty()),
                VersionStatus.of(now)));
        return parts;
    }

    /** A number from 0 to 15: two entries of one kind decide alike whether a product is affected. */
    public int kind() {
        int statuses = statuses().mapToInt(status -> 1 << status.ordinal()).reduce(0, (some, one) -> some | one);
        return statuses | (everyVersion() ? 1 << VersionStatus.values().length : 0);
    }

    private static String plain(String version) {
        return version.strip().toLowerCase(Locale.ROOT);
    }
}
