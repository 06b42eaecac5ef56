package vigie.finding.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Format;
import vigie.finding.Head;
import vigie.finding.Input;
import vigie.finding.MalformedReportException;
import vigie.finding.Out;
import vigie.finding.Table;
import vigie.text.CveIds;

/**
 * Any table with a column of CVE identifiers, as people make and export them. There is no documentation of it: separator, encoding
 * and headings are found out.
 *
 * <p>The column is the one under a heading that means a vulnerability, else the one whose cells consist of identifiers and nothing
 * else, so that a description that mentions one is not it. Each row is a finding with all identifiers of its cell. The other
 * columns are understood where their headings are known words, in English, French, German, Spanish, Italian, Portuguese or Dutch.
 * A column of states suppresses nothing: what "closed" or "accepted" means there, nobody has written down. Cells that are formulas
 * are text.
 */
final class AnyCsv implements Format {

    private static final int LOOKED_AT = 300;

    private static final Map<String, String> MEANINGS = new HashMap<>();

    private static final String ID = "id";

    static {
        meaning(
                ID,
                "cve,cves,cve id,cve ids,cveid,cve s,cve number,cve name,cve list,cve reference,cve references,references cve,"
                        + "reference cve,identifiant cve,identifiants cve,id cve,ids cve,numero cve,numeros cve,n cve,liste cve,"
                        + "cve nummer,cve kennung,cve nr,numero de cve,codigo cve,codice cve,cve nummers,"
                        + "vulnerability id,vulnerability ids,vulnerability,vulnerabilities,vuln id,vulnid,identifiant vulnerabilite,"
                        + "vulnerabilite,vulnerabilites,schwachstelle,schwachstellen,vulnerabilidad,vulnerabilidades,vulnerabilita,"
                        + "vulnerabilidade,kwetsbaarheid,kwetsbaarheden");
        meaning(
                "asset",
                "asset,asset name,host,hostname,host name,server,servername,server name,machine,machine name,device,device name,"
                        + "devicename,computer,computer name,computername,node,instance,target,system,image,image name,repository,"
                        + "application,dns,dns name,fqdn,hote,nom d hote,nom hote,nom de machine,nom machine,serveur,equipement,actif,"
                        + "poste,poste de travail,systeme,cible,rechner,rechnername,gerat,geratename,geratname,zielsystem,anlage,equipo,"
                        + "servidor,activo,maquina,sistema,dispositivo,macchina,ativo,apparaat,systeem,machinenaam");
        meaning(
                "address",
                "ip,ip address,ipaddress,ipv4,ipv4 address,address,adresse ip,adresse,ip adresse,direccion ip,indirizzo ip,ip adres");
        meaning(
                "name",
                "package,package name,packagename,component,component name,product,product name,software,software name,library,"
                        + "module,dependency,artifact,paquet,nom du paquet,composant,produit,logiciel,bibliotheque,dependance,paket,"
                        + "paketname,komponente,produkt,bibliothek,paquete,componente,producto,libreria,biblioteca,pacchetto,prodotto,"
                        + "pacote,produto,pakket");
        meaning(
                "version",
                "version,installed version,package version,current version,component version,software version,version installee,"
                        + "version actuelle,installierte version,versao,versione,version instalada,versione installata,"
                        + "geinstalleerde versie,versie");
        meaning(
                "fixed",
                "fixed version,fix version,fixed in,fixed in version,fixed,patched version,patched versions,remediation version,"
                        + "fixedversion,version corrigee,corrige dans,corrigee dans,version corrective,version de correction,"
                        + "behoben in,behobene version,version corregida,corregido en,versione corretta,corretto in,versao corrigida,"
                        + "opgelost in");
        meaning(
                "severity",
                "severity,severity level,risk,risk level,risk factor,criticality,gravite,severite,criticite,niveau de gravite,"
                        + "schweregrad,kritikalitat,severidad,gravedad,criticidad,gravita,severita,severidade,gravidade,ernst");
        meaning(
                "cvss",
                "cvss,cvss score,cvssscore,cvss base score,base score,cvss base,cvss v3,cvssv3,cvss3,cvss 3 1,cvss v3 base score,"
                        + "cvss3 base score,cvss v3 1,cvss v4,cvssv4,score cvss,note cvss,cvss wert,puntuacion cvss,punteggio cvss,"
                        + "pontuacao cvss");
        meaning(
                "vector",
                "cvss vector,cvssvector,vector,cvss v3 vector,vecteur cvss,vecteur,cvss vektor,vettore cvss,vetor cvss");
        meaning(
                "path",
                "path,file path,filepath,location,file,port,chemin,emplacement,fichier,pfad,datei,ruta,archivo,percorso,caminho,pad");
        meaning("purl", "purl,package url");
        meaning(
                "first",
                "first seen,first found,first detected,first discovered,first observed,detected,detected on,detection date,"
                        + "date de detection,premiere detection,detecte le,decouverte,erstmals gesehen,erkannt am,"
                        + "fecha de deteccion,data di rilevamento,data de deteccao");
    }

    private static void meaning(String meaning, String headings) {
        for (String heading : headings.split(",")) {
            MEANINGS.put(heading, meaning);
        }
    }

    /**
     * What was found out of a table.
     *
     * @param id number of the column of identifiers
     * @param columns numbers of the columns by their meaning
     */
    private record Found(Table table, int id, Map<String, List<Integer>> columns) {

        private String get(Table.Row row, String meaning) {
            for (int column : columns.getOrDefault(meaning, List.of())) {
                if (!row.cell(column).isEmpty()) {
                    return row.cell(column);
                }
            }
            return "";
        }
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public boolean recognises(Head head) {
        return !head.isJson() && head.xmlRoot().isEmpty() && find(head).isPresent();
    }

    private static Optional<Found> find(Head head) {
        Optional<Found> best = Optional.empty();
        long most = 0;
        for (char separator : Table.SEPARATORS) {
            List<List<String>> records = Table.beginning(head, separator, LOOKED_AT);
            int width = width(records);
            long alike =
                    records.stream().filter(record -> record.size() == width).count();
            if (width >= 2 && alike * 5 >= records.size() * 3L && alike * width > most) {
                Optional<Found> found = find(records, separator, width);
                if (found.isPresent()) {
                    best = found;
                    most = alike * width;
                }
            }
        }
        return best;
    }

    /** The number of cells that most records have. */
    private static int width(List<List<String>> records) {
        Map<Integer, Integer> counts = new HashMap<>();
        records.forEach(record -> counts.merge(record.size(), 1, Integer::sum));
        return counts.entrySet().stream()
                .max(Map.Entry.<Integer, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    private static Optional<Found> find(List<List<String>> records, char separator, int width) {
        int above = headings(records, width);
        boolean headed = above >= 0;
        List<List<String>> rows = records.subList(above + 1, records.size());
        Table table = new Table(separator, above + 1, headed ? records.get(above) : List.of());
        int column = -1;
        long most = 0;
        for (int i = 0; i < width; i++) {
            long weight = weight(
                    rows, i, headed && ID.equals(MEANINGS.get(table.headings().get(i))));
            if (weight > most) {
                most = weight;
                column = i;
            }
        }
        if (column < 0) {
            return Optional.empty();
        }
        Map<String, List<Integer>> columns = new HashMap<>();
        for (int i = 0; i < table.headings().size(); i++) {
            String meaning = MEANINGS.getOrDefault(table.headings().get(i), "");
            columns.computeIfAbsent(meaning, key -> new ArrayList<>()).add(i);
        }
        return Optional.of(new Found(table, column, columns));
    }

    /** Of the records above the first identifier the one with most known words, then most cells; -1 if there is none. */
    private static int headings(List<List<String>> records, int width) {
        int best = -1;
        long most = -1;
        for (int i = 0; i < records.size(); i++) {
            List<String> record = records.get(i);
            if (record.stream().anyMatch(cell -> !CveIds.in(cell).isEmpty())) {
                return best;
            }
            long known = record.stream()
                    .filter(cell -> MEANINGS.containsKey(Table.plain(cell)))
                    .count();
            long filled = record.stream().filter(cell -> !cell.isBlank()).count();
            if (record.size() == width && known * LOOKED_AT + filled > most) {
                most = known * LOOKED_AT + filled;
                best = i;
            }
        }
        return best;
    }

    /** How much a column is that of the identifiers; 0 if it is not. */
    private static long weight(List<List<String>> rows, int column, boolean headed) {
        long filled = 0;
        long with = 0;
        long pure = 0;
        for (List<String> row : rows) {
            String cell = column < row.size() ? row.get(column) : "";
            if (!cell.isBlank()) {
                filled++;
                if (!Ids.of(cell).isEmpty() && !CveIds.in(cell).isEmpty()) {
                    with++;
                    pure += pure(cell) ? 1 : 0;
                }
            }
        }
        if (headed && (with * 2 >= filled || rows.isEmpty())) {
            return 2 + 2L * LOOKED_AT + pure * 2 + with;
        }
        return pure * 2 >= filled ? pure * 2 : 0;
    }

    /** Whether a cell holds identifiers and what people put around them, but no sentence. */
    private static boolean pure(String cell) {
        String rest = CveIds.without(cell.replaceAll("[|&+\\[\\]()\"'=]", " "));
        return Stream.of(rest.split("[\\s,;]+"))
                        .filter(word -> word.length() > 3)
                        .count()
                <= 1;
    }

    @Override
    public void read(Input in, Out out) throws IOException {
        Optional<Found> found = find(in.head());
        if (found.isEmpty()) {
            throw new MalformedReportException("no column of it holds identifiers of vulnerabilities");
        }
        found.get().table().read(in, out, row -> row(row, found.get(), out));
    }

    private static void row(Table.Row row, Found found, Out out) {
        String asset = found.get(row, "asset");
        Finding.Draft draft = new Finding.Draft()
                .asset(asset.isEmpty() ? found.get(row, "address") : asset)
                .component(new Component(
                        found.get(row, "name"),
                        found.get(row, "version"),
                        found.get(row, "purl"),
                        "",
                        found.get(row, "path")))
                .fixed(found.get(row, "fixed"))
                .severity(found.get(row, "severity"))
                .cvss(found.get(row, "cvss"))
                .vector(found.get(row, "vector"))
                .firstSeen(Days.unambiguous(found.get(row, "first")));
        Ids.row(draft, row.cell(found.id()), false, row.position(), out);
    }
}
