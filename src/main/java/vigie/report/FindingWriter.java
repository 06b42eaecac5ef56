package vigie.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vigie.facts.Freshness;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.OwnNames;
import vigie.ssvc.Exchange;
import vigie.text.Messages;
import vigie.text.PlainJson;
import vigie.triage.Account;
import vigie.triage.Bill;
import vigie.triage.Earlier;
import vigie.triage.Groups;
import vigie.triage.Ranked;
import vigie.triage.Ranking;
import vigie.triage.Why;

/** Writes prioritised findings as text, JSON, JSON lines and CSV. What is shown of a finding is the same in all of them. */
public final class FindingWriter {

    private final Ranking ranking;
    private final Freshness freshness;
    private final Messages messages;
    private final Why why;

    /**
     * @param ranking the findings
     * @param freshness how old what is held is
     * @param messages the user's language, for sentences
     * @param why the sentences
     */
    public FindingWriter(Ranking ranking, Freshness freshness, Messages messages, Why why) {
        this.ranking = ranking;
        this.freshness = freshness;
        this.messages = messages;
        this.why = why;
    }

    /**
     * For a terminal.
     *
     * @param width characters in a line
     * @param most rows
     */
    public void text(Writer out, int width, long most) {
        try (FindingText text = new FindingText(out, messages, width, why)) {
            ranking.each(most, text::row);
            ranking.bills().forEach(bill -> text.bill(bill, most));
        }
    }

    /** As CSV. */
    public void csv(Writer out, long most) {
        FindingTable rows = FindingTable.flat(why);
        try (CsvTable table = new CsvTable(out, false, FindingTable.COLUMNS)) {
            ranking.each(most, row -> table.row(rows.row(row)));
        }
    }

    /** As JSON lines. */
    public void lines(Writer out, long most) {
        FindingTable rows = FindingTable.of(why);
        try (Writer closing = out) {
            ranking.each(most, row -> write(closing, rows.json(row), "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As one JSON document, written as a stream. */
    public void json(Writer out, long most) {
        FindingTable rows = FindingTable.of(why);
        try (Writer closing = out) {
            Map<String, Object> head = head();
            String begun = PlainJson.MAPPER.writeValueAsString(head);
            closing.write(begun, 0, begun.length() - 1);
            closing.write(",\"findings\":[");
            boolean[] first = {true};
            ranking.each(most, row -> {
                write(closing, rows.json(row), first[0] ? "\n" : ",\n", true);
                first[0] = false;
            });
            closing.write("\n]}\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As SARIF. */
    public void sarif(Writer out, long most) {
        document(out, FindingSarif.document(ranking, why, most));
    }

    /** As CycloneDX with vulnerabilities. */
    public void cycloneDx(Writer out, long most) {
        document(out, FindingVex.cycloneDx(ranking, why, freshness.now(), most));
    }

    /** As OpenVEX. */
    public void openVex(Writer out, long most) {
        document(out, FindingVex.openVex(ranking, why, freshness.now(), most));
    }

    /**
     * As selection lists of SSVC, one for each row with a decision, that is all but rejected CVEs. Its targets are the vulnerability,
     * then the asset and the component, as {@link OwnNames} writes them.
     */
    public void ssvc(Writer out, long most) {
        try (Writer closing = out) {
            closing.write("[");
            boolean[] first = {true};
            ranking.each(
                    most,
                    row -> row.decision().ifPresent(decision -> {
                        Map<String, Object> list =
                                new LinkedHashMap<>(Exchange.selectionList(decision, row.id(), freshness.now()));
                        list.put("target_ids", targets(row));
                        write(closing, list, first[0] ? "\n" : ",\n", true);
                        first[0] = false;
                    }));
            closing.write("\n]\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> targets(Ranked row) {
        Finding finding = row.finding();
        List<String> targets = new ArrayList<>(List.of(row.id()));
        if (!finding.asset().isEmpty()) {
            targets.add(OwnNames.asset(finding.asset()));
        }
        String component = OwnNames.component(finding.component());
        if (!component.isEmpty()) {
            targets.add(component);
        }
        return targets;
    }

    private static void document(Writer out, Map<String, Object> document) {
        try (Writer closing = out) {
            write(closing, document, "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Groups of findings, those first that are worth most.
     *
     * @param format {@code text}, {@code json}, {@code jsonl} or {@code csv}
     */
    public void groups(Writer out, Groups.By by, String format, long most) {
        List<Groups.Group> groups = Groups.of(ranking, by).stream().limit(most).toList();
        FindingGroups form = new FindingGroups(ranking.tree(), by, messages);
        try (Writer closing = out) {
            switch (format) {
                case "json" -> {
                    Map<String, Object> document = head();
                    document.put("group", by.toString());
                    document.put("groups", groups.stream().map(form::json).toList());
                    write(closing, document, "\n");
                }
                case "jsonl" -> groups.forEach(one -> write(closing, form.json(one), "\n"));
                case "csv" -> {
                    CsvTable table = new CsvTable(closing, false, form.columns());
                    groups.forEach(one -> table.row(form.row(one)));
                    table.close();
                }
                default -> {
                    for (Groups.Group one : groups) {
                        closing.write(form.sentence(one) + "\n");
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All but the findings: as of when, by which table, the sum, the decisions, the question that decides most. */
    public Map<String, Object> head() {
        Map<String, Object> head = new LinkedHashMap<>(freshness.dated(Map.of()));
        head.put("today", ranking.today().toString());
        head.put("tree", ranking.tree().id());
        Account account = ranking.account();
        Map<String, Object> sum = new LinkedHashMap<>();
        sum.put("entries", account.entries());
        sum.put("rows", account.rows());
        sum.put("unmatched", account.unmatched());
        sum.put("suppressed", account.suppressed());
        sum.put("refused", account.refused());
        sum.put("others", account.others());
        sum.put("led_by_files", account.led().byFiles());
        sum.put("led_by_references", account.led().byReferences());
        head.put("account", sum);
        Map<String, Object> decisions = new LinkedHashMap<>();
        ranking.decisions().forEach((outcome, count) -> decisions.put(outcome.name(), count));
        head.put("decisions", decisions);
        head.put("undecided", ranking.undecided());
        head.put(
                "question",
                ranking.question()
                        .map(question -> {
                            Map<String, Object> asked = new LinkedHashMap<>();
                            asked.put("point", question.point().id());
                            asked.put("name", question.point().name());
                            asked.put("assets", question.assets());
                            asked.put("rows", question.rows());
                            return asked;
                        })
                        .orElse(null));
        if (!ranking.bills().isEmpty()) {
            head.put(
                    "bills_of_materials",
                    ranking.bills().stream().map(FindingWriter::bill).toList());
        }
        head.put("since", ranking.earlier().map(this::since).orElse(null));
        List<Map<String, Object>> sources = new ArrayList<>();
        freshness.lines().stream().filter(Freshness.Line::asked).forEach(line -> {
            Map<String, Object> source = new LinkedHashMap<>();
            source.put("source", line.name());
            source.put("data", line.data().map(Object::toString).orElse(null));
            source.put("stale", line.stale());
            sources.add(source);
        });
        head.put("sources", sources);
        return head;
    }

    private static Map<String, Object> bill(Bill bill) {
        List<Map<String, Object>> components = new ArrayList<>();
        for (Component one : bill.components()) {
            Map<String, Object> component = new LinkedHashMap<>();
            component.put("name", one.name());
            component.put("version", one.version());
            component.put("purl", one.purl());
            component.put("type", one.type());
            components.add(component);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", bill.file());
        json.put("count", bill.count());
        json.put("components", components);
        return json;
    }

    private Map<String, Object> since(Earlier before) {
        Map<String, Object> since = new LinkedHashMap<>();
        since.put("run", before.label());
        since.put("at", before.at().toString());
        ranking.changes().forEach((state, count) -> since.put(state.toString(), count));
        List<Earlier.Gone> gone = ranking.gone();
        since.put("gone", gone.size());
        since.put("gone_findings", gone);
        return since;
    }

    private static void write(Writer out, Object object, String before, boolean ahead) {
        try {
            out.write(ahead ? before : "");
            out.write(PlainJson.MAPPER.writeValueAsString(object));
            out.write(ahead ? "" : before);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Writer out, Object object, String after) {
        write(out, object, after, false);
    }
}
