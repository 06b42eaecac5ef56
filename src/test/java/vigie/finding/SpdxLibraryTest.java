package vigie.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.spdx.core.IModelCopyManager;
import org.spdx.core.InvalidSPDXAnalysisException;
import org.spdx.jacksonstore.MultiFormatStore;
import org.spdx.library.ModelCopyManager;
import org.spdx.library.SpdxModelFactory;
import org.spdx.library.model.v2.ExternalRef;
import org.spdx.library.model.v2.SpdxConstantsCompatV2;
import org.spdx.library.model.v2.SpdxPackage;
import org.spdx.storage.ISerializableModelStore;
import org.spdx.storage.simple.InMemSpdxStore;
import org.spdx.tagvaluestore.TagValueStore;
import vigie.testing.Needs;

/** What our readers find in bills of materials of SPDX 2 is what SPDX's own library finds in them, in both forms. */
class SpdxLibraryTest {

    private static final Path REPORTS = Path.of("../shared/findings");
    private static final Path OURS = Path.of("src/test/resources/vigie/finding");

    @BeforeAll
    static void offline() {
        // Else the list of licences would be fetched.
        System.setProperty("org.spdx.useJSONLicenseInfoOnly", "true");
        SpdxModelFactory.init();
    }

    static Stream<Path> documents() throws IOException {
        List<Path> all = new ArrayList<>(List.of(OURS.resolve("spdx/document.json")));
        if (Files.isDirectory(REPORTS)) {
            try (Stream<Path> folders = Files.list(REPORTS)) {
                for (Path folder : folders.filter(
                                one -> one.getFileName().toString().startsWith("spdx"))
                        .sorted()
                        .toList()) {
                    try (Stream<Path> files = Files.list(folder)) {
                        files.filter(SpdxLibraryTest::isSpdx2).sorted().forEach(all::add);
                    }
                }
            }
        }
        return all.stream();
    }

    private static boolean isSpdx2(Path file) {
        try {
            return Files.readString(file).replaceAll("\\s", "").contains("\"spdxVersion\":\"SPDX-2.");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A component as the library and we name its parts: name, version, package URL, purpose. */
    private static String line(String name, String version, String purl, String purpose) {
        return name + " ; " + version + " ; " + purl + " ; " + purpose;
    }

    private static List<String> ours(byte[] document) {
        Collected read = Collected.of(document);
        assertThat(read.only().faults()).isEmpty();
        return read.components.stream()
                .map(one -> line(one.name(), one.version(), one.purl(), one.type()))
                .sorted()
                .toList();
    }

    private static List<String> theirs(ISerializableModelStore store) throws InvalidSPDXAnalysisException {
        IModelCopyManager copies = new ModelCopyManager();
        List<String> lines = new ArrayList<>();
        for (Object one : SpdxModelFactory.getSpdxObjects(
                        store, copies, SpdxConstantsCompatV2.CLASS_SPDX_PACKAGE, null, null)
                .toList()) {
            SpdxPackage spdx = (SpdxPackage) one;
            String purl = "";
            for (ExternalRef reference : spdx.getExternalRefs()) {
                if (purl.isEmpty()
                        && reference.getReferenceType().getIndividualURI().endsWith("/purl")) {
                    purl = reference.getReferenceLocator();
                }
            }
            lines.add(line(
                    spdx.getName().orElse(""),
                    // What says that nothing is said.
                    spdx.getVersionInfo().orElse("").replace("NOASSERTION", ""),
                    purl,
                    spdx.getPrimaryPurpose().map(Enum::name).orElse("")));
        }
        return lines.stream().sorted().toList();
    }

    private static MultiFormatStore json(byte[] document, InMemSpdxStore held)
            throws InvalidSPDXAnalysisException, IOException {
        MultiFormatStore store = new MultiFormatStore(held, MultiFormatStore.Format.JSON);
        store.deSerialize(new ByteArrayInputStream(document), false);
        return store;
    }

    private static TagValueStore tagValue(byte[] document) throws InvalidSPDXAnalysisException, IOException {
        TagValueStore store = new TagValueStore(new InMemSpdxStore());
        store.deSerialize(new ByteArrayInputStream(document), false);
        return store;
    }

    @ParameterizedTest
    @MethodSource("documents")
    void theLibraryFindsTheSamePackages(Path file) throws InvalidSPDXAnalysisException, IOException {
        byte[] document = Files.readAllBytes(file);

        assertThat(ours(document)).isNotEmpty().isEqualTo(theirs(json(document, new InMemSpdxStore())));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void writtenByTheLibraryAsTagsAndValuesTheyAreTheSame(Path file) throws InvalidSPDXAnalysisException, IOException {
        byte[] document = Files.readAllBytes(file);
        InMemSpdxStore held = new InMemSpdxStore();
        MultiFormatStore store = json(document, held);
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        new TagValueStore(held).serialize(tags);

        assertThat(tags.toString(StandardCharsets.UTF_8)).contains("PackageName:");
        assertThat(ours(tags.toByteArray())).isEqualTo(theirs(store)).isEqualTo(ours(document));
    }

    @Test
    void theRealDocumentsAreThere() throws IOException {
        Needs.that(Files.isDirectory(REPORTS), "the real bills of materials are not there: " + REPORTS);
        assertThat(documents().count()).isGreaterThan(4);
    }

    @Test
    void tagsAndValuesOfOursAreReadAlike() throws InvalidSPDXAnalysisException, IOException {
        byte[] document = Files.readAllBytes(OURS.resolve("spdx-tag-value/packages.spdx"));

        assertThat(ours(document)).isNotEmpty().isEqualTo(theirs(tagValue(document)));
    }
}
