package vigie.explain;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.Contribution;
import vigie.text.Figures;
import vigie.text.Messages;

/**
 * What a feature with its value means for a CVE, in the user's language. A feature that nobody has written words for is
 * said by its name.
 */
public final class FeatureWords {

    private static final int MOST_ITEMS = 3;

    /** Categories of which a CVE may have several, or lack many: said together. */
    private static final Set<String> LISTED = Set.of("CPE_VENDOR", "CPE_PRODUCT", "CWE", "CNA", "NP");

    private static final Map<String, String> IMPACTS =
            Map.of("CVSS_C", "confidentiality", "CVSS_I", "integrity", "CVSS_A", "availability");

    private final Messages words;
    private final Figures figures;
    private final CountWords counts;

    /**
     * @param messages the user's language
     */
    public FeatureWords(Messages messages) {
        this.words = messages.explanations();
        this.figures = new Figures(words.locale());
        this.counts = new CountWords(words, figures);
    }

    /** What one feature says. */
    public String of(Contribution one) {
        Claim claim = claim(one);
        return claim.item().isEmpty() ? claim.frame() : together(claim.frame(), List.of(claim.item()));
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

    /** One sentence for the items of claims with the same frame, those to be named first on top. */
    String together(String frame, List<String> items) {
        String list = String.join(", ", items.subList(0, Math.min(MOST_ITEMS, items.size())));
        int more = items.size() - MOST_ITEMS;
        return words.get(frame, more > 0 ? words.get("list.more", list, more) : list, items.size());
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
                yield words.knows("cwe." + item) ? words.get("cwe.named", words.get("cwe." + item), id) : id;
            }
            default -> ProperNames.of(item);
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
}
