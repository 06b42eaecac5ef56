package vigie.store.sqlite;

import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.DisputedMark;
import vigie.model.Preference;
import vigie.text.PlainText;

/** What a CVE is about, in one line for lists. */
final class Headline {

    /** Longest headline, in characters. */
    static final int LONGEST = 160;

    /** More than this of a text is never looked at: white space and what cannot be shown may be most of it. */
    private static final int LOOKED_AT = 400;

    /** A word longer than half a line is cut rather than left out. */
    private static final int SHORTEST = LONGEST / 2;

    private static final String MORE = "…";

    /** As descriptions began before the CVE format had tags: readers and programs know it. */
    private static final String DISPUTED = "** DISPUTED ** ";

    private Headline() {}

    /** The headline of a record, marked where it is disputed; empty if it is rejected or says nothing. */
    static String of(CveRecord record) {
        if (record.state() == CveState.REJECTED) {
            return "";
        }
        String line = of(Preference.title(record.containers()), Preference.description(record.containers()));
        return record.disputed() ? cut(DISPUTED + DisputedMark.without(line)) : line;
    }

    /** The title, or the beginning of the description where there is none; empty where neither says anything. */
    static String of(String title, String description) {
        String line = cut(title);
        return line.isEmpty() ? cut(description) : line;
    }

    private static String cut(String text) {
        boolean much = text.length() > LOOKED_AT;
        String line = PlainText.line(much ? text.substring(0, LOOKED_AT) : text).strip();
        if (line.isEmpty() || line.length() <= LONGEST && !much) {
            return line;
        }
        int room = LONGEST - MORE.length();
        if (line.length() <= room) {
            return line + MORE;
        }
        int space = line.lastIndexOf(' ', room);
        int end = space >= SHORTEST ? space : Character.isLowSurrogate(line.charAt(room)) ? room - 1 : room;
        return line.substring(0, end).stripTrailing() + MORE;
    }
}
