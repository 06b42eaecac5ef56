package vigie.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static vigie.explain.MadeUpContributions.one;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import vigie.explain.Reasons.Reason;
import vigie.model.Contribution;
import vigie.model.Score;
import vigie.model.Topic;
import vigie.text.Messages;

class ReasonsTest {

    private static final Reasons ENGLISH = new Reasons(new Messages("en"));

    private static Reason reason(Topic topic, Contribution... contributions) {
        return all(List.of(contributions)).stream()
                .filter(r -> r.topic() == topic)
                .findFirst()
                .orElseThrow();
    }

    /** The reasons with each contribution. */
    private static List<Reason> all(List<Contribution> contributions) {
        return ENGLISH.complete(MadeUpContributions.score(contributions), contributions);
    }

    private static Set<Topic.Absence> absent(List<Contribution> contributions) {
        return Topic.Absence.of(MadeUpContributions.score(contributions).listed());
    }

    private static String words(Topic topic, Contribution... contributions) {
        return reason(topic, contributions).words();
    }

    private static double sum(List<Reason> reasons) {
        return reasons.stream().mapToDouble(Reason::logOdds).sum();
    }

    /** The made-up features with other values and contributions. */
    private static List<Contribution> shaken(long seed) {
        Random random = new Random(seed);
        List<Contribution> all = new ArrayList<>();
        List<Contribution> from = random.nextBoolean() ? MadeUpContributions.ALL : MadeUpContributions.BARE;
        for (Contribution one : from) {
            double value = random.nextInt(4) == 0 ? Double.NaN : random.nextInt(3);
            all.add(one(one.feature(), value, random.nextInt(5) == 0 ? 0 : random.nextGaussian()));
        }
        Collections.shuffle(all, random);
        return all;
    }

    @Property(tries = 300)
    void biasAndAllReasonsAddUpToTheMargin(@ForAll long seed) {
        List<Contribution> all = shaken(seed);
        double margin = MadeUpContributions.score(all).margin();
        assertThat(MadeUpContributions.BIAS + sum(all(all))).isCloseTo(margin, within(1e-9));
        assertThat(all(all).stream().flatMap(r -> r.contributions().stream()).toList())
                .containsExactlyInAnyOrderElementsOf(all);
    }

    @Property(tries = 300)
    void theFactsOfATopicAddUpToItsReason(@ForAll long seed) {
        List<Contribution> all = shaken(seed);
        Set<Topic.Absence> absent = absent(all);
        for (Reason reason : all(all)) {
            double sum = ENGLISH.statements(reason.contributions(), absent).stream()
                    .mapToDouble(Reasons.Statement::logOdds)
                    .sum();
            assertThat(sum).isCloseTo(reason.logOdds(), within(1e-9));
        }
    }

    @Property(tries = 300)
    void aReasonBeginsWithTheStrongestFactThatPullsItsWay(@ForAll long seed) {
        List<Contribution> all = shaken(seed);
        Set<Topic.Absence> absent = absent(all);
        for (Reason reason : all(all)) {
            ENGLISH.statements(reason.contributions(), absent).stream()
                    .filter(fact -> fact.logOdds() * reason.logOdds() > 0)
                    .max(Comparator.comparingDouble(fact -> Math.abs(fact.logOdds())))
                    .ifPresent(fact -> assertThat(reason.words()).startsWith(fact.words()));
        }
    }

    @Test
    void everyTopicHasANameInEveryLanguage() {
        for (String language : Messages.LANGUAGES) {
            assertThat(Topic.values())
                    .allMatch(topic -> new Messages(language).explanations().knows("topic." + topic));
        }
    }

    @Property(tries = 100)
    void theOrderOfTheContributionsDoesNotCount(@ForAll long seed) {
        List<Contribution> all = shaken(seed);
        List<Contribution> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed + 1));
        assertThat(all(shuffled)).isEqualTo(all(all));
    }

    @Test
    void whatAScoreListsAndTheRestAddUpToTheMargin() {
        Score score = MadeUpContributions.score();
        List<Reason> reasons = ENGLISH.of(score);
        assertThat(score.bias() + sum(reasons)).isCloseTo(score.margin(), within(1e-6));
        assertThat(reasons).noneMatch(reason -> reason.topic() == Topic.REST);
        assertThat(reasons.stream().mapToInt(Reason::others).sum())
                .isEqualTo((int) MadeUpContributions.ALL.stream()
                                .filter(one -> one.logOdds() != 0)
                                .count()
                        - score.listed().size());
    }

    @Test
    void aTopicOfWhichNothingIsListedIsOneReasonOfItsOtherFeatures() {
        List<Contribution> all = new ArrayList<>();
        for (int i = 0; i < Score.LISTED; i++) {
            all.add(one("T:NP:W" + i, 1, -0.5));
        }
        all.add(one("N:AGE_DAYS", 3, 0.2));
        all.add(one("N:POC", 3, 0.4));
        all.add(one("N:METASPLOIT", 1, 0.3));
        List<Reason> reasons = ENGLISH.of(MadeUpContributions.score(all));
        assertThat(reasons).extracting(Reason::topic).containsExactly(Topic.DESCRIPTION, Topic.EXPLOITS, Topic.AGE);
        assertThat(reasons.get(1).words()).isEqualTo("2 features of little effect");
        assertThat(reasons.get(1).logOdds()).isCloseTo(0.7, within(1e-6));
    }

    @Test
    void ofAScoreOfAnEarlierVersionTheRestIsOneReasonAndComesLast() {
        Score now = MadeUpContributions.score();
        Score earlier = new Score(
                now.cve(),
                now.model(),
                now.day(),
                now.margin(),
                now.probability(),
                Optional.empty(),
                now.percentile(),
                now.bias(),
                now.listed(),
                now.rest(),
                List.of(),
                now.known(),
                now.updated());
        List<Reason> reasons = ENGLISH.of(earlier);
        assertThat(reasons.get(reasons.size() - 1).topic()).isEqualTo(Topic.REST);
        assertThat(now.bias() + sum(reasons)).isCloseTo(now.margin(), within(1e-6));
    }

    @Test
    void theStrongestReasonComesFirstWhetherItRaisesOrLowers() {
        List<Reason> reasons = all(List.of(one("N:POC", 1, 0.5), one("N:AGE_DAYS", 3, -0.9), one("N:EPSS", 0.1, 0.2)));
        assertThat(reasons).extracting(Reason::topic).containsExactly(Topic.AGE, Topic.EXPLOITS, Topic.EPSS);
        assertThat(reasons.get(0).lowers()).isTrue();
        assertThat(reasons.get(1).raises()).isTrue();
    }

    @Test
    void onlyWhatPullsWithTheSumIsSaid() {
        Contribution network = one("C:CVSS_AV:NETWORK", 1, 0.4);
        assertThat(words(Topic.ACCESS, network, one("C:CVSS_UI:REQUIRED", 1, -0.2)))
                .isEqualTo("exploitable over the network");
        assertThat(words(Topic.ACCESS, network, one("C:CVSS_UI:REQUIRED", 1, -0.6)))
                .isEqualTo("user interaction required");
    }

    @Test
    void theValuesOfAMetricAreOneFact() {
        assertThat(words(
                        Topic.ACCESS,
                        one("C:CVSS_AV:NETWORK", 1, 0.1),
                        one("C:CVSS_AV:LOCAL", 0, 0.4),
                        one("C:CVSS_AV:PHYSICAL", 0, -0.05)))
                .isEqualTo("exploitable over the network");
        assertThat(words(Topic.ACCESS, one("C:CVSS_AV:LOCAL", 0, 0.4), one("C:CVSS_AV:PHYSICAL", 0, 0.05)))
                .isEqualTo("not rated “local access required” and “physical access required”");
    }

    @Test
    void countsOfOneThingAreOneSentence() {
        assertThat(words(
                        Topic.EXPLOITS, one("N:POC", 3, 0.4), one("N:POC_90D", 2, -0.1), one("N:POC_DAYS_AGO", 4, 0.1)))
                .isEqualTo("3 public proofs of concept, 2 of them in the last 90 days, the latest 4 days ago");
        assertThat(words(Topic.EXPLOITS, one("N:POC", 0, -0.4), one("N:POC_90D", 0, -0.1)))
                .isEqualTo("no public proof of concept");
        assertThat(words(Topic.PRODUCT, one("N:PRODUCT_EXPLOITED", 0, -0.4), one("N:PRODUCT_CVES", 1, -0.1)))
                .isEqualTo("none of 1 CVE of this product known to be exploited");
        assertThat(words(Topic.VENDOR, one("N:VENDOR_EXPLOITED_12M", 0, -0.4), one("N:VENDOR_CVES", 9, -0.1)))
                .isEqualTo("no CVE of this vendor newly listed as exploited in the last 12 months,"
                        + " 9 CVEs of this vendor in total");
    }

    @Test
    void itemsOfOneKindAreSaidTogetherButNeverThoseThatRaiseWithThoseThatLower() {
        assertThat(words(
                        Topic.DESCRIPTION,
                        one("T:NP:ROOT", 1, 0.1),
                        one("T:NP:ARBITRARY_CODE", 1, 0.4),
                        one("T:NP:WORDPRESS", 1, -0.3),
                        one("T:NP:KERNEL", 0, 0.02),
                        one("T:NP:B", 1, 0.02),
                        one("T:NP:C", 1, 0.01)))
                .isEqualTo("the description mentions “arbitrary code”, “root” and “b”");
    }

    @Test
    void whatHangsOnAMissingAssessmentIsOneReason() {
        List<Reason> reasons = all(MadeUpContributions.BARE);
        assertThat(reasons)
                .extracting(Reason::words)
                .containsExactly(
                        "published less than a day ago",
                        "no CVSS score yet",
                        "no affected product listed yet",
                        "no public proof of concept",
                        "no weakness assigned yet",
                        "no description yet");
    }

    @Test
    void aReasonWithoutEffectNeitherRaisesNorLowers() {
        Reason none = reason(Topic.OTHER, one("C:TIDE:HIGH", 1, 0));
        assertThat(none.raises() || none.lowers()).isFalse();
        assertThat(none.words()).isEqualTo("TIDE HIGH");
    }
}
