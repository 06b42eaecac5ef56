package vigie.upkeep;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vigie.fetch.HostProbe;
import vigie.job.JobContext;
import vigie.job.SyncJob;
import vigie.model.CveId;
import vigie.source.Feed;
import vigie.source.Source;
import vigie.source.SyncState;
import vigie.text.Messages;
import vigie.upkeep.Finding.State;

/** Whether each source can be reached, and what their clocks say of ours: one request a source. */
final class SourceCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final int AT_ONCE = 4;

    /** Less says nothing: the moment of an answer is known to the second, and travels. */
    private static final Duration CLOCK = Duration.ofMinutes(2);

    /** Any known CVE, for sources that are asked for single ones. */
    private static final CveId SOME_CVE = CveId.of("CVE-2024-3400");

    private final JobContext context;
    private final Messages words;

    SourceCheck(JobContext context, Messages words) {
        this.context = context;
        this.words = words;
    }

    /** A source with what was found, and by how much the clock of its host is ahead. */
    private record Asked(Finding finding, Optional<Duration> ahead) {}

    List<Finding> examine() throws InterruptedException {
        HostProbe probe = new HostProbe(context.mirror(), PATIENCE);
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<List<Asked>>> pending = new ArrayList<>();
            for (Source source : new SyncJob(context).sources()) {
                pending.add(threads.submit(() -> ask(source, probe)));
            }
            List<Asked> asked = new ArrayList<>();
            for (Future<List<Asked>> one : pending) {
                asked.addAll(one.get());
            }
            List<Finding> findings =
                    new ArrayList<>(asked.stream().map(Asked::finding).toList());
            clock(asked.stream().flatMap(one -> one.ahead().stream()).sorted().toList())
                    .ifPresent(findings::add);
            return findings;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What most hosts say: the middle one, as a single host may be wrong itself. */
    private Optional<Finding> clock(List<Duration> ahead) {
        if (ahead.isEmpty()) {
            return Optional.empty();
        }
        Duration middle = ahead.get(ahead.size() / 2);
        boolean right = middle.abs().compareTo(CLOCK) <= 0;
        String key = right ? "clock" : middle.isNegative() ? "clock.ahead" : "clock.behind";
        return Optional.of(Doctor.finding(
                words,
                "clock",
                right ? State.FINE : State.WRONG,
                key,
                middle.abs().toSeconds(),
                ahead.size()));
    }

    private List<Asked> ask(Source source, HostProbe probe) throws InterruptedException {
        List<Asked> asked = new ArrayList<>();
        for (Feed feed : source.feeds(new Beginning(context.today()))) {
            if ("file".equals(feed.uris().get(0).getScheme())) {
                asked.add(file(source, Path.of(feed.uris().get(0))));
            } else {
                asked.add(host(source, feed, probe));
                // The others lie at the same host, or are asked for when the first is there.
                break;
            }
        }
        return asked;
    }

    private Asked file(Source source, Path file) {
        boolean there = Files.isReadable(file);
        return new Asked(
                Doctor.finding(
                        words,
                        check(source),
                        there ? State.FINE : State.WRONG,
                        there ? "source.file" : "source.nofile",
                        source.name(),
                        file.toString()),
                Optional.empty());
    }

    private Asked host(Source source, Feed feed, HostProbe probe) throws InterruptedException {
        Optional<Asked> last = Optional.empty();
        for (URI uri : feed.uris()) {
            HostProbe.Answer answer = probe.ask(uri, source.pace());
            if (answer instanceof HostProbe.Answered answered) {
                boolean good = !answered.refused();
                last = Optional.of(new Asked(
                        Doctor.finding(
                                words,
                                check(source),
                                good ? State.FINE : State.WRONG,
                                good ? "source" : "source.refuses",
                                source.name(),
                                uri.getHost(),
                                answered.status()),
                        answered.ahead()));
                if (good) {
                    break;
                }
            } else if (answer instanceof HostProbe.Silent silent) {
                last = Optional.of(new Asked(
                        Doctor.finding(
                                words,
                                check(source),
                                State.WRONG,
                                "source.silent",
                                source.name(),
                                uri.getHost(),
                                silent.reason()),
                        Optional.empty()));
            }
        }
        return last.orElseThrow();
    }

    private static String check(Source source) {
        return "source." + source.name();
    }

    /** The state of a home in which nothing is held, except that one CVE is cited. */
    private record Beginning(LocalDate today) implements SyncState {

        @Override
        public boolean full() {
            return false;
        }

        @Override
        public boolean brief() {
            return false;
        }

        @Override
        public Optional<String> mark(String key) {
            return Optional.empty();
        }

        @Override
        public List<Pending> pending(String queue, LocalDate since) {
            return List.of();
        }

        @Override
        public List<CveId> citedWithoutRecord() {
            return List.of(SOME_CVE);
        }

        @Override
        public List<CveId> citedWithoutEpss() {
            return List.of(SOME_CVE);
        }
    }
}
