package vigie.fetch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Serves {@code file:} addresses from the disk, and leaves all others to another fetcher. */
public final class LocalFiles implements Fetcher {

    private final Fetcher others;
    private final Path folder;

    /**
     * @param others for addresses of other schemes
     * @param folder where copies lie until they are read; made if missing
     */
    public LocalFiles(Fetcher others, Path folder) {
        this.others = others;
        this.folder = folder;
    }

    @Override
    public Fetched fetch(Request request, Pace pace, LongConsumer received) throws InterruptedException {
        if (!"file".equals(request.uri().getScheme())) {
            return others.fetch(request, pace, received);
        }
        Path file = Path.of(request.uri());
        try {
            Optional<String> version = Optional.of(Files.getLastModifiedTime(file) + " " + Files.size(file) + " bytes");
            if (request.held().etag().equals(version)) {
                return new Fetched.Unchanged();
            }
            Optional<String> complaint = request.format().complaint(file);
            if (complaint.isPresent()) {
                return new Fetched.Failed(file + ": " + complaint.get());
            }
            PartFile part = new PartFile(Files.createDirectories(folder), request.uri());
            Files.copy(file, part.part(), StandardCopyOption.REPLACE_EXISTING);
            Path copy = part.finish();
            received.accept(Files.size(copy));
            return new Fetched.Body(copy, Files.size(copy), new Validators(version, Optional.empty()));
        } catch (NoSuchFileException e) {
            return new Fetched.Failed("there is no file " + file);
        } catch (IOException e) {
            return new Fetched.Failed(file + ": " + e.getMessage());
        }
    }
}
