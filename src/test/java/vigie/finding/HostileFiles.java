package vigie.finding;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import vigie.testing.Needs;

/** Files that are made to do harm: those of {@code ../shared/findings/hostile}, and those that only have a rule there, made by it. */
public final class HostileFiles {

    private static final Path FOLDER = Path.of("../shared/findings/hostile");

    /** One byte of a packed bomb stands for about a thousand. */
    private static final int BOMB_MEGABYTES = 120;

    private HostileFiles() {}

    /** What each has to give. */
    public static JsonNode rules() throws IOException {
        Path file = FOLDER.resolve("expected-hostile.json");
        Needs.that(Files.isRegularFile(file), "the hostile reports are not there: " + FOLDER);
        return JsonMapper.shared().readTree(Files.readAllBytes(file));
    }

    /** All files that have a rule, by name. */
    public static Map<String, Path> in(Path folder) throws IOException {
        Map<String, Path> files = new LinkedHashMap<>();
        for (String name : new TreeSet<>(rules().propertyNames())) {
            Path file = FOLDER.resolve(name);
            files.put(name, Files.exists(file) ? file : made(name, folder));
        }
        return files;
    }

    /** One that is only described, in the folder. */
    public static Path made(String name, Path folder) throws IOException {
        Path file = folder.resolve(name);
        switch (name) {
            case "empty" -> Files.write(file, new byte[0]);
            case "null.json" -> Files.writeString(file, "null");
            case "truncated.grype.json" ->
                Files.writeString(
                        file,
                        "{\"matches\":[{\"vulnerability\":{\"id\":\"CVE-2021-44228\"},\"artifact\":{\"name\":\"a\",\"version\":\"1\"}},"
                                + "{\"vulnerability\":{\"id\":\"CVE-2014-0160\",\"sev");
            case "utf16le.csv" ->
                Files.write(file, "\ufeffCVE,Host\r\nCVE-2021-44228,web-1\r\n".getBytes(StandardCharsets.UTF_16LE));
            case "bomb.json.gz" -> Files.write(file, bomb());
            default -> throw new IllegalArgumentException("nobody says how to make " + name);
        }
        return file;
    }

    private static byte[] bomb() throws IOException {
        byte[] same = new byte[1 << 20];
        Arrays.fill(same, (byte) 'A');
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write("{\"matches\":[{\"artifact\":{\"name\":\"".getBytes(StandardCharsets.UTF_8));
            for (int i = 0; i < BOMB_MEGABYTES; i++) {
                out.write(same);
            }
        }
        return packed.toByteArray();
    }
}
