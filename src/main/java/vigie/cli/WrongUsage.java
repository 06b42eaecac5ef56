package vigie.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import vigie.text.Messages;

/** What is wrong with a command line, in the user's language; picocli's own sentences are English only. */
final class WrongUsage {

    private final Messages messages;

    WrongUsage(Messages messages) {
        this.messages = messages;
    }

    /** The sentence; picocli's own for what no command of ours can lead to. */
    String sentence(ParameterException e) {
        if (e instanceof MissingParameterException missing) {
            return missing(missing);
        }
        if (e instanceof UnmatchedArgumentException unmatched) {
            String key = unmatched.isUnknownOption() ? "error.usage.option" : "error.usage.argument";
            return messages.get(key, unmatched.getUnmatched().size(), quoted(unmatched.getUnmatched()));
        }
        if (e instanceof OverwrittenOptionException twice) {
            return messages.get("error.usage.twice", name(twice.getOverwritten()));
        }
        if (e.getArgSpec() != null && e.getValue() != null) {
            String values = values(e.getArgSpec());
            return messages.get(
                    values.isEmpty() ? "error.usage.value" : "error.usage.value.of",
                    e.getValue(),
                    name(e.getArgSpec()),
                    values);
        }
        return e.getMessage();
    }

    /** What may have been meant. */
    Optional<String> suggestion(ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String command = e.getCommandLine().getCommandSpec().qualifiedName();
            List<String> near = unmatched.getSuggestions().stream()
                    .map(one -> one.startsWith("-") ? one : command + " " + one)
                    .toList();
            return near.isEmpty()
                    ? Optional.empty()
                    : Optional.of(messages.get("error.usage.meant", String.join(messages.get("error.usage.or"), near)));
        }
        return Optional.empty();
    }

    private String missing(MissingParameterException e) {
        List<ArgSpec> missing = e.getMissing();
        if (missing.isEmpty()) {
            return messages.get("error.usage.command");
        }
        // Of an option that is there without its value, picocli says: "… parameter for option".
        if (missing.get(0).isOption() && e.getMessage().contains("parameter for option")) {
            return messages.get(
                    "error.usage.novalue", name(missing.get(0)), missing.get(0).paramLabel());
        }
        return messages.get(
                "error.usage.missing", missing.stream().map(WrongUsage::name).collect(Collectors.joining(", ")));
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String values(ArgSpec argument) {
        if (argument.completionCandidates() == null) {
            return "";
        }
        String values = StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                .collect(Collectors.joining(", "));
        return argument.type().isEnum() ? values.toLowerCase(Locale.ROOT) : values;
    }

    private String quoted(List<String> arguments) {
        return arguments.stream()
                .map(argument -> messages.get("error.usage.quoted", argument))
                .collect(Collectors.joining(", "));
    }
}
