package vigie.text;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Matching keys for vendor and product names. CNAs, CPE and CERT-FR write the same name in many ways
 * ({@code Palo Alto Networks, Inc.}, {@code palo_alto_networks}, {@code paloaltonetworks}); two names with the same
 * non-empty key are taken for the same thing. A key is for comparing, never for showing.
 *
 * <p>A key is made of lower-case letters and digits, plus {@code +} and {@code #}, which tell {@code notepad++} from
 * {@code notepad}. It holds no separators and no accents, and is its own key. The empty key means that the text names
 * nothing ({@code n/a}, {@code *}, {@code unknown}) and must not be matched with anything.
 *
 * <p>Thread-safe. An import calls this some two million times, hence no regular expression.
 */
public final class Names {
    private static final Set<String> NON_NAMES = Set.of(
            "na",
            "none",
            "notapplicable",
            "notavailable",
            "notspecified",
            "unknown",
            "unspecified",
            "undefined",
            "null",
            "tbd",
            "various",
            "multiple",
            "multipleproducts",
            "multiplevendors");
    private static final Set<String> LEGAL_FORMS = legalForms(
            "inc incorporated corp corporation co company ltd limited llc llp lp plc pty pvt private pte ltda gmbh ag"
                    + " se mbh ev kg ohg sa sas sarl srl spa bv nv ab oy oyj as asa aps kk kft sro spol sp zoo doo ou");
    /** No name of a product has more. */
    private static final int MOST_WORDS = 30;

    /** Shorter ones are those of numbers of models: the R of R7000 is no product. */
    private static final int SHORTEST_WITHOUT_NUMBER = 3;

    private static final int LONGEST_LEGAL_FORM = "incorporated".length();
    /** What ".NET" is written as in keys: the sign tells it from the word. */
    private static final String DOT_NET = "dotnet";

    private Names() {}

    /**
     * Key of a firm, project or person that publishes products. Legal forms at the end ({@code Inc.}, {@code Co., Ltd.},
     * {@code S.r.l.}) and a leading "the" do not count, unless they are all there is; the few firms known under two
     * names get one key.
     *
     * @param name any text, as written by the source or as in a CPE, escaped or not
     * @return the key, empty when the text names no vendor
     */
    public static String vendor(String name) {
        StringBuilder words = words(name);
        words.setLength(endWithoutLegalForms(words));
        int start = words.indexOf("the ") == 0 ? 4 : 0;
        return Aliases.vendor(joined(words, start));
    }

    /**
     * Key of a product of a vendor: that of its name, or the one that stands for it where the product is known under several names
     * ({@code Linux} and {@code Linux Kernel}, {@code Cisco IOS XE Software} and {@code ios_xe}).
     *
     * @param vendor the vendor's key
     * @param name any text, as written by the source or as in a CPE, escaped or not
     * @return the key, empty when the text names no product
     */
    public static String product(String vendor, String name) {
        return Aliases.product(vendor, product(name));
    }

    /**
     * Key of the name of a product. Nothing is dropped but separators and trademark signs, since any word may tell two products
     * apart.
     *
     * @param name any text, as written by the source or as in a CPE, escaped or not
     * @return the key, empty when the text names no product
     */
    public static String product(String name) {
        return joined(words(name), 0);
    }

    /**
     * Keys of the beginnings of a product's name in whole words, the whole name last: {@code windows}, {@code windowsserver},
     * {@code windowsserver2019}. Where the vendor's name stands before it, those without the vendor, too. A number at the end of a word
     * may be left out, as people do: {@code log4j} of {@code log4j2}.
     *
     * @param vendor the vendor's key
     * @param name as written by the source
     * @return without duplicates; empty where the text names no product
     */
    public static Set<String> beginnings(String vendor, String name) {
        if (product(name).isEmpty()) {
            return Set.of();
        }
        Set<String> keys = new LinkedHashSet<>();
        List<String> words = wordsOf(name);
        StringBuilder all = new StringBuilder();
        int start = -1;
        for (int i = 0; i < words.size() && i < MOST_WORDS; i++) {
            all.append(words.get(i));
            int unnumbered = all.length() - number(words.get(i));
            keys.add(all.toString());
            keys.add(all.substring(0, unnumbered));
            if (start >= 0) {
                keys.add(all.substring(start));
                keys.add(all.substring(start, unnumbered));
            } else if (!vendor.isEmpty() && Aliases.vendor(all.toString()).equals(vendor)) {
                start = all.length();
            }
        }
        return keys;
    }

    /** Length of the number at the end of a word that is a name without it; 0 if there is none. */
    private static int number(String word) {
        int end = word.length();
        while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
            end--;
        }
        return end >= SHORTEST_WITHOUT_NUMBER ? word.length() - end : 0;
    }

    /** The words of a name, as its key is made of them. */
    static List<String> wordsOf(String name) {
        return List.of(words(name).toString().split(" "));
    }

    /** Lower-case words without accents, with one space between them. */
    private static StringBuilder words(String name) {
        String text = isAscii(name) ? name : decomposed(name);
        StringBuilder words = new StringBuilder(text.length());
        boolean separated = false;
        for (int i = 0, c; i < text.length(); i += Character.charCount(c)) {
            c = text.codePointAt(i);
            if (Character.isLetterOrDigit(c) || c == '+' || c == '#') {
                if (separated && words.length() > 0) {
                    words.append(' ');
                }
                words.appendCodePoint(Character.toLowerCase(c));
                separated = false;
            } else if (c == '.' && isDotNet(text, i)) {
                words.append(words.length() > 0 ? " " : "").append(DOT_NET);
                separated = false;
                i += ".net".length() - 1;
            } else if (Character.getType(c) != Character.NON_SPACING_MARK) {
                separated = true;
                i += c == '(' ? lengthOfSign(text, i + 1) : 0;
            }
        }
        return words;
    }

    /** Whether ".NET" stands there as a word of its own: not the end of a host's name, nor {@code ASP.NET}. */
    static boolean isDotNet(String text, int dot) {
        int end = dot + ".net".length();
        return text.regionMatches(true, dot, ".net", 0, ".net".length())
                && (dot == 0 || !Character.isLetterOrDigit(text.codePointBefore(dot)))
                && (end == text.length() || !Character.isLetterOrDigit(text.codePointAt(end)));
    }

    /** Length of what follows an opening parenthesis when it is a copyright or trademark sign, else 0. */
    private static int lengthOfSign(String text, int start) {
        if (text.regionMatches(true, start, "c)", 0, 2) || text.regionMatches(true, start, "r)", 0, 2)) {
            return 2;
        }
        return text.regionMatches(true, start, "tm)", 0, 3) ? 3 : 0;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String decomposed(String text) {
        // Decomposition would turn these two signs into letters of the name.
        String withoutSigns = text.replace('\u2122', ' ').replace('\u2120', ' ');
        return Normalizer.normalize(withoutSigns, Normalizer.Form.NFKD);
    }

    /** End of the words that remain when legal forms are taken away from the end; the first word always remains. */
    private static int endWithoutLegalForms(StringBuilder words) {
        int end = words.length();
        for (int start = legalFormStart(words, end); start > 0; start = legalFormStart(words, end)) {
            end = start - 1;
        }
        return end;
    }

    /** Start of the longest legal form that ends at {@code end}, 0 if there is none after the first word. */
    private static int legalFormStart(StringBuilder words, int end) {
        int longest = 0;
        int start = words.lastIndexOf(" ", end - 1) + 1;
        while (start > 0 && end - start <= LONGEST_LEGAL_FORM) {
            if (LEGAL_FORMS.contains(words.substring(start, end))) {
                longest = start;
            }
            start = words.lastIndexOf(" ", start - 2) + 1;
        }
        return longest;
    }

    private static String joined(StringBuilder words, int start) {
        int length = start;
        for (int i = start; i < words.length(); i++) {
            if (words.charAt(i) != ' ') {
                words.setCharAt(length++, words.charAt(i));
            }
        }
        String key = words.substring(start, length);
        return NON_NAMES.contains(key) ? "" : key;
    }

    /** The words of the text, and those of up to four letters also with their letters apart: "S.r.l.", "A/S". */
    private static Set<String> legalForms(String text) {
        Set<String> forms = new HashSet<>();
        for (String form : text.split("\\s+")) {
            forms.add(form);
            if (form.length() <= 4) {
                forms.add(String.join(" ", form.split("")));
            }
        }
        return Set.copyOf(forms);
    }
}
