package vigie.cli;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import vigie.facts.FactsReader;
import vigie.facts.Freshness;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.report.CveDocument;
import vigie.report.CveSheet;
import vigie.report.PublicationDocument;
import vigie.report.PublicationSheet;
import vigie.score.BandRecords;
import vigie.store.Reader;
import vigie.text.IdText;
import vigie.text.PrintableJson;

/** {@code vigie show}: all that is known of a CVE or a publication. */
@Command(name = "show")
final class ShowCommand implements Callable<Integer> {

    @Parameters(paramLabel = "ID", arity = "0..*", descriptionKey = "show.id")
    private List<String> ids = List.of();

    @Mixin
    private GivenIds given = new GivenIds();

    @Option(names = "--json", descriptionKey = "json")
    private boolean json;

    private final Vigie vigie;

    ShowCommand(Vigie vigie) {
        this.vigie = vigie;
    }

    @Override
    public Integer call() {
        Set<String> named = named();
        Set<String> unknown = new LinkedHashSet<>();
        try (Reader reader = vigie.reader()) {
            String between = "";
            FactsReader facts = new FactsReader(reader);
            Freshness freshness = vigie.freshness(reader);
            for (String id : named) {
                Optional<String> page = page(id, facts, freshness);
                if (page.isPresent()) {
                    vigie.console().print(between + page.get());
                    between = "\n";
                } else {
                    unknown.add(id);
                }
            }
            if (!between.isEmpty()) {
                vigie.tellAge(reader);
            }
        }
        if (unknown.size() == 1) {
            vigie.console()
                    .error(vigie.messages()
                            .get("show.unknown", unknown.iterator().next()));
        } else if (!unknown.isEmpty()) {
            vigie.console().error(vigie.messages().get("ids.unknown", unknown.size(), String.join(" ", unknown)));
        }
        return unknown.isEmpty() ? Exit.DONE : Exit.FAILED;
    }

    private Set<String> named() {
        Set<String> named = new LinkedHashSet<>();
        for (IdText part : given.parts(ids, vigie, "show.wrong")) {
            part.cves().forEach(cve -> named.add(cve.toString()));
            named.addAll(part.references());
        }
        if (named.isEmpty()) {
            throw new Exit.WrongUse(vigie.messages().get("show.nothing"));
        }
        return named;
    }

    private Optional<String> page(String id, FactsReader facts, Freshness freshness) {
        int width = vigie.console().width();
        Optional<CveId> cve = CveId.parse(id);
        if (cve.isPresent()) {
            return facts.cve(cve.get())
                    .map(known -> json
                            ? PrintableJson.of(freshness.dated(
                                    CveDocument.of(known, vigie.messages(), new BandRecords(vigie.home())::of)))
                            : new CveSheet(vigie.messages(), width, new BandRecords(vigie.home())::of).of(known));
        }
        return facts.publication(new BulletinRef(id))
                .map(publication -> json
                        ? PrintableJson.of(freshness.dated(PublicationDocument.of(publication)))
                        : new PublicationSheet(vigie.messages(), width).of(publication));
    }
}
