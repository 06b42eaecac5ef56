package vigie.score;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vigie.feature.Sink;
import vigie.model.CveId;

class VocabularyTest {

    private static final LocalDate DAY = LocalDate.of(2024, 1, 1);

    /** Rows of one number, a frequent and a rare category, and phrases that tell much, little and nothing. */
    private static List<String> chosen(Vocabulary vocabulary, long order) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            numbers.add(i);
        }
        Collections.shuffle(numbers, new Random(order));
        RawRows.Names names = new RawRows.Names();
        RawRows rows = new RawRows(names);
        for (int i : numbers) {
            boolean positive = i % 10 == 0;
            Sink row = rows.open(new CveId(2024, i), new RowPlan.Planned(DAY, positive, 1));
            give(row, true, "N:ALWAYS");
            give(row, i == 3, "N:ONCE");
            give(row, i % 4 == 0, "C:FREQUENT");
            give(row, i == 5, "C:RARE");
            give(row, positive, "T:NP:TELLS_ALL");
            give(row, i % 5 == 0, "T:NP:TELLS_SOME");
            give(row, i % 5 == 1, "T:NP:TELLS_SOME_TOO");
            give(row, i % 5 == 2, "T:NP:TELLS_SOME_TOO_");
            give(row, i == 0, "T:NP:RARE");
        }
        // Met by rows that are not learned from.
        names.id("N:LATER");
        names.id("C:LATER");
        Vocabulary.Counts counts = new Vocabulary.Counts(names);
        for (int row = 0; row < rows.size(); row++) {
            counts.add(rows, row);
        }
        return vocabulary.choose(counts);
    }

    private static void give(Sink row, boolean given, String name) {
        if (given) {
            row.add(name, 1);
        }
    }

    @Test
    void numbersAndFrequentCategoriesAreColumnsInAlphabeticalOrder() {
        assertThat(chosen(new Vocabulary(2, 1, 0), 1)).containsExactly("C:FREQUENT", "N:ALWAYS", "N:ONCE");
    }

    @Test
    void ofThePhrasesThoseThatTellMostAreColumns() {
        assertThat(chosen(new Vocabulary(99, 2, 2), 1))
                .containsExactly("N:ALWAYS", "N:ONCE", "T:NP:TELLS_ALL", "T:NP:TELLS_SOME");
    }

    @Test
    void neitherTheOrderOfTheRowsNorEqualOnesMakeADifference() {
        Vocabulary vocabulary = new Vocabulary(2, 2, 3);
        List<String> first = chosen(vocabulary, 1);
        assertThat(first).contains("T:NP:TELLS_SOME_TOO").doesNotContain("T:NP:TELLS_SOME_TOO_");
        for (long order = 2; order < 10; order++) {
            assertThat(chosen(vocabulary, order)).isEqualTo(first);
        }
    }

    /** Pearson's statistic is no number for it. */
    @Test
    void aPhraseOfEveryRowDoesNotPushOutOneThatTells() {
        RawRows.Names names = new RawRows.Names();
        RawRows rows = new RawRows(names);
        for (int i = 0; i < 40; i++) {
            Sink row = rows.open(new CveId(2024, i), new RowPlan.Planned(DAY, i % 4 == 0, 1));
            give(row, true, "T:NP:EVERYWHERE");
            give(row, i % 4 == 0, "T:NP:TELLS");
        }
        Vocabulary.Counts counts = new Vocabulary.Counts(names);
        for (int row = 0; row < rows.size(); row++) {
            counts.add(rows, row);
        }
        assertThat(new Vocabulary(1, 1, 1).choose(counts)).containsExactly("T:NP:TELLS");
    }
}
