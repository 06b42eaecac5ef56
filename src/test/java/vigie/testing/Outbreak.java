package vigie.testing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import vigie.learn.BoostingUnavailable;
import vigie.model.CveId;
import vigie.model.Observation;
import vigie.score.Corpus;
import vigie.score.ModelStore;
import vigie.score.Scope;
import vigie.score.Trainer;
import vigie.score.TrainingOptions;
import vigie.score.Work;

/**
 * A made-up collection of CVEs of which it can be learned what becomes known exploited: half of what can be reached over
 * the network at Acme, and little else.
 */
public final class Outbreak {

    /** The day on which the first of them is published. */
    public static final LocalDate FIRST = LocalDate.of(2023, 1, 1);

    /** The last day of which anything is known. */
    public static final LocalDate TODAY = LocalDate.of(2024, 12, 31);

    /** Enough to learn from. */
    public static final int MANY = 600;

    /** The day of the EPSS scores. */
    public static final LocalDate EPSS = LocalDate.of(2024, 6, 28);

    /** A seed for training. */
    public static final long SEED = 5;

    private static final Work WORK = new Work(2);
    private static final int DAYS = 640;
    private static final List<String> OTHERS = List.of("Globex", "Initech", "Umbrella");
    private static final List<String> PLACES = List.of("the admin console", "the file parser", "the print queue");

    private static ModelStore.Kept model;

    private Outbreak() {}

    /** The CVE of a number from 1 on; each third one is Acme's. */
    public static String cve(int number) {
        return new CveId(2023, number).toString();
    }

    /** A home that holds some of the CVEs. */
    public static TestHome home(int count) {
        TestHome home = TestHome.make();
        home.firstLoad("test", TODAY.toString(), said(count));
        home.ingest(TODAY.toString(), scores(count));
        return home;
    }

    /** What sources say of the CVEs. */
    public static List<Observation> said(int count) {
        List<Observation> all = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            Random random = new Random(number);
            random.nextInt();
            LocalDate published = FIRST.plusDays(random.nextInt(DAYS));
            all.add(record(number, published, random).listed());
            if (random.nextInt(4) == 0) {
                all.add(Seen.exploit(
                        cve(number),
                        "poc-" + number,
                        published.plusDays(random.nextInt(50)).toString()));
            }
            if (random.nextDouble() < (number % 3 == 0 ? 0.5 : 0.02)) {
                String catalogue = number % 2 == 0 ? "cisa" : "eu";
                all.add(Seen.kev(
                        cve(number),
                        catalogue,
                        published.plusDays(1 + random.nextInt(90)).toString()));
            }
        }
        return all;
    }

    private static CveText record(int number, LocalDate published, Random random) {
        boolean acme = number % 3 == 0;
        String vendor = acme ? "Acme" : OTHERS.get(random.nextInt(OTHERS.size()));
        String vector = "CVSS:3.1/AV:" + (acme || random.nextBoolean() ? "N" : "L") + "/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H";
        String flaw = acme ? "A crafted packet allows remote code execution" : "A long name causes a crash";
        return CveText.cve(cve(number))
                .published(published + "T08:00:00Z")
                .description(flaw + " in " + PLACES.get(random.nextInt(PLACES.size())) + " of " + vendor)
                .cvss(acme ? 9.8 : 5 + random.nextInt(40) / 10.0, vector)
                .weakness(acme ? "CWE-78" : "CWE-" + (400 + random.nextInt(5)), "")
                .product(vendor, "Product " + random.nextInt(3), "1.0", "affected");
    }

    private static List<Observation> scores(int count) {
        Map<String, Double> scores = new LinkedHashMap<>();
        IntStream.rangeClosed(1, count).forEach(number -> scores.put(cve(number), number % 97 / 100.0));
        return Seen.epss(EPSS, scores);
    }

    /** What a home offers to learn from. */
    public static Corpus corpus(TestHome home) {
        return Corpus.load(home.store(), Scope.FIRST, true, WORK);
    }

    /** A model learned from all of it; skips the test where XGBoost's native library is not there. */
    public static synchronized ModelStore.Kept model() {
        if (model == null) {
            model = learned(TODAY, SEED, false);
        }
        return model;
    }

    /** The same as of an earlier day, or with another seed, or with EPSS scores as a feature. */
    public static ModelStore.Kept learned(LocalDate until, long seed, boolean withEpss) {
        try (TestHome home = home(MANY)) {
            return new Trainer(corpus(home), WORK)
                    .train(new TrainingOptions(until, seed, withEpss), TODAY, "test", Map.of());
        } catch (BoostingUnavailable e) {
            Needs.that(false, e.getMessage());
            throw e;
        }
    }

    /** A home with some of the CVEs in which the model is in use. */
    public static TestHome readyHome(int count) {
        ModelStore.Kept ready = model();
        TestHome home = home(count);
        ModelStore models = new ModelStore(home.dir());
        models.add(ready);
        models.use(ready.id());
        return home;
    }
}
