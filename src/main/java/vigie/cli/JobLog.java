package vigie.cli;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import vigie.job.JobEvent;
import vigie.job.JobListener;
import vigie.schedule.JobRun;
import vigie.sync.SourceReport;
import vigie.text.FailureText;
import vigie.text.Messages;

/** Tells on the console how runs of jobs ended: one line a run. */
final class JobLog {

    private final Vigie vigie;

    JobLog(Vigie vigie) {
        this.vigie = vigie;
    }

    void tell(JobRun run) {
        Messages messages = vigie.messages();
        String line = messages.get(
                "jobs.log",
                run.started().truncatedTo(ChronoUnit.SECONDS).toString(),
                run.job(),
                messages.get("jobs.outcome." + run.result().outcome()),
                run.result().records(),
                run.time().toMillis() / 1e3,
                run.madeUp()
                                .map(made -> messages.get(
                                        "jobs.log.madeup", made.missed(), JobsCommand.minute(made.since())))
                                .orElse("")
                        + (run.result().detail().isEmpty()
                                ? ""
                                : messages.get(
                                        "jobs.log.detail",
                                        FailureText.in(messages, run.result().detail()))));
        vigie.console().log(run.result().outcome().failure(), line, fields(run));
    }

    private static Map<String, Object> fields(JobRun run) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("job", run.job());
        fields.put("outcome", JobsCommand.name(run.result().outcome()));
        fields.put("started", run.started().toString());
        fields.put("seconds", run.time().toMillis() / 1e3);
        fields.put("changes", run.result().records());
        if (!run.result().detail().isEmpty()) {
            fields.put("detail", run.result().detail());
        }
        run.madeUp().ifPresent(made -> {
            fields.put("missed", made.missed());
            fields.put("missed_since", made.since().toString());
        });
        return fields;
    }

    /** Says nothing of what a job does meanwhile. */
    static final class Silent implements JobListener {

        private static final Task NOTHING = new Task() {
            @Override
            public void at(long done) {
                // Nobody watches.
            }

            @Override
            public void close() {
                // Nobody watches.
            }
        };

        @Override
        public void on(JobEvent event) {
            // The line at the end says it.
        }

        @Override
        public Task begin(String source, String what, Unit unit, long total) {
            return NOTHING;
        }

        @Override
        public void note(String source, String message) {
            // The line at the end says it.
        }

        @Override
        public void finished(SourceReport report) {
            // The line at the end says it.
        }
    }
}
