package vigie.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CveIdTest {

    private static final long MOST = 99_999_999_999_999L;

    @ParameterizedTest
    @ValueSource(
            strings = {"CVE-1999-0001", "CVE-2024-3400", "CVE-2024-0000", "CVE-2026-1234567", "CVE-9999-99999999999999"
            })
    void anIdentifierIsShownAsItIsSpelt(String text) {
        assertThat(CveId.parse(text)).map(CveId::toString).contains(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CVE-",
                "CVE-2024-340",
                "CVE-2024-03400",
                "CVE-1998-0001",
                "CVE-2024-../../x",
                "CVE-2024-3400 ",
                " CVE-2024-3400",
                "cve-2024-3400",
                "CVE-2024-3400\0",
                "CVE-2024-3400\n",
                "CVE-2024-34O0",
                "CVE-2024-\u0663\u0664\u0660\u0660",
                "CVE-2024--340",
                "CVE-2024-+340",
                "CVE-2024-100000000000000",
                "CVE-2024-99999999999999999999999999999999"
            })
    void anythingElseIsNone(String text) {
        assertThat(CveId.parse(text)).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> CveId.of(text));
    }

    @Property
    void whateverTheTextParsingEndsWellAndWhatIsReadIsWrittenTheSame(@ForAll String text) {
        CveId.parse(text).ifPresent(id -> assertThat(id).hasToString(text));
        CveId.parse("CVE-2024-" + text).ifPresent(id -> assertThat(id).hasToString("CVE-2024-" + text));
    }

    @Property
    void everyIdentifierComesBackFromItsTextAndItsKey(
            @ForAll @IntRange(min = 1999, max = 9999) int year, @ForAll @LongRange(min = 0, max = MOST) long number) {
        CveId id = new CveId(year, number);
        assertThat(CveId.of(id.toString())).isEqualTo(id);
        assertThat(CveId.ofKey(id.key())).isEqualTo(id);
        assertThat(Math.multiplyExact(id.key(), 4L))
                .as("a key times 4 fits the database")
                .isPositive();
    }

    @Property
    void keysSortAsYearAndNumberDo(
            @ForAll @IntRange(min = 1999, max = 2005) int year,
            @ForAll @LongRange(min = 0, max = MOST) long number,
            @ForAll @IntRange(min = 1999, max = 2005) int otherYear,
            @ForAll @LongRange(min = 0, max = MOST) long otherNumber) {
        int expected = year != otherYear ? Integer.compare(year, otherYear) : Long.compare(number, otherNumber);
        CveId id = new CveId(year, number);
        CveId other = new CveId(otherYear, otherNumber);
        assertThat(Integer.signum(id.compareTo(other))).isEqualTo(expected);
        assertThat(Long.compare(id.key(), other.key())).isEqualTo(expected);
    }

    @Test
    void identifiersOfNeighbouringYearsHashApart() {
        Set<Integer> hashes = new HashSet<>();
        for (int year = 1999; year < 2029; year++) {
            for (int number = 0; number < 500; number++) {
                hashes.add(new CveId(year, number).hashCode());
            }
        }
        assertThat(hashes).hasSize(30 * 500);
    }
}
