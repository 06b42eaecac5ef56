package vigie.finding;

import java.util.List;
import vigie.text.PlainText;

/**
 * What a VEX document says of a vulnerability in some products.
 *
 * @param ids the vulnerability's identifiers as written; at least one
 * @param products package URLs, CPE names, image names or other names of products, as written; empty where the document names none
 * @param parts package URLs or names of components within these products that the statement is restricted to; empty for no
 *     restriction
 * @param status {@code not_affected}, {@code fixed}, {@code affected}, {@code under_investigation}, or as written
 * @param reason justification or impact, as written; empty if not said
 * @param said when it was said, in ISO 8601 as written; empty if not said
 * @param file name of the document
 * @param position where it stands there
 */
public record Statement(
        List<String> ids,
        List<String> products,
        List<String> parts,
        String status,
        String reason,
        String said,
        String file,
        Position position) {

    /** Copies the lists; what is said becomes one line without what nobody sees. */
    public Statement {
        status = PlainText.line(status);
        reason = PlainText.line(reason);
        ids = List.copyOf(ids);
        products = List.copyOf(products);
        parts = List.copyOf(parts);
    }
}
