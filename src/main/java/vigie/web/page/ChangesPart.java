package vigie.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.facts.ChangeLine;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.report.ChangeList;
import vigie.report.CsvTable;
import vigie.store.ChangeQuery;
import vigie.text.Messages;
import vigie.web.access.WorkLimit;
import vigie.web.site.BadQueryException;
import vigie.web.site.ChangeListQuery;
import vigie.web.site.Frame;
import vigie.web.site.LimitedHandler;
import vigie.web.site.Pages;
import vigie.web.site.Part;
import vigie.web.site.Query;
import vigie.web.site.QueryValues;
import vigie.web.site.Site;

/** The page "Changes": the record of changes with its filters, the newest first. */
public final class ChangesPart implements Part {

    /** Events on the pages of a CVE and a publication, which lead on to all. */
    private static final int FEW = 20;

    private static final int CHUNK = 200;

    /** Each takes a thread as long as its client takes to read. */
    private final WorkLimit exports = new WorkLimit(2, 4, Duration.ofSeconds(5));

    private final Site site;
    private final Pages pages;
    private final ExportFile file;

    public ChangesPart(Site site) {
        this.site = site;
        this.pages = new Pages(site);
        this.file = new ExportFile(site, "changes");
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/changes.csv", new LimitedHandler(exports, this::csv));
        routes.get("/changes", new LimitedHandler(site.limits().lists(), this::list));
    }

    /**
     * Some events as a page shows them.
     *
     * @param words the words of events
     * @param lines the newest first
     * @param more whether there are older ones
     * @param since since when changes are recorded here; empty where nothing was read yet
     */
    public record Shown(Messages words, List<ChangeLine> lines, boolean more, Optional<LocalDate> since) {

        /** The newest events of a CVE or a publication. */
        static Shown newest(ChangeQuery changes, ChangeQuery.Filter filter, Messages messages) {
            return of(changes.preceding(filter, Long.MAX_VALUE, FEW + 1), FEW, changes.since(), messages);
        }

        /** @param found one event more than are shown, if there are more */
        private static Shown of(List<Change> found, int most, Optional<Instant> since, Messages messages) {
            return new Shown(
                    messages.bundle("changes"),
                    found.stream()
                            .limit(most)
                            .map(change -> ChangeLine.of(change, messages))
                            .toList(),
                    found.size() > most,
                    since.map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)));
        }

        /** A sentence. */
        public String say(String key, Object... values) {
            return words.get(key, values);
        }
    }

    /**
     * What the page shows.
     *
     * @param query what is asked for, as in the address
     * @param kinds the kinds that are asked for
     * @param shown the events of the page
     */
    public record Page(Frame frame, Query query, Set<ChangeKind> kinds, Shown shown, List<QueryValues.Wrong> wrong) {

        /** A sentence. */
        public String say(String key, Object... values) {
            return shown.say(key, values);
        }

        /** The value of a field of the form; empty where it could not be read, which a browser would complain of. */
        public String value(String name) {
            return QueryValues.Wrong.in(wrong, name) ? "" : String.join(", ", query.all(name));
        }

        /** The names in the fields of a parameter that may be repeated, each in a field of its own. */
        public List<String> names(String name) {
            return new QueryValues(query).texts(name);
        }

        /** The kinds with their names. */
        public Map<ChangeKind, String> allKinds() {
            return ChangeLine.kinds(shown.words());
        }

        /** Whether any filter is set. */
        public boolean filtered() {
            return !query.without("before", "limit").toString().isEmpty();
        }

        /** The address of the same events in another form, from the newest on. */
        public String other(String path) {
            return path + query.without("before", "limit");
        }

        /** The page of the next older events. */
        public Optional<String> next() {
            return shown.more()
                    ? Optional.of("/changes"
                            + query.with(
                                    "before",
                                    Long.toString(shown.lines()
                                            .get(shown.lines().size() - 1)
                                            .change()
                                            .id())))
                    : Optional.empty();
        }
    }

    private void list(Context context) {
        Query query = Query.of(context.queryParamMap()).without("lang", "theme");
        QueryValues values = new QueryValues(query);
        ChangeListQuery asked = ChangeListQuery.of(values);
        Messages messages = pages.words(context, "changes");
        Shown shown = site.readers()
                .ask(reader -> Shown.of(
                        reader.changes().preceding(asked.filter(), asked.start(), asked.limit() + 1),
                        asked.limit(),
                        reader.changes().since(),
                        messages));
        pages.send(
                context,
                "changes.jte",
                new Page(
                        pages.frame(context, "changes", "changes.title"),
                        query,
                        asked.filter().kinds(),
                        shown,
                        values.refused()));
    }

    /** All events that the page leads to; the same columns as from the command line. */
    private void csv(Context context) {
        Query query = Query.of(context.queryParamMap()).without("lang", "theme", "before", "limit");
        QueryValues values = new QueryValues(query);
        ChangeQuery.Filter filter = ChangeListQuery.of(values).filter();
        boolean excel = values.flag("excel").orElse(false);
        BadQueryException.refuse(values);
        if (file.held(context, site.watch().version(), query)) {
            return;
        }
        file.send(context, ExportFile.CSV, ".csv", out -> {
            CsvTable table = new CsvTable(out, excel, ChangeList.COLUMNS);
            long before = Long.MAX_VALUE;
            List<Change> some;
            do {
                // No reader of the database is held while the client takes its time.
                long start = before;
                some = site.readers().ask(reader -> reader.changes().preceding(filter, start, CHUNK));
                some.forEach(change -> table.row(ChangeList.row(change)));
                before = some.isEmpty() ? 0 : some.get(some.size() - 1).id();
            } while (some.size() == CHUNK);
            table.close();
        });
    }
}
