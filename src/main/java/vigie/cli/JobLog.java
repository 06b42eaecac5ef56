package vigie.cli;

import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import vigie.schedule.JobRun;
import vigie.text.DayWords;
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
                                .map(made ->
                                        messages.get("jobs.log.madeup", made.missed(), DayWords.minute(made.since())))
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
}
