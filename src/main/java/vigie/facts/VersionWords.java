package vigie.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import vigie.model.Affected;
import vigie.model.VersionRange;
import vigie.model.VersionStatus;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;

/**
 * The versions of a product in words: {@code ≥ 10.2.0 < 10.2.9}, {@code all versions except ≥ 3.0}. The texts are safe to print.
 *
 * @param messages the user's language
 */
public record VersionWords(Messages messages) {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}");
    private static final int SHORT_COMMIT = 12;
    private static final int LONGEST = 200;
    /** Orders that say nothing which the versions do not show. */
    private static final Set<String> USUAL_TYPES =
            Set.of("", "custom", "semver", "cpe", "version", "n/a", "*", "unknown");

    private static final int LONGEST_TYPE = 20;

    /** A range with its ends, how it is ordered where that is not usual, and where its status changes; empty for all versions. */
    public String range(VersionRange range) {
        List<String> words = new ArrayList<>();
        words.add(ends(range));
        String type = range.type().strip();
        if (range.range()
                && type.length() <= LONGEST_TYPE
                && !USUAL_TYPES.contains(type.toLowerCase(java.util.Locale.ROOT))) {
            words.add("(" + line(type) + ")");
        }
        String changes = changes(range);
        if (!changes.isEmpty()) {
            words.add("(" + changes + ")");
        }
        return words.stream().filter(word -> !word.isEmpty()).collect(Collectors.joining(" "));
    }

    private static String ends(VersionRange range) {
        String start = range.start();
        if (!range.range()) {
            return range.everyVersion()
                    ? ""
                    : start.isEmpty() && range.version().equals("0") ? "0" : version(start);
        }
        List<String> ends = new ArrayList<>();
        range.after().ifPresentOrElse(end -> ends.add("> " + version(end)), () -> {
            if (!start.isEmpty()) {
                ends.add("≥ " + version(start));
            }
        });
        range.before().ifPresent(end -> ends.add("< " + version(end)));
        range.upTo().ifPresent(end -> ends.add("≤ " + version(end)));
        return String.join(" ", ends);
    }

    /** Consecutive changes to one status together; one at the end of the range says nothing new. */
    private String changes(VersionRange range) {
        List<String> parts = new ArrayList<>();
        String status = "";
        List<String> at = new ArrayList<>();
        for (VersionRange.Change change : range.changes()) {
            if (range.before().filter(change.at()::equals).isPresent()) {
                continue;
            }
            String next = status(change.status());
            if (!at.isEmpty() && !next.equals(status)) {
                parts.add(say("from", status, String.join(", ", at)));
                at.clear();
            }
            status = next;
            at.add(version(change.at()));
        }
        if (!at.isEmpty()) {
            parts.add(say("from", status, String.join(", ", at)));
        }
        return String.join("; ", parts);
    }

    /** A status in the user's language; one that is not known as the record has it. */
    private String status(String written) {
        return VersionStatus.read(written)
                .map(known -> say("status." + known))
                .orElseGet(() -> written.isBlank() ? say("status.unknown") : line(written));
    }

    /**
     * Which versions of an entry are affected: {@code ≥ 1.0 < 2.0, 3.1}; {@code not known} where it says so, empty if it says nothing.
     *
     * @param most ranges of one status
     */
    public String versions(Affected entry, int most) {
        Map<VersionStatus, List<String>> ranges = new LinkedHashMap<>();
        for (VersionRange range : entry.versions()) {
            List<String> same = ranges.computeIfAbsent(VersionStatus.of(range.status()), any -> new ArrayList<>());
            String words = range(range);
            same.add(words.isEmpty() ? say("all") : words);
        }
        String affected = joined(ranges.get(VersionStatus.AFFECTED), most);
        String unaffected = joined(ranges.get(VersionStatus.UNAFFECTED), most);
        String unknown = joined(ranges.get(VersionStatus.UNKNOWN), most);
        boolean byDefault = VersionStatus.of(entry.defaultStatus()) == VersionStatus.AFFECTED
                && entry.versions().stream().noneMatch(VersionRange::everyVersion);
        List<String> parts = new ArrayList<>();
        if (byDefault) {
            parts.add(unaffected.isEmpty() ? say("all") : say("except", unaffected));
        } else if (!affected.isEmpty()) {
            parts.add(affected);
        } else if (!unaffected.isEmpty()) {
            parts.add(say("not", unaffected));
        }
        if (!unknown.isEmpty()) {
            parts.add(say("unknown", unknown));
        } else if (parts.isEmpty() && VersionStatus.read(entry.defaultStatus()).isPresent()) {
            parts.add(say("status." + entry.status()));
        }
        return String.join("; ", parts);
    }

    private String joined(List<String> ranges, int most) {
        if (ranges == null) {
            return "";
        }
        List<String> distinct = ranges.stream().distinct().toList();
        String first = distinct.stream().limit(most).collect(Collectors.joining(", "));
        return distinct.size() > most ? first + ", …" : first;
    }

    /** The name of an entry with what it is limited to: {@code Acme Gadget (server; Linux)}. */
    public static String name(Affected entry) {
        String limits = entry.limits().isEmpty() ? "" : " (" + String.join("; ", entry.limits()) + ")";
        return line(entry.vendor() + " " + entry.product() + limits);
    }

    private static String version(String text) {
        return COMMIT.matcher(text).matches() ? text.substring(0, SHORT_COMMIT) + "…" : line(text);
    }

    static String line(String text) {
        return Sheet.shorten(PlainText.line(text), LONGEST).strip();
    }

    private String say(String key, Object... values) {
        return messages.get("versions." + key, values);
    }
}
