package vigie.finding.format;

import java.io.IOException;
import java.util.Set;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.JsonWalk;
import vigie.finding.Out;

/**
 * The {@code index.json} of a VEX repository, as VEX Hub is one: it says where the documents on each package lie, and nothing of
 * vulnerabilities. The documents are read where they lie in the folder that is read; nothing is fetched. Source: {@code README.md} of
 * aquasecurity/vex-repo-spec, version 0.1.
 */
final class VexIndexJson implements Format {

    @Override
    public String name() {
        return "vex-index";
    }

    @Override
    public boolean recognises(Head head) {
        return head.json().has("packages[].location")
                && head.json().value("packages[].id").startsWith("pkg:");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (JsonWalk json = in.json()) {
            json.each(out, "packages", Set.of(), (tree, at) -> out.other());
        }
    }
}
