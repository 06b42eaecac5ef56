package vigie.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.FactsReader;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.report.CveDocument;
import vigie.report.CveSheet;
import vigie.report.PublicationDocument;
import vigie.report.PublicationSheet;
import vigie.store.Reader;
import vigie.text.CveIds;
import vigie.text.PrintableJson;

/** {@code vigie show}: all that is known of a CVE or a publication. */
@Command(name = "show")
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "1..*", descriptionKey = "show.id")
    private List<String> ids = List.of();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    private final Vigie vigie;

    ShowCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        try (Reader reader = vigie.reader()) {
            int status = Exit.DONE;
            String between = "";
            FactsReader facts = new FactsReader(reader);
            for (String id : named()) {
                Optional<String> page = page(id, facts);
                if (page.isPresent()) {
                    vigie.console().print(between + page.get());
                    between = "\n";
                } else {
                    vigie.console().error(vigie.messages().get("show.unknown", id));
                    status = Exit.FAILED;
                }
            }
            return status;
        }
    }

    /** The identifiers and references of the arguments, each of which may be a list of them. */
    private Set<String> named() {
        Set<String> named = new LinkedHashSet<>();
        for (String part :
                ids.stream().flatMap(id -> Stream.of(id.split("[,;]"))).toList()) {
            List<CveId> cves = CveIds.in(part);
            Optional<BulletinRef> publication = BulletinRef.in(part);
            if (cves.isEmpty() && publication.isEmpty()) {
                throw new Exit.WrongUse(vigie.messages().get("show.wrong", part.strip()));
            }
            cves.forEach(cve -> named.add(cve.toString()));
            publication.ifPresent(ref -> named.add(ref.text()));
        }
        return named;
    }

    private Optional<String> page(String id, FactsReader facts) {
        int width = vigie.console().width();
        Optional<CveId> cve = CveId.parse(id);
        if (cve.isPresent()) {
            return facts.cve(cve.get())
                    .map(known -> json
                            ? PrintableJson.of(CveDocument.of(known, vigie.messages()))
                            : new CveSheet(vigie.messages(), width).of(known));
        }
        return facts.publication(new BulletinRef(id))
                .map(publication -> json
                        ? PrintableJson.of(PublicationDocument.of(publication))
                        : new PublicationSheet(vigie.messages(), width).of(publication));
    }
}
