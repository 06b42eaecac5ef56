package vigie.web.page;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import vigie.store.StoreBusyException;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.watch.WatchFileException;
import vigie.web.site.BadQueryException;
import vigie.web.site.BusyException;
import vigie.web.site.Frame;
import vigie.web.site.Pages;
import vigie.web.site.Problem;
import vigie.web.site.QueryValues;
import vigie.web.site.Refusals;
import vigie.web.site.Site;
import vigie.web.site.StatedException;
import vigie.web.site.Visitor;
import vigie.web.wire.AbortedResponses;

/** The one place that turns errors into responses: a problem document for programs, a page for people. */
public final class Failures {

    private static final int LONGEST_SHOWN = 200;

    private final Site site;
    private final Pages pages;

    public Failures(Site site) {
        this.site = site;
        this.pages = new Pages(site);
    }

    /**
     * What the page of an error shows.
     *
     * @param text what to do about it
     * @param details sentences about single parameters
     */
    public record Page(Frame frame, String text, List<String> details) {}

    public void register(JavalinConfig config) {
        config.http.prefer405over404 = true;
        config.routes.exception(BadQueryException.class, (e, context) -> parameters(e, context));
        config.routes.exception(BusyException.class, (e, context) -> Refusals.busy(context, e.seconds()));
        config.routes.exception(StoreBusyException.class, (e, context) -> Refusals.busy(context, 1));
        config.routes.exception(WatchFileException.class, (e, context) -> watchList(e, context));
        config.routes.exception(HttpResponseException.class, (e, context) -> answer(e, context));
        config.routes.exception(Exception.class, (e, context) -> unexpected(e, context));
    }

    /** Whether a program asks rather than a person. */
    public static boolean program(String path) {
        return path.startsWith("/api/")
                || path.startsWith("/feeds/")
                || path.endsWith(".json")
                || path.endsWith(".csv")
                || path.equals("/healthz")
                || path.equals("/readyz")
                || path.equals("/metrics");
    }

    private void parameters(BadQueryException failure, Context context) {
        Messages words = words(context);
        List<Problem.Parameter> errors = failure.wrong().stream()
                .map(wrong -> new Problem.Parameter(wrong, sentence(words, wrong)))
                .toList();
        send(context, Problem.parameters(words.get("problem.parameters"), errors));
    }

    private static String sentence(Messages words, QueryValues.Wrong wrong) {
        Messages pages = new Messages(words.locale().getLanguage()).bundle("pages");
        String key = "wrong." + wrong.expected();
        Messages known = words.knows(key) ? words : pages;
        return known.get(known.knows(key) ? key : "wrong.day", shown(wrong.name()), shown(wrong.value()));
    }

    private void answer(HttpResponseException failure, Context context) {
        HttpStatus status = HttpStatus.forStatus(failure.getStatus());
        Messages words = words(context);
        String key = "problem." + status.getCode();
        if (status == HttpStatus.METHOD_NOT_ALLOWED) {
            String methods = methods(failure);
            context.header("Allow", methods);
            send(context, Problem.of(status, words.get(key, methods)));
            return;
        }
        boolean own = failure instanceof StatedException;
        String detail = own
                ? failure.getMessage()
                : words.knows(key) ? words.get(key, shown(context.path())) : status.getMessage();
        send(context, Problem.of(status, detail));
    }

    /** The methods that an address takes. */
    private static String methods(HttpResponseException failure) {
        String taken = failure.getDetails().getOrDefault("availableMethods", "GET");
        return taken.replace("GET", "GET, HEAD");
    }

    private void watchList(WatchFileException failure, Context context) {
        Messages words = words(context);
        QueryValues.Wrong wrong = new QueryValues.Wrong("body", "", "watch." + failure.fault());
        String sentence = failure.sentence(words.bundle("watch"));
        send(
                context,
                Problem.parameters(
                        words.get("problem.parameters"), List.of(new Problem.Parameter(wrong, shown(sentence)))));
    }

    private void unexpected(Exception failure, Context context) {
        boolean begun = context.res().isCommitted();
        if (AbortedResponses.clientGone(failure)) {
            // For the measurements: nobody gets this answer.
            context.status(HttpStatus.REQUEST_TIMEOUT);
            AbortedResponses.hangUp(context.req(), failure);
            return;
        }
        OptionalInt refusal = AbortedResponses.refusal(failure);
        if (refusal.isPresent() && !begun) {
            answer(new HttpResponseException(refusal.getAsInt()), context);
            return;
        }
        String number = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40), Character.MAX_RADIX);
        site.trouble().accept(number + " " + context.method() + " " + context.path() + ": " + traced(failure));
        if (begun) {
            AbortedResponses.abort(context.req(), failure);
        } else {
            send(context, Problem.internal(words(context).get("problem.500", number), number));
        }
    }

    /** The failure and where in this program it came from, in one line. */
    private static String traced(Throwable failure) {
        String where = java.util.Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().startsWith("vigie."))
                .findFirst()
                .map(frame -> " at " + frame)
                .orElse("");
        String cause = failure.getCause() == null ? "" : ", because of " + failure.getCause();
        return PlainText.line(failure + where + cause);
    }

    private void send(Context context, Problem problem) {
        if (program(context.path())) {
            problem.send(context);
            return;
        }
        Messages words = words(context);
        String key = "status." + problem.status().getCode();
        String title = words.knows(key) ? words.get(key) : problem.status().getMessage();
        Page page = new Page(
                pages.frame(context, "", title),
                problem.detail(),
                problem.errors().stream().map(Problem.Parameter::message).toList());
        context.status(problem.status()).header("Cache-Control", "no-store").removeHeader("ETag");
        context.contentType("text/html; charset=utf-8").result(site.templates().fill("error.jte", page));
    }

    private static Messages words(Context context) {
        return new Messages(Visitor.language(context)).bundle("api");
    }

    private static String shown(String text) {
        String safe = PlainText.line(text);
        return safe.length() > LONGEST_SHOWN ? safe.substring(0, LONGEST_SHOWN) + "…" : safe;
    }
}
