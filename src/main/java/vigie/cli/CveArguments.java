package vigie.cli;

import java.util.List;
import vigie.model.CveId;
import vigie.text.Messages;

/** CVE identifiers as a person types them. */
final class CveArguments {

    private CveArguments() {}

    static List<CveId> read(List<String> texts, Messages messages) {
        return texts.stream()
                .map(text -> CveId.parse(text.strip().toUpperCase(java.util.Locale.ROOT))
                        .orElseThrow(() -> new WrongUse(messages.get("error.wrong.cve", text))))
                .toList();
    }
}
