package vigie.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vigie.testing.CveText.cve;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vigie.store.sqlite.SqliteStore;
import vigie.testing.TestHome;

@Timeout(30)
class ReadersTest {

    private final TestHome home = TestHome.make();

    @AfterEach
    void close() {
        home.close();
    }

    private static long cves(Reader reader) {
        return reader.dossiers().headline(vigie.model.CveId.of("CVE-2026-0001")).isPresent() ? 1 : 0;
    }

    private void write() {
        home.ingest("2026-01-10", cve("CVE-2026-0001").title("Anvil").listed());
    }

    @Test
    void noMoreThanTheMostAreLentAtATimeAndTheyAreUsedAgain() throws Exception {
        Set<Reader> seen = ConcurrentHashMap.newKeySet();
        AtomicInteger lent = new AtomicInteger();
        AtomicInteger mostLent = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(12);
        try (Readers readers = home.store().readers(3)) {
            List<Future<Long>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> readers.ask(reader -> {
                    mostLent.accumulateAndGet(lent.incrementAndGet(), Math::max);
                    seen.add(reader);
                    long found = cves(reader);
                    lent.decrementAndGet();
                    return found;
                })));
            }
            write();
            for (Future<Long> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS)).isBetween(0L, 1L);
            }
            assertThat(readers.ask(ReadersTest::cves)).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
        assertThat(seen).hasSizeBetween(1, 3);
        assertThat(mostLent.get()).isBetween(1, 3);
    }

    @Test
    void aReaderThatFailedIsReplaced() {
        try (Readers readers = home.store().readers(1)) {
            List<Reader> seen = new ArrayList<>();
            assertThatThrownBy(() -> readers.ask(reader -> {
                        seen.add(reader);
                        throw new StoreException("no");
                    }))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> cves(seen.get(0))).as("closed").isInstanceOf(RuntimeException.class);
            assertThat(readers.<Reader>ask(reader -> reader)).isNotSameAs(seen.get(0));
        }
    }

    @Test
    void aQuestionThatFailsByItselfCostsNoReader() {
        try (Readers readers = home.store().readers(1)) {
            Reader first = readers.ask(reader -> reader);
            assertThatThrownBy(() -> readers.ask(reader -> {
                        throw new IllegalArgumentException("no");
                    }))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(readers.<Reader>ask(reader -> reader)).isSameAs(first);
        }
    }

    @Test
    void whatAQuestionHeldIsLetGoWithIt() {
        try (Readers readers = home.store().readers(1)) {
            assertThat(readers.<Long>ask(reader -> {
                        reader.hold();
                        long before = cves(reader);
                        write();
                        return before + cves(reader);
                    }))
                    .isZero();
            assertThat(readers.ask(ReadersTest::cves)).isEqualTo(1);
            readers.ask(reader -> {
                reader.hold();
                return true;
            });
        }
    }

    @Test
    void aQuestionThatTakesTooLongIsStoppedAndTheNextGetsAnotherReader() {
        write();
        try (Readers readers =
                new Readers(home.store()::reader, 1, () -> Readers.Asker.WAITING, Duration.ofMillis(200))) {
            List<Reader> seen = new ArrayList<>();
            assertThatThrownBy(() -> readers.ask(reader -> {
                        seen.add(reader);
                        while (true) {
                            cves(reader);
                        }
                    }))
                    .isInstanceOf(StoreBusyException.class);
            assertThat(readers.<Reader>ask(reader -> reader)).isNotSameAs(seen.get(0));
            assertThat(readers.ask(ReadersTest::cves)).isEqualTo(1);
        }
    }

    @Test
    void aQuestionIsStoppedWhenNobodyWaitsForItsAnswer() {
        write();
        AtomicInteger looked = new AtomicInteger();
        Readers.Asker leaving = () -> looked.incrementAndGet() > 1;
        Duration never = Duration.ofDays(1);
        try (Readers readers = new Readers(home.store()::reader, 1, () -> leaving, never)) {
            assertThatThrownBy(() -> readers.ask(reader -> {
                        while (true) {
                            cves(reader);
                        }
                    }))
                    .isInstanceOf(StoreBusyException.class)
                    .hasMessageContaining("nobody waits");
            assertThat(readers.ask(ReadersTest::cves)).isEqualTo(1);
        }
    }

    @Test
    void whoFindsNoReaderInTimeIsToldSo() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try (Readers readers =
                new Readers(home.store()::reader, 1, () -> Readers.Asker.WAITING, Duration.ofMillis(100))) {
            Future<Boolean> first = threads.submit(() -> readers.ask(reader -> {
                asked.countDown();
                await(done);
                return true;
            }));
            asked.await();
            assertThatThrownBy(() -> readers.ask(ReadersTest::cves)).isInstanceOf(StoreBusyException.class);
            done.countDown();
            assertThat(first.get()).isTrue();
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void theDatabaseMayComeLater(@TempDir Path dir) {
        try (Readers readers = SqliteStore.at(dir).readers(1)) {
            assertThatThrownBy(() -> readers.ask(ReadersTest::cves)).isInstanceOf(StoreException.class);
            SqliteStore.at(dir).unlockedWriter().close();
            assertThat(readers.ask(ReadersTest::cves)).isZero();
        }
    }

    @Test
    void afterTheEndNothingIsLent() throws Exception {
        Readers readers = home.store().readers(1);
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        ExecutorService threads = Executors.newSingleThreadExecutor();
        try {
            Future<Long> answer = threads.submit(() -> readers.ask(reader -> {
                asked.countDown();
                await(closed);
                return cves(reader);
            }));
            asked.await();
            readers.close();
            closed.countDown();
            assertThat(answer.get()).as("what was lent is let finish").isZero();
        } finally {
            threads.shutdownNow();
        }
        assertThatThrownBy(() -> readers.ask(ReadersTest::cves)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> home.store().readers(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
