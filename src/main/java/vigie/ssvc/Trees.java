package vigie.ssvc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The official decision tables. Their rows, values and identifiers are those that
 * <a href="https://github.com/CERTCC/SSVC">CERT/CC</a> and CISA publish; the files stand beside this class, with their licence.
 */
public final class Trees {

    /** The name of the table that is used where none is asked for. */
    public static final String USUAL = "bod26-04";

    private static final Map<String, Tree> OFFICIAL = new LinkedHashMap<>();

    static {
        load(USUAL, "cisa_bod_26_04_1_0_0");
        load("cisa", "cisa_coordinator_2_0_3");
        load("deployer", "deployer_patch_application_priority_1_0_0");
        load("supplier", "supplier_patch_development_priority_1_0_0");
        load("human-impact", "human_impact_1_0_0");
        load("utility", "utility_1_0_0");
        load("public-safety-impact", "public_safety_impact_1_0_0");
    }

    private Trees() {}

    private static void load(String name, String file) {
        try (InputStream in = Trees.class.getResourceAsStream("/vigie/ssvc/" + file + ".json")) {
            OFFICIAL.put(name, Tree.read(in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The table of BOD 26-04. */
    public static Tree usual() {
        return OFFICIAL.get(USUAL);
    }

    /** The names of the official tables, the usual one first. */
    public static List<String> names() {
        return List.copyOf(OFFICIAL.keySet());
    }

    /** An official table by its name or its identifier: {@code deployer}, {@code ssvc:DT_DP:1.0.0}; empty for any other. */
    public static Optional<Tree> named(String name) {
        return Optional.ofNullable(OFFICIAL.get(name))
                .or(() -> OFFICIAL.values().stream()
                        .filter(tree -> tree.id().equalsIgnoreCase(name))
                        .findFirst());
    }

    /** The table whose outcome is the answer to a point: that of human impact to {@code ssvc:HI}. */
    static Optional<Tree> answering(String point) {
        return OFFICIAL.values().stream()
                .filter(tree -> tree.outcome().point().equals(point))
                .findFirst();
    }

    /** An official decision point by namespace and key; empty for one that no official table asks. */
    public static Optional<DecisionPoint> point(String point) {
        return OFFICIAL.values().stream()
                .flatMap(tree -> tree.points().stream())
                .filter(one -> one.point().equals(point))
                .findFirst();
    }
}
