package vigie.upkeep;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import vigie.facts.Freshness;
import vigie.feed.FeedHealth;
import vigie.job.JobContext;
import vigie.learn.Boosting;
import vigie.learn.BoostingUnavailable;
import vigie.model.Staleness;
import vigie.outbox.AlertFaults;
import vigie.score.ModelRefused;
import vigie.score.ModelStore;
import vigie.store.Reader;
import vigie.store.StatusQuery;
import vigie.store.StoreException;
import vigie.store.Upkeep;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.text.Program;
import vigie.upkeep.Finding.State;

/** Examines an installation: what it stands on, what it holds, and whether it can reach its sources. Changes nothing. */
public final class Doctor {

    private static final int MOST_COMPLAINTS = 5;

    /** Below this the server answers slowly or not at all. */
    private static final long LEAST_HEAP = 350L << 20;

    /** So much room lasts for weeks of downloads. */
    private static final long LITTLE_SPACE = 1L << 30;

    /** With less, the next synchronisation fails. */
    private static final long NO_SPACE = 200L << 20;

    private final JobContext context;
    private final Messages words;
    private final List<Finding> findings = new ArrayList<>();

    /**
     * @param context home, database, settings, mirror and clock
     * @param words of any bundle; findings are in their language
     */
    public Doctor(JobContext context, Messages words) {
        this.context = context;
        this.words = words.bundle("upkeep");
    }

    /**
     * Examines everything.
     *
     * @param badSettings why the settings cannot be used, so that the defaults stand in for them; empty if they can
     * @param offline whether no host is asked
     * @throws InterruptedException if the thread is asked to stop
     */
    public List<Finding> examine(Optional<String> badSettings, boolean offline) throws InterruptedException {
        findings.clear();
        programs();
        badSettings.ifPresentOrElse(why -> add("settings", State.WRONG, "settings.wrong", why), this::settings);
        looking("home", this::home);
        looking("disk", this::disk);
        looking("database", this::database);
        looking("models", this::models);
        looking("feed", this::feed);
        if (offline) {
            add("sources", State.NOTE, "sources.offline");
        } else {
            new SourceCheck(context, words).examine().forEach(findings::add);
        }
        return List.copyOf(findings);
    }

    private interface Look {
        void at() throws IOException;
    }

    /** What cannot be looked at is a finding too. */
    private void looking(String check, Look look) {
        try {
            look.at();
        } catch (IOException | UncheckedIOException | StoreException e) {
            add(check, State.WRONG, "unreadable", String.valueOf(e.getMessage()));
        }
    }

    private void add(String check, State state, String key, Object... values) {
        findings.add(finding(words, check, state, key, values));
    }

    /** The finding with the sentence {@code doctor.KEY} and, where there is one, the advice {@code doctor.KEY.do}. */
    static Finding finding(Messages words, String check, State state, String key, Object... values) {
        Object[] said = Stream.of(values)
                .map(value -> value instanceof String text ? FailureText.in(words, text) : value)
                .toArray();
        String advice = "doctor." + key + ".do";
        return new Finding(
                check, state, words.get("doctor." + key, said), words.knows(advice) ? words.get(advice, said) : "");
    }

    private void programs() {
        add(
                "programs",
                State.FINE,
                "programs",
                Program.version(),
                Runtime.version().toString(),
                context.store().upkeep().library(),
                System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        long heap = Runtime.getRuntime().maxMemory();
        add("heap", heap < LEAST_HEAP ? State.NOTE : State.FINE, heap < LEAST_HEAP ? "heap.small" : "heap", heap >> 20);
        try {
            Boosting.require();
            add("xgboost", State.FINE, "xgboost");
        } catch (BoostingUnavailable e) {
            add("xgboost", State.NOTE, "xgboost.missing", String.valueOf(e.getMessage()));
        }
    }

    private void settings() {
        Path file = context.home().resolve(Backup.SETTINGS);
        if (Files.exists(file)) {
            add("settings", State.FINE, "settings", file.toString());
        } else {
            add("settings", State.FINE, "settings.none");
        }
    }

    private void home() throws IOException {
        Path home = context.home();
        if (!Files.isDirectory(home)) {
            add("home", State.NOTE, "home.none", home.toString());
            return;
        }
        int before = findings.size();
        if (!Files.isReadable(home) || !Files.isWritable(home)) {
            add("home", State.WRONG, "home.closed", home.toString(), System.getProperty("user.name"));
        }
        if (home.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            owners(home);
        }
        if (findings.size() == before) {
            add("home", State.FINE, "home", home.toString());
        }
    }

    private void owners(Path home) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(home);
        if (rights.contains(PosixFilePermission.OTHERS_WRITE)) {
            add("home", State.WRONG, "home.open", home.toString(), PosixFilePermissions.toString(rights));
        }
        String owner = Files.getOwner(home).getName();
        List<Path> files;
        try (Stream<Path> all = Files.list(home)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            if (!Files.getOwner(file).getName().equals(owner)) {
                add(
                        "home",
                        State.WRONG,
                        "home.foreign",
                        file.toString(),
                        Files.getOwner(file).getName(),
                        owner);
                return;
            }
        }
        if (!owner.equals(System.getProperty("user.name"))) {
            add("home", State.NOTE, "home.other", home.toString(), owner, System.getProperty("user.name"));
        }
    }

    private void disk() throws IOException {
        Path there = context.home().toAbsolutePath();
        while (!Files.exists(there)) {
            there = there.getParent();
        }
        long free = Space.free(there);
        long held = context.store().upkeep().bytes();
        if (free < NO_SPACE) {
            add("disk", State.WRONG, "disk.full", there.toString(), free >> 20);
        } else if (free < Math.max(LITTLE_SPACE, 2 * held)) {
            add("disk", State.NOTE, "disk.little", there.toString(), free >> 20, held >> 20);
        } else {
            add("disk", State.FINE, "disk", there.toString(), free >> 20, held >> 20);
        }
    }

    private void database() {
        Upkeep database = context.store().upkeep();
        String place = context.store().place();
        if (!database.exists()) {
            add("database", State.NOTE, "database.none", place);
            return;
        }
        List<String> complaints = database.complaints(MOST_COMPLAINTS);
        if (!complaints.isEmpty()) {
            complaints.forEach(complaint -> add("database", State.WRONG, "database.damaged", place, complaint));
            return;
        }
        int version = database.version();
        if (version > database.supported()) {
            add("database", State.WRONG, "database.newer", place, version, database.supported());
        } else if (version < database.supported()) {
            add("database", State.NOTE, "database.older", place, version, database.supported());
        } else {
            add("database", State.FINE, "database", place, version);
            List<String> damaged = database.damagedVersions();
            if (!damaged.isEmpty()) {
                add("versions", State.NOTE, "versions.damaged", damaged.size(), damaged.get(0));
            }
            content();
        }
    }

    private void content() {
        try (Reader reader = context.store().reader()) {
            Instant now = context.clock().instant();
            List<String> ahead = new ArrayList<>();
            reader.status().moments().forEach((source, moments) -> {
                if (Stream.of(moments.success(), moments.data())
                        .flatMap(Optional::stream)
                        .anyMatch(at -> Staleness.ahead(at, now))) {
                    ahead.add(source);
                }
            });
            if (ahead.isEmpty()) {
                add("dates", State.FINE, "dates");
            } else {
                add(
                        "dates",
                        State.WRONG,
                        "dates.ahead",
                        String.join(", ", ahead),
                        now.toString().substring(0, 10));
            }
            Freshness freshness = Freshness.of(reader, context.settings().staleness(), now);
            freshness.lines().stream()
                    .filter(line -> line.asked() && line.stale())
                    .forEach(line -> findings.add(
                            new Finding("age." + line.name(), State.NOTE, freshness.sentence(line, words), "")));
            reader.jobs().stream()
                    .filter(job -> job.failures() > 0)
                    .forEach(job -> add(
                            "job." + job.name(), State.NOTE, "job.fails", job.name(), job.failures(), job.detail()));
            List<String> faults = AlertFaults.of(reader);
            faults.stream().limit(MOST_COMPLAINTS).forEach(fault -> add("alerts", State.WRONG, "alerts", fault));
            if (faults.size() > MOST_COMPLAINTS) {
                add("alerts", State.WRONG, "alerts.more", faults.size() - MOST_COMPLAINTS);
            }
            StatusQuery status = reader.status();
            if (status.problemCount() > 0) {
                add("records", State.NOTE, "records.unused", status.problemCount());
            }
        }
    }

    private void models() {
        ModelStore models = new ModelStore(context.home());
        int before = findings.size();
        List<String> ids = models.ids();
        Optional<String> inUse = models.inUse();
        for (String id : ids) {
            check(models, id, inUse.equals(Optional.of(id)));
        }
        inUse.filter(id -> !ids.contains(id)).ifPresent(id -> check(models, id, true));
        if (inUse.isEmpty()) {
            add("models", State.NOTE, "models.none");
        } else if (findings.size() == before) {
            add("models", State.FINE, "models", ids.size(), inUse.get());
        }
    }

    private void check(ModelStore models, String id, boolean used) {
        try {
            models.read(id);
        } catch (ModelRefused e) {
            add("models", used ? State.WRONG : State.NOTE, used ? "models.used" : "models.wrong", e.getMessage());
        }
    }

    private void feed() {
        Path feed = context.feed();
        Optional<FeedHealth> health = FeedHealth.of(feed);
        if (health.isEmpty()) {
            add("feed", State.NOTE, "feed.none", feed.toString());
        } else if (health.get().wrong().isEmpty()) {
            add("feed", State.FINE, "feed", feed.toString(), health.get().files());
        } else {
            add(
                    "feed",
                    State.WRONG,
                    "feed.wrong",
                    feed.toString(),
                    String.join(", ", health.get().wrong()));
        }
    }
}
