package vigie.cli;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.report.BulletinSheet;
import vigie.report.CveDocument;
import vigie.report.CveSheet;
import vigie.store.DossierQuery;
import vigie.store.Reader;

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
        try (Reader reader = Reader.open(vigie.home())) {
            int status = Exit.DONE;
            for (String id : ids) {
                Optional<String> page = page(id.strip().toUpperCase(Locale.ROOT), reader.dossiers());
                if (page.isPresent()) {
                    vigie.console().print(page.get());
                } else {
                    vigie.console().error(vigie.messages().get("show.unknown", id));
                    status = Exit.FAILED;
                }
            }
            return status;
        }
    }

    private Optional<String> page(String id, DossierQuery dossiers) {
        Optional<CveId> cve = CveId.parse(id);
        Optional<BulletinRef> bulletin = BulletinRef.parse(id);
        int width = vigie.console().width();
        if (cve.isPresent()) {
            return json
                    ? CveDocument.of(cve.get(), dossiers).map(ShowCommand::pretty)
                    : new CveSheet(dossiers, vigie.messages(), width).of(cve.get());
        }
        if (bulletin.isPresent()) {
            BulletinSheet sheet = new BulletinSheet(dossiers, vigie.messages(), width);
            return json ? sheet.json(bulletin.get()).map(ShowCommand::pretty) : sheet.text(bulletin.get());
        }
        throw new WrongUse(vigie.messages().get("show.wrong", id));
    }

    static String pretty(Object object) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(object);
    }
}
