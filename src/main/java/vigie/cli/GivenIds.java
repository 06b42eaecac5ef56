package vigie.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;
import vigie.model.CveId;
import vigie.text.IdText;
import vigie.text.Messages;
import vigie.text.PlainText;

/** Identifiers that a command is given: as arguments, in files, on standard input. */
final class GivenIds {

    /** What stands for standard input. */
    static final String STDIN = "-";

    private static final int MOST_BYTES = 64 << 20;

    @Option(names = "--ids", paramLabel = "FILE", descriptionKey = "ids")
    private List<String> files = List.of();

    /** Whether a file is named, so that the identifiers are a condition even if there are none. */
    boolean inFiles() {
        return !files.isEmpty();
    }

    /**
     * The identifiers of arguments and of the files of {@code --ids}. An argument is identifiers, or {@code -}, or a file.
     *
     * @param wrong key of what to say of an argument that is none of these
     */
    IdText read(List<String> arguments, Vigie vigie, String wrong) {
        return IdText.together(parts(arguments, vigie, wrong));
    }

    /** The CVEs of arguments and files; publications are not meant. */
    List<CveId> cves(List<String> arguments, Vigie vigie) {
        IdText read = read(arguments, vigie, "error.wrong.cve");
        if (read.cves().isEmpty() && !read.publications().isEmpty()) {
            throw new Exit.WrongUse(vigie.messages().get("error.wrong.cve", all(read.publications())));
        }
        return List.copyOf(read.cves());
    }

    /** As {@link #read}, each argument and file for itself, in their order. */
    List<IdText> parts(List<String> arguments, Vigie vigie, String wrong) {
        Messages messages = vigie.messages();
        List<IdText> all = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(STDIN) || IdText.of(argument).empty() && isFile(argument)) {
                all.add(file(argument, messages));
                continue;
            }
            for (String part : argument.split("[,;]")) {
                IdText named = IdText.of(part);
                if (named.empty()) {
                    throw new Exit.WrongUse(messages.get(wrong, part.strip()));
                }
                all.add(named);
            }
        }
        files.forEach(file -> all.add(file(file, messages)));
        Set<String> unreadable = IdText.together(all).unreadable();
        if (!unreadable.isEmpty()) {
            vigie.console().error(messages.get("ids.unreadable", unreadable.size(), all(unreadable)));
        }
        return all;
    }

    private static boolean isFile(String argument) {
        try {
            return Files.isRegularFile(Path.of(argument));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static IdText file(String name, Messages messages) {
        byte[] bytes;
        try (InputStream in = name.equals(STDIN) ? System.in : Files.newInputStream(Path.of(name))) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException | InvalidPathException e) {
            throw new Exit.Failure(messages.get("ids.file", name, e.getMessage()));
        }
        if (bytes.length > MOST_BYTES) {
            throw new Exit.Failure(messages.get("ids.large", name, MOST_BYTES >> 20));
        }
        if (IdText.packed(bytes)) {
            throw new Exit.Failure(messages.get("ids.packed", name));
        }
        IdText read = IdText.of(IdText.decode(bytes));
        if (read.empty()) {
            throw new Exit.Failure(messages.get("ids.none.in", name));
        }
        return read;
    }

    /** Says which CVEs nothing is known of. */
    static void unknown(Set<CveId> unknown, Vigie vigie) {
        if (!unknown.isEmpty()) {
            vigie.console().error(vigie.messages().get("ids.unknown", unknown.size(), all(new TreeSet<>(unknown))));
        }
    }

    /** All names, separated by spaces: whoever has a list needs to know which of them. */
    static String all(Set<?> names) {
        return names.stream().map(Object::toString).map(PlainText::line).collect(Collectors.joining(" "));
    }
}
