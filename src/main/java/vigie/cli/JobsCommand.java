package vigie.cli;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.job.JobContext;
import vigie.job.Promotion;
import vigie.job.SilentListener;
import vigie.job.SyncJob;
import vigie.schedule.Board;
import vigie.schedule.Daemon;
import vigie.schedule.Job;
import vigie.schedule.JobRun;
import vigie.schedule.JobWork;
import vigie.schedule.Requests;
import vigie.score.ModelStore;
import vigie.store.JobState;
import vigie.store.Reader;
import vigie.store.SharedStore;
import vigie.store.Store;
import vigie.text.DayWords;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.PrintableJson;

/** {@code vigie jobs}: what the schedule does, and how its last runs ended. */
@Command(name = "jobs")
final class JobsCommand implements Callable<Integer> {

    private static final long LOOK_MILLIS = 300;
    private static final Pattern MODEL = Pattern.compile("^model (\\S+) ");

    @Option(names = "--json", descriptionKey = "jobs.json")
    private boolean json;

    private final Vigie vigie;
    private final Messages messages;

    JobsCommand(Vigie vigie) {
        this.vigie = vigie;
        this.messages = vigie.messages();
    }

    /**
     * A job as it is shown.
     *
     * @param due empty while it only waits for others to change something
     */
    private record Line(Job job, JobState state, boolean running, Optional<Instant> due) {}

    @Override
    public Integer call() {
        JobContext context = vigie.jobs();
        Optional<String> scheduler = context.store().scheduler();
        Instant now = context.clock().instant();
        try (Reader reader = vigie.reader()) {
            Board board = Daemon.board(reader, new JobWork(context, Schedule.retraining(vigie)).jobs(), 0, now);
            List<Line> lines = board.jobs().stream()
                    .map(job -> new Line(
                            job,
                            board.state(job.name()),
                            scheduler.isPresent() && board.state(job.name()).open(),
                            board.due(job, now)))
                    .toList();
            vigie.console().print(json ? json(lines, scheduler, now) : text(lines, scheduler, now));
        }
        return Exit.DONE;
    }

    @Command(name = "run")
    int run(@Parameters(paramLabel = "NAME", descriptionKey = "jobs.name") String name) throws InterruptedException {
        JobContext context = vigie.jobs().with(new SharedStore(vigie.store(vigie.home())), new SilentListener());
        JobWork work = new JobWork(context, Schedule.retraining(vigie));
        List<Job> all = work.jobs();
        Job job = all.stream()
                .filter(any -> any.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Exit.WrongUse(messages.get(
                        "jobs.unknown", name, all.stream().map(Job::name).collect(Collectors.joining(", ")))));
        new SyncJob(context).createDatabase();
        Optional<Store.Claim> claim = context.store().claimSchedule();
        if (claim.isEmpty()) {
            return asked(context, name);
        }
        try (Store.Claim held = claim.get()) {
            JobRun run = Daemon.once(context, work, job);
            new JobLog(vigie).tell(run);
            return status(run.result().outcome());
        }
    }

    /** Lets the process do it that runs the schedule, and waits for the outcome. */
    private int asked(JobContext context, String name) throws InterruptedException {
        Optional<Instant> before = state(context, name).flatMap(JobState::started);
        vigie.console()
                .say(messages.get("jobs.asked", context.store().scheduler().orElse("?")));
        new Requests(context.home()).ask(name);
        while (true) {
            Thread.sleep(LOOK_MILLIS);
            Optional<JobState> now = state(context, name);
            if (now.filter(state -> !state.started().equals(before) && !state.open())
                    .isPresent()) {
                JobState state = now.get();
                vigie.console()
                        .say(messages.get(
                                "jobs.ended",
                                name,
                                messages.get("jobs.outcome." + state.outcome().orElseThrow()),
                                state.detail().isEmpty()
                                        ? ""
                                        : messages.get("jobs.log.detail", FailureText.in(messages, state.detail()))));
                return status(state.outcome().orElseThrow());
            }
            if (context.store().scheduler().isEmpty()) {
                throw new Exit.Failure(messages.get("jobs.gone"));
            }
        }
    }

    private static Optional<JobState> state(JobContext context, String name) {
        try (Reader reader = context.store().reader()) {
            return reader.jobs().stream()
                    .filter(state -> state.name().equals(name))
                    .findFirst();
        }
    }

    private static int status(JobState.Outcome outcome) {
        return switch (outcome) {
            case DONE, AWAITED -> Exit.DONE;
            case PARTIAL -> Exit.PARTIAL;
            case FAILED -> Exit.FAILED;
        };
    }

    private String text(List<Line> lines, Optional<String> scheduler, Instant now) {
        StringBuilder text = new StringBuilder();
        row(text, "job", "state", "last", "success", "due");
        for (Line line : lines) {
            JobState state = line.state();
            text.append(String.format(
                    "%-16s %-19s %-17s %-17s %s%n",
                    line.job().name(),
                    messages.get(
                            line.running()
                                    ? "jobs.running"
                                    : state.open()
                                            ? "jobs.broken"
                                            : state.outcome()
                                                    .map(outcome -> "jobs.outcome." + outcome)
                                                    .orElse("jobs.never")),
                    state.started().map(DayWords::minute).orElse("–"),
                    state.success().map(DayWords::minute).orElse("–"),
                    due(line, now)));
            if (!state.detail().isEmpty()) {
                text.append("    ")
                        .append(PlainText.line(detail(line)))
                        .append(state.failures() > 1 ? " " + messages.get("jobs.failures", state.failures()) : "")
                        .append('\n');
            }
            state.caughtUp()
                    .ifPresent(made -> text.append("    ")
                            .append(messages.get(
                                    "jobs.madeup",
                                    DayWords.minute(made.at()),
                                    made.missed(),
                                    DayWords.minute(made.since())))
                            .append('\n'));
        }
        text.append('\n')
                .append(scheduler
                        .map(who -> messages.get("jobs.scheduler", who))
                        .orElse(messages.get("jobs.nobody")));
        return text.toString();
    }

    /** A model that was refused is told with its figures. */
    private String detail(Line line) {
        String detail = line.state().detail();
        Matcher model = MODEL.matcher(detail);
        return (line.job().kind() == Job.Kind.RETRAIN && model.find()
                        ? Promotion.kept(model.group(1), new ModelStore(vigie.home()))
                        : Optional.<Promotion>empty())
                .map(promotion -> promotion.sentence(messages))
                .orElseGet(() -> FailureText.in(messages, detail));
    }

    private String due(Line line, Instant now) {
        return line.due()
                .map(at -> at.isAfter(now) ? DayWords.minute(at) : messages.get("jobs.now"))
                .orElse(messages.get("jobs.follows"));
    }

    private void row(StringBuilder text, String... heads) {
        Object[] words = new Object[heads.length];
        for (int i = 0; i < heads.length; i++) {
            words[i] = messages.get("jobs.head." + heads[i]);
        }
        text.append(String.format("%-16s %-19s %-17s %-17s %s%n", words));
    }

    private static String json(List<Line> lines, Optional<String> scheduler, Instant now) {
        List<Map<String, Object>> jobs = new ArrayList<>();
        for (Line line : lines) {
            JobState state = line.state();
            Map<String, Object> job = new LinkedHashMap<>();
            job.put("name", line.job().name());
            job.put("running", line.running());
            job.put("due", line.due().map(JobsCommand::second).orElse(null));
            job.put("started", state.started().map(JobsCommand::second).orElse(null));
            job.put("ended", state.ended().map(JobsCommand::second).orElse(null));
            job.put("outcome", state.outcome().map(JobsCommand::name).orElse(null));
            job.put("success", state.success().map(JobsCommand::second).orElse(null));
            job.put("changed", state.changed().map(JobsCommand::second).orElse(null));
            job.put("failures", state.failures());
            job.put("detail", state.detail().isEmpty() ? null : state.detail());
            job.put("caught_up", state.caughtUp().map(JobsCommand::made).orElse(null));
            jobs.add(job);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("now", second(now));
        all.put("scheduler", scheduler.orElse(null));
        all.put("jobs", jobs);
        return PrintableJson.of(all);
    }

    private static Map<String, Object> made(JobState.CatchUp made) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("at", second(made.at()));
        json.put("missed", made.missed());
        json.put("since", second(made.since()));
        return json;
    }

    /** The name of an outcome in JSON and metrics. */
    static String name(JobState.Outcome outcome) {
        return outcome.name().toLowerCase(java.util.Locale.ROOT);
    }

    private static String second(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
