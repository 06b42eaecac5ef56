package vigie.text;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import java.util.ArrayList;
import java.util.List;

/** Which words of a text went, came and stayed. */
public final class WordDiff {

    /** Words that stay are shown next to those that do not; those further away are left out. */
    private static final int CONTEXT = 12;

    /** Of longer runs of words that went or came the beginning is shown. */
    private static final int LONGEST_RUN = 150;

    /** The same in characters: a record may write all of its text as one word. */
    private static final int LONGEST_PIECE = 2_000;

    /** The time to compare grows with the square of the words: of texts with more that differ, all words went and came. */
    private static final int MOST_WORDS = 2_500;

    private static final String LEFT_OUT = "…";

    private WordDiff() {}

    /** What became of words. */
    public enum Fate {
        /** They are in both texts. */
        STAYED,
        /** They are in the old text only. */
        WENT,
        /** They are in the new text only. */
        CAME
    }

    /**
     * Words one after the other that share their fate.
     *
     * @param words separated by single spaces, printable; {@code …} stands for words that are left out
     */
    public record Piece(Fate fate, String words) {}

    /** A run of words before anything is left out. */
    record Run(Fate fate, List<String> words) {}

    /** The words of both texts in order; empty where no word differs. White space does not count. */
    public static List<Piece> of(String before, String after) {
        List<Run> runs = runs(words(before), words(after));
        if (runs.stream().allMatch(run -> run.fate() == Fate.STAYED)) {
            return List.of();
        }
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            pieces.add(piece(runs.get(i), i == 0, i == runs.size() - 1));
        }
        return List.copyOf(pieces);
    }

    private static List<String> words(String text) {
        String line = PlainText.line(text);
        return line.isEmpty() ? List.of() : List.of(line.split(" "));
    }

    static List<Run> runs(List<String> before, List<String> after) {
        int start = 0;
        int shorter = Math.min(before.size(), after.size());
        while (start < shorter && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < shorter - start && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Run> runs = new ArrayList<>();
        add(runs, Fate.STAYED, before.subList(0, start));
        compare(runs, before.subList(start, before.size() - end), after.subList(start, after.size() - end));
        add(runs, Fate.STAYED, before.subList(before.size() - end, before.size()));
        return runs;
    }

    private static void compare(List<Run> runs, List<String> before, List<String> after) {
        if (before.size() + after.size() > MOST_WORDS) {
            add(runs, Fate.WENT, before);
            add(runs, Fate.CAME, after);
            return;
        }
        int at = 0;
        List<String> went = new ArrayList<>();
        List<String> came = new ArrayList<>();
        for (AbstractDelta<String> delta :
                DiffUtils.diff(before, after, new MyersDiffWithLinearSpace<>()).getDeltas()) {
            int start = delta.getSource().getPosition();
            if (start > at) {
                replaced(runs, went, came);
                add(runs, Fate.STAYED, before.subList(at, start));
            }
            went.addAll(delta.getSource().getLines());
            came.addAll(delta.getTarget().getLines());
            at = start + delta.getSource().size();
        }
        replaced(runs, went, came);
        add(runs, Fate.STAYED, before.subList(at, before.size()));
    }

    /** What went comes first, in whatever order the two were found. */
    private static void replaced(List<Run> runs, List<String> went, List<String> came) {
        add(runs, Fate.WENT, went);
        add(runs, Fate.CAME, came);
        went.clear();
        came.clear();
    }

    private static void add(List<Run> runs, Fate fate, List<String> words) {
        if (!words.isEmpty()) {
            runs.add(new Run(fate, List.copyOf(words)));
        }
    }

    private static Piece piece(Run run, boolean first, boolean last) {
        List<String> words = run.words();
        if (run.fate() != Fate.STAYED) {
            boolean all = words.size() <= LONGEST_RUN;
            String shown = String.join(" ", all ? words : words.subList(0, LONGEST_RUN)) + (all ? "" : " " + LEFT_OUT);
            return new Piece(run.fate(), Sheet.shorten(shown, LONGEST_PIECE));
        }
        int head = first ? 0 : CONTEXT;
        int tail = last ? 0 : CONTEXT;
        if (words.size() <= head + tail + 1) {
            return new Piece(run.fate(), Sheet.shorten(String.join(" ", words), LONGEST_PIECE));
        }
        List<String> shown = new ArrayList<>(words.subList(0, head));
        shown.add(LEFT_OUT);
        shown.addAll(words.subList(words.size() - tail, words.size()));
        return new Piece(run.fate(), Sheet.shorten(String.join(" ", shown), LONGEST_PIECE));
    }
}
