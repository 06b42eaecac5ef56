package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vigie.testing.ServedHome;

/**
 * Whatever values the parameters of the API have, the answer is one that its document knows: random values and those at the
 * bounds of what the document allows. The same requests in each run.
 */
class FuzzedRequestsTest {

    private static final long SEED = 20260130;
    private static final int REQUESTS = 3000;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Of each kind of value something that parsers trip over. */
    private static final List<String> NASTY = List.of(
            "",
            " ",
            "-",
            "--",
            "'",
            "\"",
            "\"\"\"",
            "a\"b",
            "*",
            "a*",
            "NEAR(a b)",
            "a AND NOT b",
            "{title}:x",
            "%",
            "%00",
            "\0",
            "\u0001",
            "\r\nX: y",
            "<script>",
            "../..",
            "..%2f",
            "/",
            ";x=1",
            "\\",
            "\ud83d\ude00",
            "\u202e",
            "\uff0d",
            "e\u0301",
            "\u0130",
            "NaN",
            "-0",
            "1e999",
            "1,5",
            "0x10",
            "9223372036854775808",
            "-1",
            "2026-02-30",
            "0000-01-01",
            "+999999999-12-31",
            "2026-1-1",
            "cve-2024-3400",
            "CVE-2024-3400",
            "CVE-2024-99999999999999",
            "CVE-9999-0001",
            "CERTFR-2026-AVI-0110",
            "certfr-2026-avi-0110",
            "CERTFR-2026-ALE-1",
            "CWE-79",
            "null",
            "true",
            "a,".repeat(240),
            "\"a\" ".repeat(120),
            "x".repeat(600),
            "\u00e9".repeat(300),
            "true,false",
            ",,,",
            "any");

    @TempDir
    private Path home;

    private final Random random = new Random(SEED);

    @Test
    void everyAnswerIsOneThatTheDocumentKnows() throws Exception {
        try (ServedHome served = ServedHome.sample(home)) {
            Contract contract = Contract.read(served.get("/api/v1/openapi.json").body());
            List<Map.Entry<String, JsonNode>> operations =
                    new ArrayList<>(new java.util.TreeMap<>(contract.operations()).values());
            long end = System.nanoTime() + LONGEST.toNanos();
            for (int i = 0; i < REQUESTS && System.nanoTime() < end; i++) {
                Map.Entry<String, JsonNode> operation = operations.get(i % operations.size());
                HttpResponse<byte[]> answer = served.get(address(contract, operation));
                assertThat(answer.statusCode()).as(answer.uri().toString()).isLessThan(500);
                contract.check(operation.getValue(), answer);
            }
            assertThat(served.trouble()).isEmpty();
        }
    }

    private String address(Contract contract, Map.Entry<String, JsonNode> operation) {
        String path = operation.getKey();
        List<String> query = new ArrayList<>();
        for (JsonNode reference : operation.getValue().path("parameters")) {
            JsonNode parameter = contract.resolved(reference);
            String name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("path")) {
                // An empty or dotted segment is another path.
                String value = value(contract, parameter);
                path = path.replace(
                        "{" + name + "}",
                        encoded(value.isBlank() || value.matches("[./\\\\;%\\x00-\\x1f].*") ? "x" : value));
            } else if (parameter.path("in").asString().equals("query") && random.nextInt(3) == 0) {
                query.add(name + "=" + encoded(value(contract, parameter)));
            }
        }
        if (random.nextInt(20) == 0) {
            query.add(encoded(NASTY.get(random.nextInt(NASTY.size()))) + "=1");
        }
        return query.isEmpty() ? path : path + "?" + String.join("&", query);
    }

    private String value(Contract contract, JsonNode parameter) {
        List<String> values = new ArrayList<>();
        JsonNode schema = contract.resolved(parameter.path("schema"));
        JsonNode one = schema.has("items") ? contract.resolved(schema.path("items")) : schema;
        one.path("enum").forEach(value -> values.add(value.asString()));
        parameter.path("example").asStringOpt().ifPresent(values::add);
        for (String bound : List.of("minimum", "maximum")) {
            if (one.has(bound)) {
                double number = one.path(bound).asDouble();
                for (double off : new double[] {-1, -1e-9, 0, 1e-9, 1}) {
                    values.add(
                            number + off == Math.rint(number + off)
                                    ? Long.toString((long) (number + off))
                                    : "" + (number + off));
                }
            }
        }
        return switch (values.isEmpty() ? 0 : random.nextInt(3)) {
            case 0 -> random.nextInt(4) == 0 ? noise() : NASTY.get(random.nextInt(NASTY.size()));
            case 1 ->
                values.get(random.nextInt(values.size()))
                        + (random.nextInt(4) == 0 ? "," + NASTY.get(random.nextInt(NASTY.size())) : "");
            default -> values.get(random.nextInt(values.size()));
        };
    }

    private String noise() {
        return random.ints(1 + random.nextInt(40), 1, 0x3000)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
