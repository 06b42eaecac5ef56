package vigie.web.site;

import java.util.List;

/** A request whose parameters cannot be read; answered with 400 and each of them. */
public final class WrongQuery extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient List<Asked.Wrong> wrong;

    /** @param wrong what cannot be read */
    public WrongQuery(List<Asked.Wrong> wrong) {
        super(wrong.toString());
        this.wrong = List.copyOf(wrong);
    }

    /** Refuses a query that has anything that cannot be read, or that nobody has asked for. */
    public static void refuse(Asked asked) {
        List<Asked.Wrong> all = java.util.stream.Stream.concat(asked.wrong().stream(), asked.unknown().stream())
                .toList();
        if (!all.isEmpty()) {
            throw new WrongQuery(all);
        }
    }

    public List<Asked.Wrong> wrong() {
        return wrong;
    }
}
