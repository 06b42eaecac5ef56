package vigie.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Deque's axe-core, which finds what keeps people from using a page. */
final class Axe {

    private static final String SCRIPT = script();

    private static final String RUN = """
            const done = arguments[arguments.length - 1];
            const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
            axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']}).then(
              found => done(found.violations.flatMap(v => v.nodes.slice(0, 5).map(
                n => v.id + ': ' + n.target.join(' ') + ' | ' + n.html.slice(0, 200) + ' | ' + n.failureSummary))),
              error => done(['axe failed: ' + error]));
            """;

    private Axe() {}

    private static String script() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it finds wrong: rule, element and why. */
    @SuppressWarnings("unchecked")
    static List<String> violations(Tab tab) {
        tab.script(SCRIPT);
        return (List<String>) tab.asyncScript(RUN);
    }
}
