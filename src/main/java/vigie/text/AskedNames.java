package vigie.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people call products and vendors, where sources call them otherwise: abbreviations ({@code RHEL 8}, {@code Cisco ASA}), short
 * and former names, French ones. The list is data ({@code asked-names.tsv}), for what is asked only: keys of names that are stored do
 * not change with it.
 */
public final class AskedNames {

    private static final int MOST_WORDS = 4;

    /** By words, joined by one space. */
    private static final Map<String, List<String>> READINGS = new LinkedHashMap<>();

    static {
        for (String[] line : Aliases.read("asked-names.tsv")) {
            READINGS.computeIfAbsent(line[0], any -> new ArrayList<>()).add(line[1].strip());
        }
    }

    private AskedNames() {}

    /**
     * What a text is read as.
     *
     * @param texts in quotes where it is the whole name of a product; never none
     * @param vendors those that may name a vendor, too: not what is known to be a product
     */
    public record Readings(List<String> texts, List<String> vendors) {

        /** Keeps copies. */
        public Readings {
            texts = List.copyOf(texts);
            vendors = List.copyOf(vendors);
        }
    }

    /** The readings of a text as a person writes it; of one in quotes only itself. */
    public static Readings of(String typed) {
        String text = typed.strip();
        if (text.startsWith("\"")) {
            return new Readings(List.of(text), List.of());
        }
        List<String> words = Names.wordsOf(text);
        for (int count = Math.min(MOST_WORDS, words.size()); count > 0; count--) {
            int length = count;
            List<String> readings = READINGS.getOrDefault(String.join(" ", words.subList(0, count)), List.of()).stream()
                    .filter(reading -> !said(reading, words, length))
                    .toList();
            boolean whole = count == words.size();
            String rest = whole ? "" : rest(text, words, count);
            if (readings.contains("") && !whole) {
                Readings without = of(rest);
                List<String> all = new ArrayList<>(without.texts());
                all.add(text);
                return new Readings(all, without.vendors());
            }
            List<String> used = new ArrayList<>();
            for (String reading : readings) {
                boolean instead = reading.startsWith("\"");
                if (whole ? !reading.isEmpty() : !instead) {
                    used.add((reading + " " + rest).strip());
                }
            }
            if (!used.isEmpty()) {
                List<String> vendors = List.copyOf(used);
                if (!used.get(0).startsWith("\"")) {
                    used.add(text);
                }
                return new Readings(used, vendors);
            }
        }
        return new Readings(List.of(text), List.of(text));
    }

    /** Whether a text goes on with the words of a reading: "Palo Alto Networks", as "Palo Alto" is read. */
    private static boolean said(String reading, List<String> words, int count) {
        List<String> read = Names.wordsOf(reading);
        return read.size() > count
                && read.size() <= words.size()
                && words.subList(0, read.size()).equals(read);
    }

    /** What follows so many words of a text, as written: keys have no dots, by which versions are told from other numbers. */
    private static String rest(String text, List<String> words, int count) {
        String[] written = text.split("\\s+");
        for (int i = 1; i < written.length; i++) {
            String before = String.join(" ", List.of(written).subList(0, i));
            if (Names.wordsOf(before).equals(words.subList(0, count))) {
                return String.join(" ", List.of(written).subList(i, written.length));
            }
        }
        return String.join(" ", words.subList(count, words.size()));
    }
}
