package vigie.web.site;

import java.util.List;

/** A request with invalid parameters; answered with 400 and a list of them. */
public final class BadQueryException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<QueryValues.Wrong> wrong;

    /** @param wrong what cannot be read */
    public BadQueryException(List<QueryValues.Wrong> wrong) {
        super(wrong.toString());
        this.wrong = List.copyOf(wrong);
    }

    /** Refuses a query with invalid or unknown parameters. */
    public static void refuse(QueryValues asked) {
        List<QueryValues.Wrong> all = asked.refused();
        if (!all.isEmpty()) {
            throw new BadQueryException(all);
        }
    }

    public List<QueryValues.Wrong> wrong() {
        return wrong;
    }
}
