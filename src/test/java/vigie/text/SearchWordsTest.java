package vigie.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.model.CveId;

class SearchWordsTest {

    private static Set<CveId> cves(String... ids) {
        return List.of(ids).stream().map(CveId::of).collect(Collectors.toSet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CVE-2026-10001 CVE-2026-10002",
                "CVE-2026-10001, cve-2026-10002",
                "CVE-2026-10001;CVE-2026-10002",
                "https://nvd.nist.gov/vuln/detail/CVE-2026-10001 CVE 2026-10002",
                "CVE\u20112026\u201110001,CVE-2026\u2013010002",
                "\"CVE-2026-10001\" (CVE-2026-10002)."
            })
    void identifiersAreTakenAsPeoplePasteThem(String typed) {
        assertThat(SearchWords.terms(List.of(typed)))
                .isEqualTo(new SearchWords.Terms(cves("CVE-2026-10001", "CVE-2026-10002"), List.of()));
    }

    @Test
    void otherWordsAreKeptAndAPhraseMayHoldAnIdentifier() {
        assertThat(SearchWords.terms(List.of("remote", "CVE-2026-10001", "\"fix of CVE-2026-10002\" - x")))
                .isEqualTo(
                        new SearchWords.Terms(cves("CVE-2026-10001"), List.of("remote", "fix of CVE-2026-10002", "x")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gad\u00adget", "\uff47\uff41\uff44\uff47\uff45\uff54", "gad\u200bget", "\ufeffgadget"})
    void formsOfLettersAndInvisibleCharactersMakeNoOtherWord(String typed) {
        assertThat(SearchWords.of(List.of(typed))).containsExactly("gadget");
        assertThat(SearchWords.terms(List.of(typed)).phrases()).containsExactly("gadget");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "In C++, C# and C | In C++ Cplusplus , C# Csharp  and C",
                ".NET 8 | .NET dotnet  8",
                "Notepad++ | Notepad++ Notepadplusplus",
                "ASP.NET example.net | ASP.NET example.net",
                "a+b c+++ # #1 x#1 | a+b c+++ # #1 x#1"
            })
    void wordsThatDifferByASignAreSpelledOut(String text, String signed) {
        assertThat(SearchWords.signed(text).strip()).isEqualTo(signed);
    }
}
