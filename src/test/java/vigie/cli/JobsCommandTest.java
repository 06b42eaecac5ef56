package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.store.Store;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.SampleServer;

class JobsCommandTest {

    @TempDir
    private Path home;

    private Ran jobs(String mirror, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--mirror", mirror, "--today", "2026-01-30"));
        all.addAll(List.of(arguments));
        return Ran.on(home, all.toArray(String[]::new));
    }

    private JsonNode job(String mirror, String name) {
        for (JsonNode job : JsonMapper.shared()
                .readTree(jobs(mirror, "jobs", "--json").out())
                .path("jobs")) {
            if (job.path("name").asString("").equals(name)) {
                return job;
            }
        }
        throw new AssertionError(name);
    }

    @Test
    void aJobThatNobodyRunsIsRunHereAndShown() {
        try (SampleServer mirror = new SampleServer()) {
            Ran ran = jobs(mirror.address(), "jobs", "run", "kev");
            assertThat(ran.status()).as(ran.err()).isEqualTo(Exit.DONE);
            assertThat(ran.err()).contains("kev: done");
            JsonNode kev = job(mirror.address(), "kev");
            assertThat(kev.path("outcome").asString("")).isEqualTo("done");
            assertThat(kev.path("running").asBoolean(true)).isFalse();
            assertThat(kev.path("due").asString("")).startsWith("2026-01-30T13:0");
            assertThat(job(mirror.address(), "retrain").path("due").asString(""))
                    .startsWith("2026-02-01T04:00");
            assertThat(jobs(mirror.address(), "jobs").out())
                    .contains("kev              done", "never run", "after changes", "No process runs the schedule");
            assertThat(jobs(mirror.address(), "--lang", "fr", "jobs").out())
                    .contains("kev              terminée", "jamais exécutée", "Aucun processus");
        }
    }

    @Test
    void aJobThatFailsSaysWhyAndEndsAsASyncDoes() throws IOException {
        Files.writeString(home.resolve("config.toml"), "http.attempts = 1\n");
        Ran ran = jobs("http://127.0.0.1:1", "jobs", "run", "kev");
        assertThat(ran.status()).isEqualTo(Exit.FAILED);
        assertThat(ran.err()).contains("kev: failed");
        JsonNode kev = job("http://127.0.0.1:1", "kev");
        assertThat(kev.path("failures").asInt(0)).isEqualTo(1);
        assertThat(kev.path("detail").asString("")).isNotEmpty();
        assertThat(jobs("http://127.0.0.1:1", "jobs").out())
                .contains(kev.path("detail").asString(""));
    }

    @Test
    void anUnknownJobIsRefusedWithTheNamesOfAll() {
        Ran ran = jobs("http://127.0.0.1:1", "jobs", "run", "kew");
        assertThat(ran.status()).isEqualTo(Exit.WRONG_USE);
        assertThat(ran.err()).contains("\"kew\"", "certfr-listings", "reconcile");
    }

    @Test
    void aProcessThatRunsTheScheduleIsAskedAndWaitedFor() throws Exception {
        Store store = SqliteStore.at(home);
        try (SampleServer mirror = new SampleServer()) {
            jobs(mirror.address(), "jobs", "run", "kev");
            Optional<Store.Claim> claim = store.claimSchedule();
            assertThat(claim).isPresent();
            assertThat(store.scheduler())
                    .hasValueSatisfying(who -> assertThat(who).contains("process "));
            Thread ending = new Thread(() -> {
                try {
                    while (!Files.exists(home.resolve("jobs/kev"))) {
                        Thread.sleep(20);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                claim.get().close();
            });
            ending.start();
            Ran ran = jobs(mirror.address(), "jobs", "run", "kev");
            ending.join();
            assertThat(ran.status()).isEqualTo(Exit.FAILED);
            assertThat(ran.err()).contains("Asked process", "has ended");
        }
    }
}
