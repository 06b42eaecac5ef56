package vigie.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import vigie.alert.Alert;
import vigie.text.PlainText;
import vigie.watch.Matched;

/**
 * A letter as JSON, for programs: values as they are, and the sentences in the language of the person. What is not known is
 * {@code null}.
 */
final class LetterJson {

    /** What a program takes at once without trouble. */
    static final int MOST_BYTES = 256_000;

    /** A publication that cites more CVEs is told in several parts. */
    private static final int MOST_CVES = 1_000;

    private LetterJson() {}

    /** The letter in as many documents as it needs, in the envelope of Standard Webhooks. */
    static List<byte[]> of(LetterText letter) {
        List<Map<String, Object>> alerts = letter.letter().alerts().stream()
                .flatMap(alert -> alert(letter, alert).stream())
                .toList();
        List<List<Map<String, Object>>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        int used = 0;
        for (Map<String, Object> alert : alerts) {
            int more = TargetChannel.bytes(alert).length + 1;
            if (used > 0 && used + more > MOST_BYTES) {
                parts.add(new ArrayList<>());
                used = 0;
            }
            parts.get(parts.size() - 1).add(alert);
            used += more;
        }
        List<byte[]> documents = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            documents.add(TargetChannel.bytes(document(letter, i + 1, parts.size(), parts.get(i))));
        }
        return documents;
    }

    private static Map<String, Object> document(
            LetterText text, int part, int parts, List<Map<String, Object>> alerts) {
        Letter letter = text.letter();
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("letter", letter.id());
        data.put("answers", letter.answers().orElse(null));
        data.put("occasion", lower(letter.occasion()));
        data.put("list", safe(letter.list()));
        data.put("owner", safe(letter.to().owner()));
        data.put("language", text.locale().getLanguage());
        data.put(
                "fresh_sources",
                letter.sources().isPresent() ? (Integer) letter.sources().getAsInt() : null);
        data.put("part", part);
        data.put("parts", parts);
        data.put("subject", text.subject());
        data.put("text", text.opening());
        data.put("alerts", alerts);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("type", "vigie.alerts");
        document.put("timestamp", letter.at().toString());
        document.put("data", data);
        return document;
    }

    private static List<Map<String, Object>> alert(LetterText letter, Alert alert) {
        List<Alert.Cited> cves = alert.facts().cves();
        List<Map<String, Object>> parts = new ArrayList<>();
        for (int from = 0; from == 0 || from < cves.size(); from += MOST_CVES) {
            parts.add(alert(letter, alert, cves.subList(from, Math.min(cves.size(), from + MOST_CVES))));
        }
        return parts;
    }

    private static Map<String, Object> alert(LetterText letter, Alert alert, List<Alert.Cited> cves) {
        Alert.Facts facts = alert.facts();
        LetterText.Entry entry = letter.entry(alert);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", alert.event());
        json.put("at", alert.at().toString());
        json.put("kind", lower(alert.kind()));
        json.put("urgent", alert.urgent());
        json.put("matter", safe(alert.matter()));
        json.put("page", entry.page().map(LetterText.Link::url).orElse(null));
        json.put("title", safe(facts.title()));
        json.put("products", all(facts.products()));
        json.put("why", alert.why().stream().map(LetterJson::why).toList());
        json.put("score", movement(facts.score()));
        json.put("terms", facts.terms().stream().map(LetterJson::term).toList());
        json.put("epss", movement(facts.epss()));
        json.put("cvss", number(facts.cvss()));
        json.put("severity", facts.severity().map(LetterJson::safe).orElse(null));
        json.put(
                "known_exploited_since",
                facts.exploitedSince().map(LetterJson::safe).orElse(null));
        json.put("known_exploited_by", all(facts.exploitedSources()));
        json.put("due", facts.due().map(Object::toString).orElse(null));
        json.put("public_exploits", facts.publicExploits());
        json.put("publications", all(facts.publications()));
        json.put("links", all(facts.links()));
        json.put("cves", cves.stream().map(LetterJson::cited).toList());
        json.put("other_cves", facts.extent().map(Alert.Extent::others).orElse(0));
        json.put("unassigned_cves", facts.extent().map(Alert.Extent::unsaid).orElse(0));
        json.put("disputed", facts.disputed());
        json.put("before", facts.before().map(LetterJson::safe).orElse(null));
        json.put("after", facts.after().map(LetterJson::safe).orElse(null));
        Map<String, Object> text = new LinkedHashMap<>();
        text.put("what", String.join(" ", entry.what()));
        text.put("why", entry.why());
        text.put("urgency", entry.urgency());
        json.put("text", text);
        return json;
    }

    private static Map<String, Object> why(Matched matched) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("line", safe(matched.line().text()));
        json.put("kind", lower(matched.line().kind()));
        json.put("where", safe(matched.where()));
        json.put("source", safe(matched.origin()));
        json.put("certainty", lower(matched.certainty()));
        return json;
    }

    private static Map<String, Object> cited(Alert.Cited cve) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("cve", safe(cve.cve()));
        json.put("known_exploited", cve.exploited());
        json.put("score", number(cve.score()));
        json.put("epss", number(cve.epss()));
        json.put("cvss", number(cve.cvss()));
        return json;
    }

    private static Map<String, Object> movement(Alert.Movement movement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("before", number(movement.before()));
        json.put("now", number(movement.now()));
        return json;
    }

    private static Map<String, Object> term(Alert.Term term) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("factor", safe(term.factor()));
        json.put("log_odds", term.logOdds());
        return json;
    }

    private static Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static List<String> all(List<String> texts) {
        return texts.stream().map(LetterJson::safe).toList();
    }

    /** Without characters that no encoder takes (half of a pair) or that act on a terminal. */
    private static String safe(String text) {
        return PlainText.safe(text);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
