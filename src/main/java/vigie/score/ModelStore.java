package vigie.score;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.io.AtomicFile;
import vigie.io.Sha256;

/**
 * The models of a home, {@code models/ID.json} with {@code models/ID.card.json} beside it, those that came with the
 * program, and which of them is in use.
 */
public final class ModelStore {

    private static final String MODEL = ".json";
    private static final String CARD = ".card.json";
    private static final String DECISION = ".promotion.json";
    private static final String IN_USE = "in-use";

    private static final String BEFORE = ".before.json";

    /** Lists the identifiers of the models that came with the program, the newest last. */
    private static final String SHIPPED = "/vigie/model/models.txt";

    private final Path folder;

    /** @param home directory of the installation */
    public ModelStore(Path home) {
        this.folder = home.resolve("models");
    }

    /**
     * A model with its card, checked against each other.
     *
     * @param file the model as XGBoost writes it
     */
    public record Kept(String id, byte[] file, ModelCard card) {

        /** The model, ready for scoring. */
        public ScoreModel model() {
            return ScoreModel.read(id, file);
        }
    }

    /** Identifiers of all models, the newest last. */
    public List<String> ids() {
        return Stream.concat(shipped().stream(), own().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Identifiers of the models that lie in the home, the newest last. */
    public List<String> own() {
        List<String> ids = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(CARD))
                        .map(name -> name.substring(0, name.length() - CARD.length()))
                        .forEach(ids::add);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        ids.sort(null);
        return ids;
    }

    /** The identifier of the model in use; the newest that came with the program if none was chosen. */
    public Optional<String> inUse() {
        Path file = folder.resolve(IN_USE);
        try {
            if (Files.exists(file)) {
                return Optional.of(Files.readString(file).trim()).filter(ModelStore::sane);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> shipped = shipped();
        return shipped.isEmpty() ? Optional.empty() : Optional.of(shipped.get(shipped.size() - 1));
    }

    /**
     * The model in use.
     *
     * @throws ModelRefused if it cannot be used, or there is none
     */
    public Kept current() {
        return read(inUse().orElseThrow(() -> new ModelRefused("in use", "there is none: run 'vigie train'")));
    }

    /**
     * Reads a model and checks it.
     *
     * @throws ModelRefused if it is not there, was altered, or cannot be used by this version
     */
    public Kept read(String id) {
        if (!sane(id)) {
            throw new ModelRefused(id, "that is not the ID of a model");
        }
        Kept model = checked(id, bytes(id, MODEL), bytes(id, CARD));
        if (!model.id().equals(id)) {
            throw new ModelRefused(id, "its card is the one of " + model.id());
        }
        return model;
    }

    /** The card of a model, which is not compared with the model; empty where it is not there, or is none. */
    public Optional<ModelCard> card(String id) {
        try {
            return sane(id) ? Optional.of(ModelCard.read(id, bytes(id, CARD))) : Optional.empty();
        } catch (ModelRefused e) {
            return Optional.empty();
        }
    }

    /**
     * What was measured of the model that shipped before a model that ships, in the form of a card's {@code id} and {@code evaluation};
     * empty for any other model.
     */
    public Optional<JsonNode> before(String id) {
        if (!shipped().contains(id)) {
            return Optional.empty();
        }
        try (InputStream in = ModelStore.class.getResourceAsStream("/vigie/model/" + id + BEFORE)) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(JsonMapper.shared().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a model that lies elsewhere, its card beside it: {@code model.json} and {@code model.card.json}. */
    public Kept read(Path file) {
        String name = file.toString();
        Path card =
                Path.of(name.endsWith(MODEL) ? name.substring(0, name.length() - MODEL.length()) + CARD : name + CARD);
        try {
            return checked(name, Files.readAllBytes(file), Files.readAllBytes(card));
        } catch (IOException e) {
            throw new ModelRefused(name, "it cannot be read; its card must be beside it: " + e.getMessage());
        }
    }

    private static Kept checked(String name, byte[] file, byte[] cardBytes) {
        ModelCard card = ModelCard.read(name, cardBytes);
        if (!Sha256.hex(file).equals(card.sha256())) {
            throw new ModelRefused(name, "it was cut or altered: its SHA-256 is not the one on its card");
        }
        if (!sane(card.id())) {
            throw new ModelRefused(name, "its card has no valid ID");
        }
        ScoreModel.read(name, file);
        return new Kept(card.id(), file, card);
    }

    /** Changes when the card of a model does, as long as the program runs. */
    public String version(String id) {
        Path card = folder.resolve(id + CARD);
        try {
            return sane(id) && Files.exists(card)
                    ? id + " " + Files.getLastModifiedTime(card).toMillis()
                    : id;
        } catch (IOException e) {
            return id;
        }
    }

    /** Fails if models cannot be written: before minutes of work, not after. */
    public void checkWritable() {
        Path nearest = Files.exists(folder) ? folder : folder.toAbsolutePath().getParent();
        if (!Files.isDirectory(nearest) || !Files.isWritable(nearest)) {
            throw new UncheckedIOException(
                    "models cannot be written to " + folder, new AccessDeniedException(nearest.toString()));
        }
    }

    /** Adds a model to the home, without putting it into use. */
    public void add(Kept model) {
        try {
            Files.createDirectories(folder);
            AtomicFile.write(folder.resolve(model.id() + MODEL), model.file());
            AtomicFile.write(folder.resolve(model.id() + CARD), model.card().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the model cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Puts a model into use, after reading and checking it. */
    public void use(String id) {
        Kept model = read(id);
        try {
            Files.createDirectories(folder);
            AtomicFile.write(folder.resolve(IN_USE), (model.id() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the choice cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** Keeps beside a model what became of it when it was trained. */
    public void decided(String id, Map<String, Object> decision) {
        try {
            AtomicFile.write(folder.resolve(id + DECISION), JsonMapper.shared().writeValueAsBytes(decision));
        } catch (IOException e) {
            throw new UncheckedIOException("the choice cannot be written to " + folder + ": " + e.getMessage(), e);
        }
    }

    /** What {@link #decided} kept; empty if nothing is kept, or it cannot be read. */
    public Optional<JsonNode> decision(String id) {
        Path file = folder.resolve(id + DECISION);
        if (!sane(id) || !Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonMapper.shared().readTree(file.toFile()));
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    /** Writes a model and its card to the same directory. */
    public static void write(Path file, Kept model) {
        String name = file.toString();
        Path card =
                Path.of(name.endsWith(MODEL) ? name.substring(0, name.length() - MODEL.length()) + CARD : name + CARD);
        try {
            AtomicFile.write(file, model.file());
            AtomicFile.write(card, model.card().bytes());
        } catch (IOException e) {
            throw new UncheckedIOException("the model cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    private byte[] bytes(String id, String suffix) {
        Path file = folder.resolve(id + suffix);
        try {
            if (Files.exists(file)) {
                return Files.readAllBytes(file);
            }
            try (InputStream in = ModelStore.class.getResourceAsStream("/vigie/model/" + id + suffix)) {
                if (in == null) {
                    throw new ModelRefused(id, "there is no " + file + "; 'vigie model list' names all");
                }
                return in.readAllBytes();
            }
        } catch (IOException e) {
            throw new ModelRefused(id, "it cannot be read: " + e.getMessage());
        }
    }

    private static List<String> shipped() {
        try (InputStream in = ModelStore.class.getResourceAsStream(SHIPPED)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An identifier is a file name, and nothing else. */
    private static boolean sane(String id) {
        return id.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    }
}
