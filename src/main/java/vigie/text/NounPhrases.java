package vigie.text;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Noun phrases of an English text, found without a language model: words of the closed classes (articles, pronouns,
 * prepositions, conjunctions, auxiliaries, adverbs of manner) and punctuation cut the text, what is left between two
 * cuts is a phrase, and so is each run of up to {@value #LONGEST} words within it.
 *
 * <p>A phrase is written in capitals with underscores, {@code REMOTE_CODE_EXECUTION}. Numbers and versions cut; a CVE
 * identifier is the word {@code CVE_ID}.
 */
public final class NounPhrases {

    private static final int LONGEST = 3;
    private static final int LONGEST_WORD = 30;

    /** Maximum length that is read: a description may be pages of logs. */
    private static final int LONGEST_TEXT = 4000;

    private static final Set<String> CLOSED_CLASSES = closedClasses();

    private NounPhrases() {}

    /** The phrases of a text, each once, in order of their beginnings. */
    public static Set<String> of(String text) {
        Set<String> found = new LinkedHashSet<>();
        List<String> run = new ArrayList<>();
        int length = Math.min(text.length(), LONGEST_TEXT);
        int at = 0;
        while (at < length) {
            int end = at;
            while (end < length && inWord(text, end, length)) {
                end++;
            }
            if (end > at) {
                word(text.substring(at, end), run, found);
                at = end;
            } else {
                if (text.charAt(at) != ' ') {
                    cut(run, found);
                }
                at++;
            }
        }
        cut(run, found);
        return found;
    }

    /** A hyphen or an underscore within a word belongs to it; a dot or slash does, so that versions and paths are one. */
    private static boolean inWord(String text, int at, int length) {
        char c = text.charAt(at);
        if (Character.isLetterOrDigit(c) || c == '_') {
            return true;
        }
        return (c == '-' || c == '.' || c == '/' || c == '+' || c == '#')
                && at + 1 < length
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    private static void word(String word, List<String> run, Set<String> found) {
        if (!Character.isLetter(word.charAt(0)) || word.length() > LONGEST_WORD || isPath(word)) {
            cut(run, found);
            return;
        }
        String capitals = word.toUpperCase(Locale.ROOT).replace('-', '_');
        if (CLOSED_CLASSES.contains(capitals)) {
            cut(run, found);
        } else {
            run.add(capitals.startsWith("CVE_") ? "CVE_ID" : capitals);
        }
    }

    private static boolean isPath(String word) {
        return word.indexOf('/') >= 0 || word.indexOf('.') >= 0;
    }

    private static void cut(List<String> run, Set<String> found) {
        for (int from = 0; from < run.size(); from++) {
            StringBuilder phrase = new StringBuilder();
            for (int to = from; to < Math.min(run.size(), from + LONGEST); to++) {
                phrase.append(to == from ? "" : "_").append(run.get(to));
                found.add(phrase.toString());
            }
        }
        run.clear();
    }

    private static Set<String> closedClasses() {
        try (InputStream file = NounPhrases.class.getResourceAsStream("closed-class-words.txt")) {
            String words = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Set.copyOf(new LinkedHashSet<>(
                    List.of(words.trim().toUpperCase(Locale.ROOT).split("\\s+"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
