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
            READINGS.computeIfAbsent(line[0], any -> new ArrayList<>()).add(line[1]);
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
            List<String> readings = READINGS.getOrDefault(String.join(" ", words.subList(0, count)), List.of());
            boolean whole = count == words.size();
            List<String> used = new ArrayList<>();
            for (String reading : readings) {
                boolean instead = reading.startsWith("\"");
                if (whole || !instead) {
                    used.add(whole ? reading : reading + " " + String.join(" ", words.subList(count, words.size())));
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
}
