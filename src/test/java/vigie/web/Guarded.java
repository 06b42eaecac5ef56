package vigie.web;

import io.javalin.Javalin;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import vigie.web.access.AccessOptions;
import vigie.web.access.Gate;
import vigie.web.access.Guard;
import vigie.web.access.SecurityHeaders;
import vigie.web.access.WorkLimit;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Refusals;
import vigie.web.wire.Wire;

/** A server with the gate of the real one and some addresses of its own, for tests of the gate. */
final class Guarded implements AutoCloseable {

    private final Javalin javalin;

    Guarded(AccessOptions options, Clock clock) {
        Gate gate = new Gate(new Guard(options, List.of("/assets/"), clock, e -> {}), Refusals::answer);
        WorkLimit one = new WorkLimit(1, 0, Duration.ofSeconds(7));
        javalin = Javalin.create(config -> {
            config.startup.showJavalinBanner = false;
            config.startup.startupWatcherEnabled = false;
            Wire.of(SecurityHeaders.headers()).configure(config, "127.0.0.1", 0);
            config.routes.before(gate);
            config.routes.get("/form", c -> c.result(gate.formToken(c)));
            config.routes.post("/change", c -> c.result("changed"));
            config.routes.delete("/change", c -> c.result("deleted"));
            config.routes.get("/long", new LimitedHandler(one, c -> {
                Thread.sleep(3000);
                c.result("done");
            }));
            config.routes.get("/assets/x", c -> c.result("asset"));
        });
        javalin.start();
    }

    int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        javalin.stop();
    }
}
