package vigie.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import vigie.text.Messages;
import vigie.text.Program;

/**
 * The man pages of all commands, in the language of their help. Written as roff by hand: the generator of picocli writes
 * AsciiDoc, and what turns that into roff is larger than Vigie.
 */
final class ManPages {

    private final Messages messages;

    ManPages(Messages messages) {
        this.messages = messages;
    }

    /** The pages by the names of their files: {@code vigie-table.1}. */
    Map<String, String> of(CommandLine root) {
        Map<String, String> pages = new LinkedHashMap<>();
        collect(root, pages);
        return pages;
    }

    private void collect(CommandLine command, Map<String, String> pages) {
        CommandSpec spec = command.getCommandSpec();
        pages.put(spec.qualifiedName("-") + ".1", page(spec));
        command.getSubcommands().values().forEach(inner -> collect(inner, pages));
    }

    private String page(CommandSpec spec) {
        Help help = new Help(spec, Help.defaultColorScheme(Help.Ansi.OFF));
        String name = spec.qualifiedName("-");
        StringBuilder page = new StringBuilder("'\\\" -*- coding: UTF-8 -*-\n");
        page.append(".TH \"" + plain(name.toUpperCase(Locale.ROOT)) + "\" \"1\" \"\" \""
                + plain("Vigie " + Program.version()) + "\"\n.hy 0\n.ad l\n");
        section(page, "name", plain(name) + " \\- " + plain(help.header().strip()));
        section(page, "synopsis", plain(synopsis(help)));
        section(page, "description", paragraphs(help.description()));
        section(
                page,
                "arguments",
                spec.positionalParameters().stream().map(this::entry).collect(Collectors.joining("\n")));
        section(page, "options", options(spec, false));
        section(page, "shared", options(spec, true));
        section(
                page,
                "commands",
                spec.subcommands().values().stream()
                        .map(inner -> entry(
                                "\\fB" + plain(inner.getCommandName()) + "\\fR",
                                new Help(inner.getCommandSpec(), Help.defaultColorScheme(Help.Ansi.OFF)).header()))
                        .collect(Collectors.joining("\n")));
        section(page, "examples", paragraphs(help.footer()));
        section(page, "see", related(spec));
        return page.toString();
    }

    /** In one line, which the reader's terminal breaks. */
    private static String synopsis(Help help) {
        return help.synopsis(0).strip().replaceAll("\\s+", " ");
    }

    private void section(StringBuilder page, String key, String body) {
        if (!body.isBlank()) {
            page.append(".SH \"" + plain(messages.get("man." + key)) + "\"\n" + body + "\n");
        }
    }

    /** Options of the command itself, or those that all commands have. */
    private String options(CommandSpec spec, boolean shared) {
        return spec.options().stream()
                .filter(option -> !option.hidden() && shared == shared(spec, option))
                .map(this::entry)
                .collect(Collectors.joining("\n"));
    }

    /** The root has the shared ones as its own. */
    private static boolean shared(CommandSpec spec, OptionSpec option) {
        return spec.parent() != null && (option.inherited() || option.usageHelp() || option.versionHelp());
    }

    private String entry(OptionSpec option) {
        String names = option.names().length == 0
                ? ""
                : List.of(option.names()).stream()
                        .map(name -> "\\fB" + plain(name) + "\\fR")
                        .collect(Collectors.joining(", "));
        String value = option.arity().max() == 0 ? "" : " \\fI" + plain(option.paramLabel()) + "\\fR";
        return entry(names + value, text(option.description()));
    }

    private String entry(PositionalParamSpec argument) {
        return entry("\\fI" + plain(argument.paramLabel()) + "\\fR", text(argument.description()));
    }

    private static String entry(String head, String text) {
        return ".TP\n" + head + "\n" + plain(text.strip());
    }

    private static String text(String... lines) {
        return String.format(String.join(" ", lines));
    }

    /** Lines that begin with a blank are examples and stay as they are; an empty line begins a paragraph. */
    private static String paragraphs(String text) {
        if (text.isBlank()) {
            return "";
        }
        List<String> lines = new ArrayList<>();
        for (String line : text.strip().split("\\R")) {
            if (line.isBlank()) {
                lines.add(".PP");
            } else if (line.startsWith(" ")) {
                lines.add(".nf\n" + plain(line) + "\n.fi");
            } else {
                lines.add(plain(line));
            }
        }
        return String.join("\n", lines);
    }

    private static String related(CommandSpec spec) {
        List<String> others = new ArrayList<>();
        if (spec.parent() != null) {
            others.add(spec.parent().qualifiedName("-"));
        }
        spec.subcommands()
                .values()
                .forEach(inner -> others.add(inner.getCommandSpec().qualifiedName("-")));
        return others.stream().map(name -> "\\fB" + plain(name) + "\\fR(1)").collect(Collectors.joining(",\n"));
    }

    /** Escapes the control characters of roff. */
    private static String plain(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
        return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
    }
}
