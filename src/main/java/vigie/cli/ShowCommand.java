package vigie.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
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
            for (String id : ids) {
                Optional<String> page = page(id.strip().toUpperCase(Locale.ROOT), reader);
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

    private Optional<String> page(String id, Reader reader) {
        FactsReader facts = new FactsReader(reader);
        Optional<CveId> cve = CveId.parse(id);
        Optional<BulletinRef> bulletin = BulletinRef.parse(id);
        int width = vigie.console().width();
        if (cve.isPresent()) {
            return facts.cve(cve.get())
                    .map(known -> json
                            ? PrintableJson.of(CveDocument.of(known, vigie.messages()))
                            : new CveSheet(vigie.messages(), width).of(known));
        }
        if (bulletin.isPresent()) {
            return facts.publication(bulletin.get())
                    .map(publication -> json
                            ? PrintableJson.of(PublicationDocument.of(publication))
                            : new PublicationSheet(vigie.messages(), width).of(publication));
        }
        throw new Exit.WrongUse(vigie.messages().get("show.wrong", id));
    }
}
