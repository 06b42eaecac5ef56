package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;
import vigie.web.access.WorkLimit;

/**
 * A handler of expensive requests: only some run at once; the others are told when to retry.
 *
 * @param limit the limit, shared by handlers of similar cost
 * @param work what is done
 */
public record LimitedHandler(WorkLimit limit, Handler work) implements Handler {

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
