package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import vigie.web.access.WorkLimit;

/**
 * Expensive work, of which only some goes on at once; who finds no place is told when to come back.
 *
 * @param limit the places, shared by all that is about equally expensive
 * @param work what is done
 */
public record Limited(WorkLimit limit, Handler work) implements Handler {

    @Override
    public void handle(Context context) throws Exception {
        Optional<WorkLimit.Permit> permit = limit.enter();
        if (permit.isEmpty()) {
            Refusals.busy(context, limit.retryAfter());
            return;
        }
        try (WorkLimit.Permit place = permit.get()) {
            work.handle(context);
        }
    }
}
