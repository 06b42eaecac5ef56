package vigie.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds the user's language before anything is parsed, because the help itself is in it. */
final class Language {

    private Language() {}

    /** {@code --lang}, else what the environment says ({@code LC_ALL}, {@code LC_MESSAGES}, {@code LANG}), else English. */
    static String of(List<String> arguments, Map<String, String> environment) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.startsWith("--lang=")) {
                return argument.substring("--lang=".length());
            }
            if (argument.equals("--lang") && i + 1 < arguments.size()) {
                return arguments.get(i + 1);
            }
        }
        return Stream.of("VIGIE_LANG", "LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(value -> value.startsWith("fr") ? "fr" : "en")
                .orElse("en");
    }
}
