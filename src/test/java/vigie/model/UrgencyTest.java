package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UrgencyTest {

    private static final CveId OLD = CveId.of("CVE-2020-1111");
    private static final CveId YOUNG = CveId.of("CVE-2026-1111");

    private static Urgency of(boolean exploited, Double score, Double epss, Double cvss, CveId cve) {
        return new Urgency(
                exploited, Optional.ofNullable(score), Optional.ofNullable(epss), Optional.ofNullable(cvss), cve);
    }

    @Test
    void eachValueDecidesOnlyWhereThoseBeforeItAreEqual() {
        List<Urgency> order = List.of(
                of(true, null, null, null, OLD),
                of(false, 0.02, 0.1, 3.0, OLD),
                of(false, 0.01, 0.9, 3.0, OLD),
                of(false, 0.01, 0.8, 9.8, OLD),
                of(false, 0.01, 0.8, 9.7, YOUNG),
                of(false, 0.01, 0.8, 9.7, OLD));

        assertThat(order.stream().sorted(Comparator.reverseOrder()).sorted()).containsExactlyElementsOf(order);
    }

    @Test
    void aMissingValueRanksBehindZero() {
        assertThat(Stream.of(of(false, null, 1.0, 10.0, YOUNG), of(false, 0.0, null, null, OLD))
                        .sorted())
                .first()
                .isEqualTo(of(false, 0.0, null, null, OLD));
        assertThat(Urgency.severity(Double.NaN)).isLessThan(Urgency.severity(0));
        assertThat(Urgency.likelihood(false, Double.NaN, 1)).isLessThan(Urgency.likelihood(false, 0, Double.NaN));
    }

    @Test
    void theNumbersForColumnsGiveTheOrderOfTheValues() {
        Random random = new Random(7);
        List<Urgency> all = Stream.generate(() -> of(
                        random.nextInt(4) == 0,
                        random.nextInt(5) == 0 ? null : random.nextInt(1000) / 1e5,
                        random.nextInt(5) == 0 ? null : random.nextInt(100_000) / 1e5,
                        random.nextInt(5) == 0 ? null : random.nextInt(101) / 10.0,
                        new CveId(2025, 1 + random.nextInt(50_000))))
                .limit(5000)
                .toList();
        Comparator<Urgency> byValues = Comparator.comparing((Urgency one) -> !one.exploited())
                .thenComparing(one -> -one.score().orElse(-1.0))
                .thenComparing(one -> -one.epss().orElse(-1.0))
                .thenComparing(one -> -one.cvss().orElse(-1.0))
                .thenComparing(Urgency::cve, Comparator.reverseOrder());

        assertThat(all.stream().sorted())
                .containsExactlyElementsOf(all.stream().sorted(byValues).toList());
    }
}
