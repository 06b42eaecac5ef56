package vigie.finding.format;

import java.io.IOException;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.MalformedReportException;
import vigie.finding.Out;
import vigie.finding.Position;

/**
 * An empty list, which several scanners write where they find nothing; which of them it was, nobody can tell. An empty object is
 * refused: Amazon Inspector and others leave one behind when they fail.
 */
final class EmptyJson implements Format {

    private static final int LONGEST = 1000;

    @Override
    public String name() {
        return "empty-json";
    }

    @Override
    public boolean recognises(Head head) {
        return head.whole()
                && head.text().length() <= LONGEST
                && head.text().replaceAll("\\s", "").matches("\\[\\]|\\{\\}");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.documents(() -> {
                Position at = json.position();
                if (json.isObject()) {
                    throw new MalformedReportException("an empty object, which says nothing", at);
                }
            });
        }
    }
}
