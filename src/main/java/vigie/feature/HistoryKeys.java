package vigie.feature;

/** The names under which {@link History} counts. */
final class HistoryKeys {

    private HistoryKeys() {}

    static String vendor(String key) {
        return "v:" + key;
    }

    static String product(ProductKey key) {
        return "p:" + key;
    }

    static String both(String vendor, String weakness) {
        return "b:" + vendor + "/" + weakness;
    }

    static String weakness(String number) {
        return "w:" + number;
    }
}
