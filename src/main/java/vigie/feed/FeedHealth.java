package vigie.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a published feed is what its manifest says.
 *
 * @param files how many files the manifest names
 * @param wrong those that are missing, cut or altered
 */
public record FeedHealth(int files, List<String> wrong) {

    /** The health of the feed in a directory; empty if there is none. A manifest that cannot be read is a wrong file. */
    public static Optional<FeedHealth> of(Path dir) {
        Path file = dir.resolve(Manifest.NAME);
        try {
            if (!Files.exists(file)) {
                return Files.exists(dir.resolve(FeedDir.MARK))
                        ? Optional.of(new FeedHealth(0, List.of(Manifest.NAME)))
                        : Optional.empty();
            }
            Optional<Manifest> manifest = Manifest.read(Files.readAllBytes(file));
            if (manifest.isEmpty()) {
                return Optional.of(new FeedHealth(0, List.of(Manifest.NAME)));
            }
            List<String> wrong = new ArrayList<>();
            manifest.get().files().forEach((name, dated) -> {
                if (!matches(dir.resolve(name), dated.file())) {
                    wrong.add(name);
                }
            });
            return Optional.of(new FeedHealth(manifest.get().files().size(), wrong));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean matches(Path file, FeedFile said) {
        try {
            return Files.isRegularFile(file) && Files.size(file) == said.size() && said.is(Files.readAllBytes(file));
        } catch (IOException e) {
            return false;
        }
    }
}
