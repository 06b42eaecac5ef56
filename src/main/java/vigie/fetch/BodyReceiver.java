package vigie.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Receives a body, complete or resumed after an interrupted attempt, and refuses content of the wrong format. */
final class BodyReceiver {

    private static final int PARTIAL = 206;

    private final Request request;
    private final PartFile part;
    private final Duration window;
    private final LongConsumer received;

    /**
     * @param window time over which the least throughput is measured
     * @param received told the bytes that have come in so far
     */
    BodyReceiver(Request request, PartFile part, Duration window, LongConsumer received) {
        this.window = window;
        this.request = request;
        this.part = part;
        this.received = received;
    }

    /** Refused content is deleted; an interrupted body is resumed by the next attempt. */
    Fetched.Body take(HttpResponse<?> response, InputStream body) throws IOException {
        Validators validators = Validators.of(response.headers());
        boolean resumed = response.statusCode() == PARTIAL;
        try {
            if (resumed) {
                checkContinues(response.headers(), validators);
            } else {
                part.begin(validators.forRange());
            }
            copy(body, resumed);
            ContentCoding.undo(response.headers(), part.part(), request);
            long bytes = checkWhole();
            return new Fetched.Body(part.finish(), bytes, validators);
        } catch (FetchException e) {
            part.discard();
            throw e;
        }
    }

    private void checkContinues(HttpHeaders headers, Validators validators) throws IOException {
        Optional<String> range = headers.firstValue("Content-Range");
        long held = part.bytes();
        boolean fits = range.filter(r -> r.startsWith("bytes " + held + "-")).isPresent();
        boolean same = validators.forRange().isEmpty() || validators.forRange().equals(part.validator());
        if (!fits || !same) {
            throw refusal("asked for the rest from byte " + held + " and got " + range.orElse("something else"), true);
        }
    }

    private void copy(InputStream body, boolean append) throws IOException {
        StandardOpenOption how = append ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING;
        try (OutputStream out =
                Files.newOutputStream(part.part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE, how)) {
            long total = append ? Files.size(part.part()) : 0;
            Throughput throughput = new Throughput(window);
            byte[] buffer = new byte[1 << 16];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                total += n;
                checkLength(total);
                write(out, buffer, n);
                received.accept(total);
                throughput.received(n);
            }
        }
    }

    private void checkLength(long total) throws FetchException {
        if (total > request.limit()) {
            throw refusal("more than " + request.limit() + " bytes", false);
        }
        if (total > request.size().orElse(Long.MAX_VALUE)) {
            throw refusal("expected " + request.size().getAsLong() + " bytes and got more", true);
        }
    }

    private void write(OutputStream out, byte[] buffer, int n) throws IOException {
        try {
            out.write(buffer, 0, n);
        } catch (IOException e) {
            throw refusal("cannot write " + part.part() + ": " + e.getMessage(), false);
        }
    }

    private long checkWhole() throws IOException {
        Optional<String> complaint = request.format().complaint(part.part());
        if (complaint.isPresent()) {
            throw refusal(complaint.get(), true);
        }
        long bytes = Files.size(part.part());
        if (bytes != request.size().orElse(bytes)) {
            throw refusal("expected " + request.size().getAsLong() + " bytes and got " + bytes, true);
        }
        return bytes;
    }

    private static FetchException refusal(String message, boolean passing) {
        return new FetchException(message, passing, Optional.empty());
    }
}
