package vigie.finding.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.Out;
import vigie.finding.Position;
import vigie.finding.XmlNode;
import vigie.finding.XmlWalk;
import vigie.text.CveIds;

/**
 * nmap's XML, as far as its scripts name vulnerabilities. Source: {@code nmap.dtd}; {@code vulners.nse} and
 * {@code nselib/vulns.lua} of nmap.
 *
 * <p>The script {@code vulners} lists what its server knows of the product of a port: entries of the type {@code cve} are findings,
 * with their score; the others are exploits and advisories of others, which the CVEs stand beside. Older versions of it write text
 * only, which is read line by line. Scripts that use the library {@code vulns} say for each vulnerability whether it is there: a
 * state that begins with {@code VULNERABLE} or {@code LIKELY VULNERABLE} is a finding.
 */
final class NmapXml implements Format {

    private static final Set<String> FIELDS = Set.of("service", "cpe", "script", "table", "elem");

    @Override
    public String name() {
        return "nmap";
    }

    @Override
    public boolean recognises(Head head) {
        return head.xmlRoot().equals("nmaprun");
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        try (XmlWalk xml = in.xml()) {
            xml.root(root -> xml.each(() -> host(xml, out), "host"));
        }
    }

    private static void host(XmlWalk xml, Out out) {
        String[] names = {"", ""};
        xml.children(name -> {
            switch (name) {
                case "address" -> {
                    if (names[0].isEmpty() && !xml.attribute("addrtype").equals("mac")) {
                        names[0] = xml.attribute("addr");
                    }
                }
                case "hostnames" ->
                    xml.each(() -> names[1] = names[1].isEmpty() ? xml.attribute("name") : names[1], "hostname");
                case "ports" -> xml.each(() -> scripts(xml.tree(FIELDS), asset(names), out), "port");
                case "hostscript" -> scripts(xml.tree(FIELDS), asset(names), out);
                default -> {}
            }
        });
    }

    private static String asset(String... names) {
        return names[1].isEmpty() ? names[0] : names[1];
    }

    private static void scripts(XmlNode port, String asset, Out out) {
        Component component = component(port);
        for (XmlNode script : port.all("script")) {
            if (!script.attribute("id").equals("vulners")) {
                script.all("table").forEach(table -> checked(table, component, asset, out));
            } else if (script.all("table").isEmpty()) {
                script.attribute("output")
                        .lines()
                        .forEach(line -> line(line, component, asset, script.position(), out));
            } else {
                script.all("table", "table").forEach(entry -> listed(entry, component, asset, out));
            }
        }
    }

    private static Component component(XmlNode port) {
        XmlNode service = port.all("service").stream().findFirst().orElse(port);
        String path = Checks.port(port.attribute("portid"), port.attribute("protocol"));
        String name = service.attribute("product").isEmpty() ? service.attribute("name") : service.attribute("product");
        return new Component(name, service.attribute("version"), "", "", path);
    }

    private static Map<String, String> elements(XmlNode table) {
        Map<String, String> found = new HashMap<>();
        table.all("elem").forEach(element -> found.putIfAbsent(element.attribute("key"), element.text()));
        return found;
    }

    private static void listed(XmlNode entry, Component component, String asset, Out out) {
        Map<String, String> said = elements(entry);
        if (said.getOrDefault("type", "cve").equals("cve")) {
            out.finding(
                    new Finding.Draft()
                            .id(said.getOrDefault("id", ""))
                            .asset(asset)
                            .component(component)
                            .cvss(said.getOrDefault("cvss", "")),
                    entry.position());
        } else {
            out.other();
        }
    }

    /** {@code CVE-2018-15919  5.0  https://…}, where an exploit has its own name in the place of the identifier. */
    private static void line(String line, Component component, String asset, Position position, Out out) {
        String[] words = line.strip().split("\\s+");
        if (words.length < 2 || words[0].startsWith("cpe:")) {
            return;
        }
        if (CveIds.one(words[0]).isPresent() && words[0].length() < 30) {
            out.finding(
                    new Finding.Draft()
                            .id(words[0])
                            .asset(asset)
                            .component(component)
                            .cvss(words[1]),
                    position);
        } else {
            out.other();
        }
    }

    private static void checked(XmlNode table, Component component, String asset, Out out) {
        String state = elements(table).getOrDefault("state", "");
        if (state.isEmpty()) {
            return;
        }
        if (!state.startsWith("VULNERABLE") && !state.startsWith("LIKELY VULNERABLE")) {
            out.other();
            return;
        }
        List<String> ids = new ArrayList<>();
        table.all("table").stream()
                .filter(inner -> inner.attribute("key").equals("ids"))
                .flatMap(inner -> inner.all("elem").stream())
                .map(element ->
                        element.text().startsWith("CVE:") ? element.text().substring(4) : element.text())
                .filter(id -> CveIds.one(id).isPresent())
                .forEach(ids::add);
        if (ids.isEmpty()) {
            CveIds.in(table.attribute("key")).forEach(id -> ids.add(id.toString()));
        }
        out.finding(new Finding.Draft().ids(ids).asset(asset).component(component), table.position());
    }
}
