package vigie.index;

import java.util.List;
import vigie.model.BulletinRef;
import vigie.text.SearchWords;

/**
 * Whether reference and title of a publication hold all words and phrases that are typed; accents and case do not matter.
 * Pages, API and command line ask this.
 *
 * @param plain the words and phrases, as {@link SearchWords#plain} writes them
 */
public record PublicationWords(List<String> plain) {

    /** The words and phrases of a search; none hold in nothing. */
    public static PublicationWords of(SearchWords.Terms terms) {
        return new PublicationWords(
                terms.phrases().stream().map(SearchWords::plain).toList());
    }

    /** What is searched of a publication. */
    public static String text(BulletinRef ref, String title) {
        return SearchWords.plain(ref + " " + title);
    }

    /** Whether all of them stand in a {@link #text}. */
    public boolean standIn(String text) {
        return plain.stream().allMatch(text::contains);
    }
}
