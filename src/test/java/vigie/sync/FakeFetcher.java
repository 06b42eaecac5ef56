package vigie.sync;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import vigie.fetch.Fetched;
import vigie.fetch.Fetcher;
import vigie.fetch.Pace;
import vigie.fetch.Request;
import vigie.fetch.Validators;

/** Gives out bodies from memory; whatever has none fails. */
final class FakeFetcher implements Fetcher {

    /** What a request gets. */
    interface Answer {
        Fetched give(Request request) throws InterruptedException;
    }

    private final Path folder;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<URI> asked = new CopyOnWriteArrayList<>();

    FakeFetcher(Path folder) {
        this.folder = folder;
    }

    static String address(String source, String feed) {
        return "https://" + source + ".example/" + feed;
    }

    FakeFetcher body(String source, String feed, String text) {
        String etag = "\"" + text.hashCode() + "\"";
        return answer(source, feed, request -> {
            Validators validators = new Validators(Optional.of(etag), Optional.empty());
            return request.held().equals(validators) ? new Fetched.Unchanged() : write(text, validators);
        });
    }

    FakeFetcher answer(String source, String feed, Answer answer) {
        answers.put(address(source, feed), answer);
        return this;
    }

    List<URI> asked() {
        return asked;
    }

    List<String> askedPaths() {
        return asked.stream().map(URI::getPath).toList();
    }

    @Override
    public Fetched fetch(Request request, Pace pace, LongConsumer received) throws InterruptedException {
        asked.add(request.uri());
        Answer none = r -> new Fetched.Failed("HTTP 500");
        return answers.getOrDefault(request.uri().toString(), none).give(request);
    }

    private Fetched write(String text, Validators validators) {
        try {
            Path file = Files.createTempFile(Files.createDirectories(folder), "fake", ".body");
            Files.writeString(file, text);
            return new Fetched.Body(file, Files.size(file), validators);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
