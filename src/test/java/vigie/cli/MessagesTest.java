package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ChoiceFormat;
import java.text.Format;
import java.text.MessageFormat;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import vigie.feed.FeedException;
import vigie.fetch.RequestLog;
import vigie.job.JobEvent;
import vigie.job.SettingsException;
import vigie.model.CveState;
import vigie.model.EvidenceKind;
import vigie.model.Severity;
import vigie.store.RunAccount;
import vigie.text.Messages;

/** Every sentence exists in every language, and says the same. */
class MessagesTest {

    private static final String SENTENCES = "/vigie/text/messages";
    private static final Pattern CHOICE = Pattern.compile("\\{\\d,choice,[^{}]*(\\{\\d\\}[^{}]*)*\\}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\d)");

    private static String file(String name, String language) {
        return name + (language.equals("en") ? "" : "_" + language) + ".properties";
    }

    private static Map<String, String> bundle(String name, String language) throws IOException {
        Properties properties = new Properties();
        try (InputStream in = MessagesTest.class.getResourceAsStream(file(name, language))) {
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        }
        Map<String, String> texts = new TreeMap<>();
        properties.forEach((key, text) -> texts.put((String) key, (String) text));
        return texts;
    }

    /** All bundles: a new one is held against these rules by being there. */
    private static List<String> bundles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/vigie/text"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_fr.properties"))
                    .map(name -> "/vigie/text/" + name.replace("_fr.properties", ""))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theHelpHasTheSameKeysInEveryLanguage() throws IOException {
        everyKeyIsThereInEveryLanguage("/vigie/cli/help");
    }

    /** The last one would count, and whoever changes the first wonders. */
    @ParameterizedTest
    @MethodSource("bundles")
    void noKeyStandsTwiceInAFile(String name) throws IOException {
        for (String language : Messages.LANGUAGES) {
            Set<String> twice = new TreeSet<>();
            Properties noting = new Properties() {
                @Override
                public synchronized Object put(Object key, Object value) {
                    if (containsKey(key)) {
                        twice.add(key.toString());
                    }
                    return super.put(key, value);
                }
            };
            try (InputStream in = MessagesTest.class.getResourceAsStream(file(name, language))) {
                noting.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            }
            assertThat(twice).as("%s, %s", name, language).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everyKeyIsThereInEveryLanguage(String name) throws IOException {
        for (String language : Messages.LANGUAGES) {
            assertThat(bundle(name, language).keySet())
                    .isEqualTo(bundle(name, "en").keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everySentenceTakesTheSameValuesInEveryLanguage(String name) throws IOException {
        Map<String, String> english = bundle(name, "en");
        SoftAssertions.assertSoftly(softly -> english.forEach((key, text) -> {
            for (String language : Messages.LANGUAGES) {
                softly.assertThat(placeholders(sentence(name, key, language)))
                        .as(key)
                        .isEqualTo(placeholders(text));
            }
        }));
    }

    private static String sentence(String name, String key, String language) {
        try {
            return bundle(name, language).getOrDefault(key, "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static TreeSet<String> placeholders(String text) {
        return PLACEHOLDER.matcher(text).results().map(r -> r.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("bundles")
    void everySentenceKeepsTheTypographyOfItsLanguage(String name) throws IOException {
        SoftAssertions.assertSoftly(softly -> {
            texts(name, "en")
                    .forEach((key, text) -> softly.assertThat(text).as(key).doesNotContain("’"));
            texts(name, "fr")
                    .forEach((key, text) -> softly.assertThat(text)
                            .as(key)
                            .doesNotContain("'")
                            .doesNotContainPattern("(?<=\\S) (?=[:;?!»]( |$))|« "));
        });
    }

    /** Its apostrophes are straight, but lines must not break before a colon there either. */
    @Test
    void theFrenchHelpHasNoBreakingSpaceBeforePunctuation() {
        assertThat(texts("/vigie/cli/help", "fr").values())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).doesNotContainPattern("(?<=\\S) (?=[:;?!»]( |$))|« "));
    }

    private static Map<String, String> texts(String name, String language) {
        try {
            return bundle(name, language);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"en, 0", "en, 1", "en, 2", "fr, 0", "fr, 1", "fr, 2"})
    void everySentenceIsAValidFormatThatLosesNoApostropheAndShowsEveryValue(String language, int number)
            throws IOException {
        for (String name : bundles()) {
            Messages messages = new Messages(language).bundle(name.substring("/vigie/text/".length()));
            everySentence(name, messages, language, number);
        }
    }

    private static void everySentence(String name, Messages messages, String language, int number) {
        Object[] values = Collections.nCopies(7, number).toArray();
        SoftAssertions.assertSoftly(softly -> keys(name).forEach(key -> {
            String said = messages.get(key, values);
            softly.assertThat(said).as(key).doesNotContain("{", "}", "''");
            softly.assertThat(apostrophes(said))
                    .as("apostrophes of %s: %s", key, said)
                    .isEqualTo(apostrophes(meant(sentence(name, key, language), values)));
        }));
    }

    private static java.util.Set<String> keys(String name) {
        try {
            return bundle(name, "en").keySet();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The sentence's own words and those of its choices, each quoted apostrophe as one. */
    private static String meant(String written, Object... values) {
        StringBuilder text =
                new StringBuilder(CHOICE.matcher(written).replaceAll("").replace("''", "'"));
        for (Format format : new MessageFormat(written, Locale.ROOT).getFormatsByArgumentIndex()) {
            if (format instanceof ChoiceFormat choice) {
                text.append(choice.format(values[0]).replace("''", "'"));
            }
        }
        return text.toString();
    }

    private static long apostrophes(String text) {
        return text.chars().filter(c -> c == '\'').count();
    }

    @Test
    void everyWordOfTheDomainHasASentence() {
        Stream<String> words = Stream.of(
                        Stream.of(CveState.values()).map(state -> "sheet.state." + state),
                        Stream.of(EvidenceKind.values()).map(kind -> "sheet.kind." + kind),
                        Stream.of(Severity.values()).map(severity -> "sheet.severity." + severity),
                        Stream.of(FeedException.Reason.values()).map(reason -> "publish.error." + reason),
                        Stream.of(RunAccount.Outcome.values()).map(outcome -> "sync.source." + outcome),
                        Stream.of(RequestLog.Silence.values()).map(why -> "sync.silent." + why),
                        Stream.of(SettingsException.Reason.values())
                                .map(reason ->
                                        "error.config." + reason.toString().toLowerCase(Locale.ROOT)))
                .flatMap(keys -> keys);
        assertThat(keys(SENTENCES)).containsAll(words.toList());
        assertThat(keys("/vigie/text/pages"))
                .containsAll(Stream.of(JobEvent.Stage.values())
                        .map(stage -> "stage." + stage)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyCommandHasAHelpWithAnExampleAndEveryOptionIsExplained(String language) {
        Messages words = new Messages(language);
        CommandLine root = Main.prepared(Commands.all(new Vigie(words)), words);
        assertThat(root.getSubcommands()).isNotEmpty();
        SoftAssertions.assertSoftly(softly -> {
            root.getSubcommands().forEach((name, command) -> {
                helpful(softly, name, command);
                command.getSubcommands().forEach((part, inner) -> helpful(softly, name + " " + part, inner));
            });
            explained(softly, root);
        });
    }

    private static void helpful(SoftAssertions softly, String name, CommandLine command) {
        CommandLine.Model.UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        softly.assertThat(String.join(" ", usage.header())).as(name).isNotBlank();
        softly.assertThat(String.join(" ", usage.footer())).as(name).contains("vigie " + name);
        explained(softly, command);
    }

    private static void explained(SoftAssertions softly, CommandLine command) {
        for (ArgSpec argument : command.getCommandSpec().args()) {
            softly.assertThat(String.join(" ", argument.description()))
                    .as("%s %s", command.getCommandName(), argument.paramLabel())
                    .isNotBlank();
        }
    }
}
