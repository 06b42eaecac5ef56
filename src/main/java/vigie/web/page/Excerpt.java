package vigie.web.page;

import java.util.List;

/** Splits a list into the items shown at once and the items shown on request. */
public final class Excerpt {

    /** Maximum items of a list on a page; the raw records have all. */
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
