package vigie.job;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.dataformat.toml.TomlMapper;
import vigie.model.Retention;
import vigie.model.Staleness;
import vigie.model.Thinning;
import vigie.text.Nearest;

/**
 * Reads a TOML file of settings: Jackson binds it to one record for each table. A setting that is not known is refused
 * with the known one nearest to it, a value of the wrong type is refused too.
 */
public final class SettingsReader {

    private static final String TEXT = "text";
    private static final String JSON = "json";
    private static final List<String> WEEK = Arrays.stream(DayOfWeek.values())
            .map(day -> day.name().toLowerCase(Locale.ROOT))
            .toList();

    /** No model can be trained in less, in MB. */
    private static final int LEAST_HEAP = 256;

    /** Pages, feeds and alerts tell what is new in a month. */
    private static final int LEAST_DAILY = 32;

    private SettingsReader() {}

    /** What only a file needs, apart: most homes have none, and each command would wait for it. */
    static final class Toml {

        /** Strict: a number is no text, a text is no number, a number is no day. */
        private static final TomlMapper MAPPER = TomlMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfigDefaults(config -> Arrays.stream(CoercionInputShape.values())
                        .forEach(shape -> config.setCoercion(shape, CoercionAction.Fail)))
                .defaultLeniency(false)
                .build();

        /** The full names of all settings: {@code certfr.since}. */
        static final List<String> NAMES = names("", Tables.class).toList();

        private Toml() {}
    }

    private static List<Path> paths(Path file, Optional<List<String>> written) {
        return written.orElse(List.of()).stream().map(path -> path(file, path)).toList();
    }

    /** The file as it is written, see {@code docs/configuration.md}; the names are those of the file in camel case. */
    private record Tables(
            Optional<String> mirror,
            Optional<Certfr> certfr,
            Optional<Epss> epss,
            Optional<Evidence> evidence,
            Optional<Score> score,
            Optional<Feed> feed,
            Optional<Http> http,
            Optional<Lock> lock,
            Optional<Status> status,
            Optional<Schedule> schedule,
            Optional<Log> log,
            Optional<RetentionTable> retention,
            Optional<ChannelTables.Dashboard> dashboard,
            Optional<Outgoing> outgoing,
            Optional<ChannelTables.Mail> mail,
            Optional<Map<String, ChannelTables.Target>> channels) {}

    private record Outgoing(Optional<List<String>> allow) {}

    private record Certfr(Optional<LocalDate> since) {}

    private record Epss(Optional<List<LocalDate>> history) {}

    private record Evidence(Optional<List<String>> files, Optional<List<String>> earlier) {}

    private record Score(Optional<LocalDate> since, Optional<Integer> threads) {}

    private record Feed(Optional<String> dir) {}

    private record Http(Optional<Integer> attempts, Optional<Integer> readTimeoutSeconds) {}

    private record Lock(Optional<Integer> waitSeconds) {}

    private record Status(Optional<Integer> staleAfterHours) {}

    private record Log(Optional<String> format) {}

    private record Schedule(
            Optional<ZoneId> zone,
            Optional<String> reconcileDay,
            Optional<LocalTime> reconcileAt,
            Optional<LocalTime> retrainAt,
            Optional<Integer> retrainHeapMb,
            Optional<EveryMinutes> everyMinutes) {}

    /** By the names of the jobs. */
    private record EveryMinutes(
            Optional<Integer> certfr,
            Optional<Integer> certfrListings,
            Optional<Integer> cvelist,
            Optional<Integer> nvd,
            Optional<Integer> epss,
            Optional<Integer> kev,
            Optional<Integer> eukev,
            Optional<Integer> exploitDb,
            Optional<Integer> metasploit,
            Optional<Integer> nuclei,
            Optional<Integer> pocInGithub,
            Optional<Integer> evidence,
            Optional<Integer> cveServices,
            Optional<Integer> epssApi) {

        /** Each by its name in the file. */
        Map<String, Integer> byName() {
            Map<String, Integer> all = new LinkedHashMap<>();
            for (RecordComponent component : EveryMinutes.class.getRecordComponents()) {
                try {
                    ((Optional<?>) component.getAccessor().invoke(this))
                            .ifPresent(n -> all.put(kebab(component), (Integer) n));
                } catch (ReflectiveOperationException e) {
                    throw new IllegalStateException(e);
                }
            }
            return all;
        }
    }

    private record RetentionTable(
            Optional<Integer> dailyDays,
            Optional<Integer> weeklyDays,
            Optional<Integer> pastDays,
            Optional<Integer> changesDays,
            Optional<Integer> runsDays,
            Optional<Integer> downloadsDays,
            Optional<Integer> findingsDays) {}

    /**
     * The settings of the file that was asked for, else of the usual one if it exists, else the defaults.
     *
     * @throws SettingsException if the file cannot be used
     */
    public static Settings read(Optional<Path> asked, Path usual) {
        if (asked.isEmpty() && !Files.exists(usual)) {
            return Settings.DEFAULT;
        }
        Path file = asked.orElse(usual);
        if (!Files.exists(file)) {
            throw new SettingsException(file, SettingsException.Reason.MISSING);
        }
        JsonNode tree;
        try {
            tree = Toml.MAPPER.readTree(file.toFile());
        } catch (JacksonException e) {
            throw new SettingsException(
                    file,
                    SettingsException.Reason.SYNTAX,
                    String.valueOf(e.getLocation().getLineNr()),
                    e.getOriginalMessage());
        }
        try {
            return settings(Toml.MAPPER.treeToValue(tree, Tables.class), file);
        } catch (UnrecognizedPropertyException e) {
            String name = name(e) + inner(node(tree, e.getPath()));
            throw new SettingsException(file, SettingsException.Reason.UNKNOWN, name, nearest(name));
        } catch (JacksonException e) {
            throw wrong(file, name(e), node(tree, e.getPath()).toString());
        }
    }

    private static Settings settings(Tables tables, Path file) {
        Settings otherwise = Settings.DEFAULT;
        Optional<Score> score = tables.score();
        Optional<Http> http = tables.http();
        return new Settings(
                tables.mirror(),
                tables.certfr().flatMap(Certfr::since),
                tables.epss().flatMap(Epss::history).orElse(List.of()),
                paths(file, tables.evidence().flatMap(Evidence::files)),
                paths(file, tables.evidence().flatMap(Evidence::earlier)),
                score.flatMap(Score::since).orElse(otherwise.scoreSince()),
                score.flatMap(Score::threads)
                        .map(n -> atLeast(1, n, "score.threads", file))
                        .orElse(otherwise.threads()),
                tables.feed().flatMap(Feed::dir).map(path -> path(file, path)),
                http.flatMap(Http::attempts)
                        .map(n -> atLeast(1, n, "http.attempts", file))
                        .orElse(otherwise.attempts()),
                http.flatMap(Http::readTimeoutSeconds)
                        .map(n -> Duration.ofSeconds(atLeast(1, n, "http.read-timeout-seconds", file)))
                        .orElse(otherwise.readTimeout()),
                tables.lock()
                        .flatMap(Lock::waitSeconds)
                        .map(n -> Duration.ofSeconds(atLeast(0, n, "lock.wait-seconds", file)))
                        .orElse(otherwise.lockWait()),
                tables.status()
                        .flatMap(Status::staleAfterHours)
                        .map(n -> Duration.ofHours(atLeast(1, n, "status.stale-after-hours", file)))
                        .map(Staleness::new)
                        .orElse(otherwise.staleness()),
                tables.schedule().map(schedule -> schedule(schedule, file)).orElse(otherwise.schedule()),
                tables.log()
                        .flatMap(Log::format)
                        .map(format -> oneOf(List.of(TEXT, JSON), format, "log.format", file)
                                .equals(JSON))
                        .orElse(otherwise.jsonLog()),
                tables.retention().map(table -> retention(table, file)).orElse(otherwise.retention()),
                new ChannelTables(file)
                        .settings(
                                tables.mail(),
                                tables.channels().orElse(Map.of()),
                                tables.dashboard(),
                                tables.outgoing().flatMap(Outgoing::allow).orElse(List.of())));
    }

    private static Settings.Schedule schedule(Schedule schedule, Path file) {
        Settings.Schedule otherwise = Settings.Schedule.DEFAULT;
        Map<String, Duration> every = new LinkedHashMap<>();
        schedule.everyMinutes()
                .map(EveryMinutes::byName)
                .orElse(Map.of())
                .forEach((name, minutes) -> every.put(
                        name, Duration.ofMinutes(atLeast(1, minutes, "schedule.every-minutes." + name, file))));
        return new Settings.Schedule(
                Map.copyOf(every),
                schedule.zone().orElse(otherwise.zone()),
                schedule.reconcileDay()
                        .map(day -> DayOfWeek.valueOf(
                                oneOf(WEEK, day.toLowerCase(Locale.ROOT), "schedule.reconcile-day", file)
                                        .toUpperCase(Locale.ROOT)))
                        .orElse(otherwise.reconcileDay()),
                schedule.reconcileAt().orElse(otherwise.reconcileAt()),
                schedule.retrainAt().orElse(otherwise.retrainAt()),
                schedule.retrainHeapMb()
                        .map(n -> atLeast(LEAST_HEAP, n, "schedule.retrain-heap-mb", file))
                        .orElse(otherwise.retrainHeap()));
    }

    static String oneOf(List<String> known, String value, String name, Path file) {
        if (!known.contains(value)) {
            throw wrong(file, name, '"' + value + '"');
        }
        return value;
    }

    /** Each age is at least the one before it: what is kept only gets sparser. */
    private static Retention retention(RetentionTable table, Path file) {
        Retention otherwise = Retention.DEFAULT;
        int daily = days(LEAST_DAILY, table.dailyDays(), otherwise.past().daily(), "daily-days", file);
        int weekly =
                days(daily, table.weeklyDays(), Math.max(daily, otherwise.past().weekly()), "weekly-days", file);
        int all =
                days(weekly, table.pastDays(), Math.max(weekly, otherwise.past().all()), "past-days", file);
        return new Retention(
                new Thinning(daily, weekly, all),
                days(LEAST_DAILY, table.changesDays(), otherwise.changes(), "changes-days", file),
                days(LEAST_DAILY, table.runsDays(), otherwise.runs(), "runs-days", file),
                days(1, table.downloadsDays(), otherwise.downloads(), "downloads-days", file),
                days(LEAST_DAILY, table.findingsDays(), otherwise.findings(), "findings-days", file));
    }

    private static int days(int least, Optional<Integer> days, int otherwise, String name, Path file) {
        return days.map(n -> atLeast(least, n, "retention." + name, file)).orElse(otherwise);
    }

    static int atLeast(int least, int value, String name, Path file) {
        if (value < least) {
            throw wrong(file, name, String.valueOf(value));
        }
        return value;
    }

    /** A relative path begins at the folder of the file. */
    static Path path(Path file, String text) {
        return file.toAbsolutePath().resolveSibling(text);
    }

    static SettingsException wrong(Path file, String name, String value) {
        return new SettingsException(file, SettingsException.Reason.VALUE, name, value);
    }

    /** The setting that Jackson could not bind. */
    private static String name(JacksonException e) {
        return String.join(
                ".",
                e.getPath().stream()
                        .map(JacksonException.Reference::getPropertyName)
                        .filter(part -> part != null)
                        .toList());
    }

    private static JsonNode node(JsonNode tree, List<JacksonException.Reference> path) {
        JsonNode node = tree;
        for (JacksonException.Reference step : path) {
            node = step.getPropertyName() == null ? node.path(step.getIndex()) : node.path(step.getPropertyName());
        }
        return node;
    }

    /** The first name in a table that is not known: with it, the nearest setting is found although the table is misspelt. */
    private static String inner(JsonNode node) {
        return node.isObject() && !node.isEmpty()
                ? node.properties().stream()
                        .map(entry -> "." + entry.getKey() + inner(entry.getValue()))
                        .findFirst()
                        .orElseThrow()
                : "";
    }

    private static Stream<String> names(String prefix, Class<?> table) {
        return Arrays.stream(table.getRecordComponents()).flatMap(component -> {
            String name = prefix + kebab(component);
            Type type = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            // A table for each name that a person gives.
            boolean named = type instanceof ParameterizedType map && map.getRawType() == Map.class;
            Type inside = named ? ((ParameterizedType) type).getActualTypeArguments()[1] : type;
            return inside instanceof Class<?> inner && inner.isRecord()
                    ? names(name + (named ? ".NAME." : "."), inner)
                    : Stream.of(name);
        });
    }

    private static String kebab(RecordComponent component) {
        return PropertyNamingStrategies.KEBAB_CASE.nameForField(
                Toml.MAPPER.serializationConfig(), null, component.getName());
    }

    static String nearest(String name) {
        return Nearest.of(name, Toml.NAMES, 1, Integer.MAX_VALUE).get(0);
    }
}
