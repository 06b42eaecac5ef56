package vigie.fetch;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Classifies error statuses: which are temporary, and how long the server asks to wait. */
final class Statuses {

    private Statuses() {}

    static FetchException refusal(HttpResponse<?> response) {
        int status = response.statusCode();
        // GitHub and others answer too many requests with 403, so it is retried.
        boolean passing = status >= 500 || status == 429 || status == 403 || status == 408 || status == 416;
        Optional<Duration> wait = response.headers().firstValue("Retry-After").flatMap(Statuses::delay);
        String asks =
                wait.map(w -> ", which asks to wait " + w.toSeconds() + " s").orElse("");
        return new FetchException("HTTP " + status + meaning(status) + asks, passing, wait);
    }

    private static String meaning(int status) {
        return switch (status) {
            case 401, 403 -> " (the host refuses)";
            case 429 -> " (too many requests)";
            default -> status >= 500 ? " (server error)" : "";
        };
    }

    static Optional<Duration> delay(String header) {
        return HttpTimes.pause(header, Instant.now()).map(pause -> pause.isNegative() ? Duration.ZERO : pause);
    }
}
