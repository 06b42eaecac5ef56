package vigie.explain;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.Contribution;
import vigie.model.FeatureName;
import vigie.model.Topic;
import vigie.text.CweNames;
import vigie.text.Figures;
import vigie.text.Messages;

/**
 * Features in words, in the user's language: what a feature is ({@link #title}), and what its value says about a CVE
 * ({@link #of}). A feature without words of its own is shown by its name.
 */
public final class FeatureWords {

    private static final int MOST_ITEMS = 3;

    /** Categories of which a CVE may have several, or lack many: they are listed in one sentence. */
    private static final Set<String> LISTED = Set.of("CPE_VENDOR", "CPE_PRODUCT", "CWE", "CNA", "NP");

    private static final Map<String, String> IMPACTS =
            Map.of("CVSS_C", "confidentiality", "CVSS_I", "integrity", "CVSS_A", "availability");

    /** How vendors and products write the names that features hold as matching keys. */
    private static final Properties PROPER_NAMES = properNames();

    private final Messages words;
    private final Messages titles;
    private final Figures figures;
    private final CountWords counts;

    /**
     * What one feature says of a CVE. Claims with the same frame become one sentence: "not made by Acme, Bolt".
     *
     * @param frame key of the sentence that takes the items; the finished words if there is no item
     * @param item what stands in the sentence, may be empty
     */
    record Claim(String frame, String item) {

        static Claim finished(String words) {
            return new Claim(words, "");
        }
    }

    /**
     * @param messages the user's language
     */
    public FeatureWords(Messages messages) {
        this.words = messages.explanations();
        this.titles = messages.bundle("model");
        this.figures = new Figures(words.locale());
        this.counts = new CountWords(words, figures);
    }

    /** What one feature says. */
    public String of(Contribution one) {
        Claim claim = claim(one);
        return claim.item().isEmpty() ? claim.frame() : together(claim.frame(), List.of(claim.item()));
    }

    /** What a feature is, whatever its value for a CVE. */
    public String title(FeatureName name) {
        String rest = name.item().isEmpty() ? name.subject() : name.subject() + ":" + name.item();
        if (name.isCategory()) {
            return of(new Contribution(name.family() + ":" + rest, 1, 0));
        }
        String key = "feature." + name.subject();
        if (titles.knows(key)) {
            return titles.get(key);
        }
        return CountWords.Count.of(name, words).flatMap(this::title).orElse(rest);
    }

    private Optional<String> title(CountWords.Count count) {
        String part = switch (count.part()) {
            case TOTAL, OF -> "";
            case LATELY -> ".new";
            case DAYS_AGO -> ".ago";
            case SHARE -> count.span() > 0 ? ".share.new" : ".share";
        };
        String key = "count." + count.sort() + part;
        if (!titles.knows(key)) {
            return Optional.empty();
        }
        String owner = count.owner().isEmpty() ? "" : words.get("owner." + count.owner());
        String window = count.span() > 0 ? words.get("window." + count.unit(), count.span()) : "";
        return Optional.of(titles.get(key, owner, window));
    }

    /** The name of a topic. */
    public String topic(Topic topic) {
        return words.get("topic." + topic);
    }

    Messages words() {
        return words;
    }

    Figures figures() {
        return figures;
    }

    CountWords counts() {
        return counts;
    }

    /** One sentence for the items of claims with the same frame: the first {@value #MOST_ITEMS}, as a person lists them. */
    String together(String frame, List<String> items) {
        List<String> named = items.subList(0, Math.min(MOST_ITEMS, items.size()));
        String last = named.get(named.size() - 1);
        String list = named.size() == 1
                ? last
                : words.get("list.and", String.join(", ", named.subList(0, named.size() - 1)), last);
        return words.get(frame, list, named.size());
    }

    Claim claim(Contribution one) {
        FeatureName name = FeatureName.parse(one.feature());
        return name.isCategory() ? category(name, FeatureName.holds(one.value())) : number(name, one);
    }

    private Claim category(FeatureName name, boolean holds) {
        String subject = name.subject();
        String side = holds ? "is." : "not.";
        String key = subject + "." + name.item();
        if (IMPACTS.containsKey(subject) && words.knows("is.IMPACT." + name.item())) {
            String harmed = words.get("impact." + IMPACTS.get(subject));
            String frame = "is.IMPACT." + name.item();
            return holds ? new Claim(frame, harmed) : new Claim("not.CVSS", quote(words.get(frame, harmed, 1)));
        }
        if (words.knows(side + key)) {
            return Claim.finished(words.get(side + key));
        }
        if (subject.startsWith("CVSS_") && words.knows("is." + key)) {
            return new Claim("not.CVSS", quote(words.get("is." + key)));
        }
        if (LISTED.contains(subject) && !name.item().isEmpty()) {
            return new Claim(side + subject, item(subject, name.item()));
        }
        String said = name.item().isEmpty() ? subject : subject + " " + name.item();
        return Claim.finished(words.get(side + "other", said));
    }

    private String item(String subject, String item) {
        return switch (subject) {
            case "NP" -> quote(item.replace('_', ' ').toLowerCase(Locale.ROOT));
            case "CWE" -> {
                String id = "CWE-" + item;
                yield CweNames.of(id, words.locale())
                        .map(named -> words.get("cwe.named", named, id))
                        .orElse(id);
            }
            default -> properName(item);
        };
    }

    private Claim number(FeatureName name, Contribution one) {
        double value = one.value();
        String key = "number." + name.subject();
        if (Double.isNaN(value) && words.knows(key + ".missing")) {
            return Claim.finished(words.get(key + ".missing"));
        }
        Optional<String> counted =
                CountWords.Count.of(name, words).flatMap(count -> counts.words(Map.of(count, value)));
        if (counted.isPresent()) {
            return Claim.finished(counted.get());
        }
        String shown = name.item().isEmpty() ? name.subject() : name.subject() + " " + name.item();
        if (Double.isNaN(value)) {
            return Claim.finished(words.get("missing.other", shown));
        }
        return switch (name.subject()) {
            case "CVSS_SCORE" -> Claim.finished(words.get(key, figures.decimals(value, 1)));
            case "EPSS" -> Claim.finished(words.get(key, figures.percent(value)));
            case "AGE_DAYS" -> Claim.finished(words.get(key, counts.span(value)));
            case "DESCRIPTION_LENGTH" -> Claim.finished(words.get(key, Math.round(value)));
            default -> Claim.finished(words.get("number.other", shown, figures.plain(value)));
        };
    }

    private String quote(String text) {
        return words.get("quote", text);
    }

    /** A matching key as a name: PALOALTONETWORKS as Palo Alto Networks; one that is not listed, with capitals. */
    private static String properName(String key) {
        String small = key.toLowerCase(Locale.ROOT);
        String known = PROPER_NAMES.getProperty(small.replace("_", ""), "");
        return known.isEmpty() ? capitals(small) : known;
    }

    private static String capitals(String key) {
        return Stream.of(key.split("_"))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static Properties properNames() {
        Properties names = new Properties();
        try (InputStream file = FeatureWords.class.getResourceAsStream("proper-names.properties")) {
            names.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return names;
    }
}
