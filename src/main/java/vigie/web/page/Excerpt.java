package vigie.web.page;

import java.util.List;

/** The beginning of a list, and what is shown only when it is asked for. */
public final class Excerpt {

    /** More would make a page that no browser likes; the raw records have them. */
    private static final int MOST = 1_000;

    private Excerpt() {}

    /** The first items. */
    public static <T> List<T> first(List<T> items, int few) {
        return items.subList(0, Math.min(few, items.size()));
    }

    /** The items after the first ones. */
    public static <T> List<T> rest(List<T> items, int few) {
        return items.subList(Math.min(few, items.size()), Math.min(MOST, items.size()));
    }

    /** How many items there are after the first ones. */
    public static int more(List<?> items, int few) {
        return Math.max(0, items.size() - few);
    }
}
