package vigie.model;

import static vigie.model.CvssVersion.V2_0;
import static vigie.model.CvssVersion.V3_0;
import static vigie.model.CvssVersion.V3_1;
import static vigie.model.CvssVersion.V4_0;
import static vigie.model.Origin.Kind.ADP;
import static vigie.model.Origin.Kind.CISA_ADP;
import static vigie.model.Origin.Kind.CNA;
import static vigie.model.Origin.Kind.NVD;
import static vigie.model.Origin.Kind.NVD_SECONDARY;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which statement stands for a CVE when several sources make one: the only place where one origin is preferred to
 * another. {@code docs/decisions/0003-preference.md} says why the order is this one.
 */
public final class Preference {

    /** One line of the order: an assessment of this version by an origin of this kind. */
    private record Choice(Origin.Kind kind, CvssVersion version) {}

    /** Scores on the 3.x scale before 4.0 so that one table compares like with like; 2.0 only for want of another. */
    private static final List<Choice> ASSESSMENTS = List.of(
            new Choice(CNA, V3_1),
            new Choice(CNA, V3_0),
            new Choice(NVD, V3_1),
            new Choice(CISA_ADP, V3_1),
            new Choice(ADP, V3_1),
            new Choice(NVD, V3_0),
            new Choice(CISA_ADP, V3_0),
            new Choice(ADP, V3_0),
            new Choice(NVD_SECONDARY, V3_1),
            new Choice(NVD_SECONDARY, V3_0),
            new Choice(CNA, V4_0),
            new Choice(NVD, V4_0),
            new Choice(CISA_ADP, V4_0),
            new Choice(ADP, V4_0),
            new Choice(NVD_SECONDARY, V4_0),
            new Choice(NVD, V2_0),
            new Choice(CNA, V2_0),
            new Choice(CISA_ADP, V2_0),
            new Choice(ADP, V2_0),
            new Choice(NVD_SECONDARY, V2_0));

    /** By kind of origin and version, the place of each line of {@link #ASSESSMENTS}: the import asks for it of every assessment. */
    private static final int[][] PLACES = places();

    private static final List<Origin.Kind> TEXTS = List.of(CNA, NVD, CISA_ADP, ADP, NVD_SECONDARY);

    /** How CISA and NVD begin when they do not know the weakness, and a CVSS vector in the place of one; in lower case. */
    private static final List<String> NO_WEAKNESS = List.of("cwe-noinfo", "cwe-other", "nvd-cwe-", "cvss:");

    /** Words that name no weakness, in lower case and without signs around them. */
    private static final Set<String> NO_WORDS = Set.of(
            "",
            "n/a",
            "na",
            "none",
            "not applicable",
            "not available",
            "not enough information",
            "insufficient information",
            "noinfo",
            "other",
            "tbd",
            "unknown",
            "unspecified",
            "cwe",
            "null");

    /** Rank of a statement that is no use as a choice. */
    public static final int LAST = Integer.MAX_VALUE;

    private Preference() {}

    private static int[][] places() {
        int[][] places = new int[Origin.Kind.values().length][CvssVersion.values().length];
        for (int[] row : places) {
            Arrays.fill(row, -1);
        }
        for (int place = 0; place < ASSESSMENTS.size(); place++) {
            Choice choice = ASSESSMENTS.get(place);
            places[choice.kind().ordinal()][choice.version().ordinal()] = place;
        }
        return places;
    }

    /**
     * The place of an assessment in the order, 0 being preferred to all others. A base score of 0 says that there is no impact: it
     * comes after every other, whoever gave it.
     */
    public static int rank(Assessment assessment) {
        int place = PLACES[assessment.origin().kind().ordinal()][
                assessment.version().ordinal()];
        return assessment.score() > 0 ? place : place + ASSESSMENTS.size();
    }

    /** The place of a weakness: by origin, and one with a CWE identifier of its own before words; placeholders are none. */
    public static int rank(Weakness weakness) {
        int byOrigin = TEXTS.indexOf(weakness.origin().kind());
        if (weakness.id().startsWith("CWE-")) {
            return byOrigin;
        }
        String words = withoutSignsAround(weakness.description()).toLowerCase(Locale.ROOT);
        boolean silent = NO_WORDS.contains(words) || NO_WEAKNESS.stream().anyMatch(words::startsWith);
        return silent ? LAST : byOrigin + TEXTS.size();
    }

    private static String withoutSignsAround(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && !Character.isLetterOrDigit(text.charAt(from))) {
            from++;
        }
        while (to > from && !Character.isLetterOrDigit(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    /** The place of a container for titles and descriptions. */
    public static int rank(Container container) {
        return TEXTS.indexOf(container.origin().kind());
    }

    /**
     * The products that stand for the CVE: those of the first container that names any that {@link Affected#mayBeAffected may be
     * affected}.
     *
     * @param named whether an entry names a vendor or a product, and is no placeholder
     */
    public static List<Affected> products(Stream<Container> all, Predicate<Affected> named) {
        Predicate<Affected> wanted = named.and(Affected::mayBeAffected);
        return all.filter(c -> c.affected().stream().anyMatch(wanted))
                .min(Comparator.comparingInt(Preference::rank))
                .map(c -> inWords(c.affected().stream().filter(wanted).toList()))
                .orElse(List.of());
    }

    /** Of the products that one container names, those in its own words; where there are none, those under CPE names. */
    static List<Affected> inWords(List<Affected> named) {
        List<Affected> words =
                named.stream().filter(one -> one.part().isEmpty()).toList();
        return words.isEmpty() ? named : words;
    }

    /** The assessment that stands for the CVE: the first of {@link #assessments}. */
    public static Optional<Assessment> assessment(Stream<Assessment> all) {
        return first(all.toList());
    }

    /** The assessment that stands for the CVE, of those of several containers. */
    public static Optional<Assessment> assessment(List<Container> all) {
        List<Assessment> given = new ArrayList<>();
        for (Container container : all) {
            given.addAll(container.assessments());
        }
        return first(given);
    }

    private static Optional<Assessment> first(List<Assessment> given) {
        List<Assessment> sorted = assessments(given);
        return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get(0));
    }

    /**
     * All assessments, the one that stands for the CVE first: by {@link #rank}, then in the order in which organisations appear. Of
     * several with one version by one organisation, those for all circumstances come before those for one scenario, then the
     * highest.
     */
    public static List<Assessment> assessments(List<Assessment> given) {
        if (given.size() < 2) {
            return given;
        }
        List<Origin> origins = given.stream().map(Assessment::origin).distinct().toList();
        return given.stream()
                .sorted(Comparator.comparingInt((Assessment a) -> rank(a))
                        .thenComparingInt(a -> origins.indexOf(a.origin()))
                        .thenComparing(a -> !a.scenario().isEmpty())
                        .thenComparing(Assessment::score, Comparator.reverseOrder()))
                .toList();
    }

    /** The weakness that stands for the CVE, of those of several containers; the first of equals. */
    public static Optional<Weakness> weakness(List<Container> all) {
        Optional<Weakness> best = Optional.empty();
        int bestRank = LAST;
        for (Container container : all) {
            for (Weakness weakness : container.weaknesses()) {
                int rank = rank(weakness);
                if (rank < bestRank) {
                    best = Optional.of(weakness);
                    bestRank = rank;
                }
            }
        }
        return best;
    }

    /** The title that stands for the CVE: the CNA's own, as an ADP container's title names the container. */
    public static String title(List<Container> all) {
        // In loops, here and below: the import asks for these of every record, and streams take several times as long.
        for (Container container : all) {
            if (container.origin().kind() == CNA && !container.title().isEmpty()) {
                return container.title();
            }
        }
        return "";
    }

    /** The description that stands for the CVE, empty where none has one. */
    public static String description(List<Container> all) {
        String best = "";
        int bestRank = LAST;
        for (Container container : all) {
            if (!container.description().isEmpty() && rank(container) < bestRank) {
                best = container.description();
                bestRank = rank(container);
            }
        }
        return best;
    }
}
