package vigie.score;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vigie.learn.ModelFileException;
import vigie.learn.TreeEnsemble;
import vigie.learn.TreeShap;

/** A model ready to score: the trees, and which feature stands in which column. Immutable. */
public final class ScoreModel {

    /** The supported format of features: increased when features change their meaning. */
    static final int FORM = 1;

    static final String FORM_KEY = "vigie_form";
    static final String UNTIL_KEY = "vigie_until";
    static final String EPSS_KEY = "vigie_epss";

    private final String id;
    private final TreeEnsemble trees;
    private final TreeShap shap;
    private final Map<String, Integer> columns = new HashMap<>();

    private ScoreModel(String id, TreeEnsemble trees) {
        this.id = id;
        this.trees = trees;
        this.shap = TreeShap.of(trees);
        List<String> names = trees.featureNames();
        for (int i = 0; i < names.size(); i++) {
            columns.put(names.get(i), i);
        }
    }

    /**
     * Reads a model file.
     *
     * @param id its identifier
     * @throws ModelRefused if it is damaged, not one of Vigie's, or of another form
     */
    public static ScoreModel read(String id, byte[] file) {
        try {
            TreeEnsemble trees = TreeEnsemble.read(new ByteArrayInputStream(file));
            check(id, trees);
            return new ScoreModel(id, trees);
        } catch (ModelFileException e) {
            throw new ModelRefused(id, e.getMessage());
        } catch (IOException e) {
            throw new ModelRefused(id, "it cannot be read: " + e.getMessage());
        }
    }

    private static void check(String id, TreeEnsemble trees) {
        String form = trees.attributes().getOrDefault(FORM_KEY, "");
        if (form.isEmpty()) {
            throw new ModelRefused(id, "it is not a model of Vigie: its features are unknown");
        }
        if (!form.matches("\\d{1,6}")) {
            throw new ModelRefused(id, "its form is not a number");
        }
        int number = Integer.parseInt(form);
        if (number > FORM) {
            throw new ModelRefused(
                    id, "it is from a newer version of Vigie (form " + number + ", known up to " + FORM + ")");
        }
        if (number < FORM) {
            throw new ModelRefused(
                    id, "its features are those of an older version (form " + number + "): train a new model");
        }
        if (trees.featureNames().size() != trees.width()) {
            throw new ModelRefused(id, "its columns have no names");
        }
    }

    /** The identifier. */
    public String id() {
        return id;
    }

    /** Whether the EPSS score is one of its features. */
    public boolean withEpss() {
        return Boolean.parseBoolean(trees.attributes().get(EPSS_KEY));
    }

    /** Names of the features by column. */
    public List<String> features() {
        return trees.featureNames();
    }

    /** The column of a feature, -1 if the model does not know it. */
    int column(String feature) {
        return columns.getOrDefault(feature, -1);
    }

    TreeEnsemble trees() {
        return trees;
    }

    TreeShap shap() {
        return shap;
    }
}
