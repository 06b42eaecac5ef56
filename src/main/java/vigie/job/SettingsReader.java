package vigie.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.toml.TomlMapper;
import vigie.text.Messages;

/** Reads a TOML file of settings; refuses a key that is not known, naming the nearest that is. */
public final class SettingsReader {

    static final List<String> KEYS = List.of(
            "mirror",
            "certfr.since",
            "epss.history",
            "evidence.files",
            "score.since",
            "score.threads",
            "feed.dir",
            "http.attempts",
            "http.read-timeout-seconds",
            "lock.wait-seconds",
            "status.stale-after-hours");

    private final Messages messages;

    /** @param messages the language of what is refused */
    public SettingsReader(Messages messages) {
        this.messages = messages;
    }

    /**
     * The settings of the file that was asked for, else of the usual one if it exists, else the defaults.
     *
     * @throws SettingsException if the file cannot be used
     */
    public Settings read(Optional<Path> asked, Path usual) {
        if (asked.isEmpty() && !Files.exists(usual)) {
            return Settings.DEFAULT;
        }
        Path file = asked.orElse(usual);
        if (!Files.exists(file)) {
            throw new SettingsException(messages.get("error.config", file, messages.get("error.config.missing")));
        }
        Map<String, JsonNode> values = new LinkedHashMap<>();
        try {
            collect("", new TomlMapper().readTree(file.toFile()), values);
        } catch (JacksonException e) {
            throw new SettingsException(messages.get("error.config", file, e.getOriginalMessage()));
        }
        values.keySet().stream().filter(key -> !KEYS.contains(key)).findFirst().ifPresent(key -> {
            String reason = messages.get("error.config.key", key, nearest(key));
            throw new SettingsException(messages.get("error.config", file, reason));
        });
        return new Values(file, values).settings();
    }

    private static void collect(String prefix, JsonNode table, Map<String, JsonNode> into) {
        table.properties().forEach(entry -> {
            String key = prefix + entry.getKey();
            if (entry.getValue().isObject()) {
                collect(key + ".", entry.getValue(), into);
            } else {
                into.put(key, entry.getValue());
            }
        });
    }

    static String nearest(String key) {
        return KEYS.stream()
                .min(Comparator.comparingInt(known -> distance(key, known)))
                .orElseThrow();
    }

    /** Levenshtein's distance: single-character edits from one text to the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int substituted = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.length()];
    }

    /** The file's values, each read as what its key needs. */
    private final class Values {

        private final Path file;
        private final Map<String, JsonNode> values;

        Values(Path file, Map<String, JsonNode> values) {
            this.file = file;
            this.values = values;
        }

        Settings settings() {
            Settings otherwise = Settings.DEFAULT;
            return new Settings(
                    text("mirror"),
                    text("certfr.since").map(day -> day("certfr.since", day)),
                    list("epss.history").stream()
                            .map(day -> day("epss.history", day))
                            .toList(),
                    list("evidence.files").stream().map(this::path).toList(),
                    text("score.since").map(day -> day("score.since", day)).orElse(otherwise.scoreSince()),
                    number("score.threads", 1, otherwise.threads()),
                    text("feed.dir").map(this::path),
                    number("http.attempts", 1, otherwise.attempts()),
                    Duration.ofSeconds(number(
                            "http.read-timeout-seconds",
                            1,
                            otherwise.readTimeout().toSeconds())),
                    Duration.ofSeconds(
                            number("lock.wait-seconds", 0, otherwise.lockWait().toSeconds())),
                    Duration.ofHours(number(
                            "status.stale-after-hours",
                            1,
                            otherwise.staleAfter().toHours())));
        }

        private Optional<String> text(String key) {
            return Optional.ofNullable(values.get(key)).map(node -> text(key, node));
        }

        private String text(String key, JsonNode node) {
            if (!node.isString()) {
                throw wrong(key, node.toString());
            }
            return node.asString();
        }

        private List<String> list(String key) {
            List<String> found = new ArrayList<>();
            JsonNode node = values.get(key);
            if (node != null && !node.isArray()) {
                throw wrong(key, node.toString());
            }
            if (node != null) {
                node.forEach(element -> found.add(text(key, element)));
            }
            return found;
        }

        private int number(String key, int least, long otherwise) {
            JsonNode node = values.get(key);
            if (node != null && (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < least)) {
                throw wrong(key, node.toString());
            }
            return node == null ? (int) otherwise : node.asInt();
        }

        private LocalDate day(String key, String text) {
            try {
                return LocalDate.parse(text);
            } catch (DateTimeException e) {
                throw wrong(key, text);
            }
        }

        private Path path(String text) {
            return file.toAbsolutePath().resolveSibling(text);
        }

        private SettingsException wrong(String key, String value) {
            return new SettingsException(
                    messages.get("error.config", file, messages.get("error.config.value", key, value)));
        }
    }
}
