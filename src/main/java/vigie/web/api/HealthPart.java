package vigie.web.api;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.util.List;
import vigie.facts.Freshness;
import vigie.store.StoreException;
import vigie.web.site.Part;
import vigie.web.site.Site;

/** Probes: liveness and readiness. */
final class HealthPart implements Part {

    /** The parameter, without a value, of who takes stale data for a failure. */
    private static final String FRESH = "fresh";

    private final Site site;

    HealthPart(Site site) {
        this.site = site;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/healthz", context -> say(context, HttpStatus.OK, "ok"));
        routes.get("/readyz", this::ready);
    }

    private void ready(Context context) {
        if (site.live().now().isEmpty()) {
            say(context, HttpStatus.SERVICE_UNAVAILABLE, "the database is being read");
        } else if (!readable()) {
            say(context, HttpStatus.SERVICE_UNAVAILABLE, "the database cannot be read");
        } else {
            ready(
                    context,
                    site.freshness().stale().stream().map(Freshness.Line::name).toList());
        }
    }

    /**
     * A server whose data is old still answers, so that it stays in service, but says so; whoever must know by the status asks for
     * fresh data.
     */
    private static void ready(Context context, List<String> stale) {
        boolean strict = context.queryParam(FRESH) != null;
        say(
                context,
                strict && !stale.isEmpty() ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK,
                stale.isEmpty() ? "ready" : "ready, but stale: " + String.join(", ", stale));
    }

    private boolean readable() {
        try {
            site.watch().version();
            return true;
        } catch (StoreException e) {
            site.trouble().accept(e.getMessage());
            return false;
        }
    }

    private static void say(Context context, HttpStatus status, String words) {
        if (status != HttpStatus.OK) {
            context.header("Retry-After", "1");
        }
        context.status(status)
                .header("Cache-Control", "no-store")
                .contentType("text/plain; charset=utf-8")
                .result(words + "\n");
    }
}
