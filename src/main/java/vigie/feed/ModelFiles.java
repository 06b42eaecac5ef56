package vigie.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Models as files: {@code models/ID.json} and {@code models/ID.card.json} in the home, and those inside the program. */
public final class ModelFiles implements FeedModel.Shelf {

    private static final String INSIDE = "/vigie/model/";

    private final Path folder;

    /**
     * @param home directory of the installation
     */
    public ModelFiles(Path home) {
        this.folder = home.resolve("models");
    }

    @Override
    public FeedModel model(String id) {
        if (!id.matches(FeedModel.ID)) {
            throw new FeedException(FeedException.Reason.NO_MODEL, id);
        }
        return new FeedModel(id, bytes(id, id + ".json"), bytes(id, id + ".card.json"));
    }

    private byte[] bytes(String id, String name) {
        Path file = folder.resolve(name);
        try (InputStream inside = ModelFiles.class.getResourceAsStream(INSIDE + name)) {
            if (Files.isRegularFile(file)) {
                return Files.readAllBytes(file);
            }
            return Optional.ofNullable(inside)
                    .orElseThrow(() -> new FeedException(FeedException.Reason.NO_MODEL, id))
                    .readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
