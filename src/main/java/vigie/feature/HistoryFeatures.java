package vigie.feature;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Features from the history of other CVEs of the same vendors, products and weaknesses. */
final class HistoryFeatures {

    /** Minimum number of CVEs for a capitalised word to count as a vendor. */
    private static final int KNOWN_VENDOR = 3;

    private static final double DECIMALS = 1e4;

    private HistoryFeatures() {}

    static void history(View view, Sink out) {
        RecordFacts said = view.said();
        Set<String> vendors = said.vendors();
        Set<ProductKey> products = said.products();
        if (vendors.isEmpty()) {
            Optional<Mentions.Mention> mention = mentioned(view);
            vendors = mention.map(m -> Set.of(m.vendor())).orElse(Set.of());
            products = mention.map(m -> Set.copyOf(m.products())).orElse(products);
        }
        Set<String> named = vendors;
        fate("VENDOR", named.stream().map(HistoryKeys::vendor).toList(), view, out);
        fate("PRODUCT", products.stream().map(HistoryKeys::product).toList(), view, out);
        fate(
                "VENDOR_CWE",
                named.stream()
                        .flatMap(vendor -> said.weaknesses().stream().map(cwe -> HistoryKeys.both(vendor, cwe)))
                        .toList(),
                view,
                out);
        fate("CWE", said.weaknesses().stream().map(HistoryKeys::weakness).toList(), view, out);
    }

    /** The first vendor of the text of whom some CVEs are known. */
    private static Optional<Mentions.Mention> mentioned(View view) {
        return Mentions.of(view.said().description()).stream()
                .filter(m -> view.history()
                                .asOf(HistoryKeys.vendor(m.vendor()), view.day())
                                .published()
                        >= KNOWN_VENDOR)
                .findFirst();
    }

    /** Of several names, the one with the most exploited CVEs is used. */
    private static void fate(String family, List<String> keys, View view, Sink out) {
        History.Tally most = History.Tally.NONE;
        for (String key : keys) {
            History.Tally tally = view.history().asOf(key, view.day());
            most = tally.compareTo(most) > 0 ? tally : most;
        }
        out.number(family + "_CVES", most.published());
        out.number(family + "_CVES_30D", most.publishedMonth());
        out.number(family + "_EXPLOITED", most.exploited());
        out.number(family + "_EXPLOITED_12M", most.exploitedYear());
        out.number(family + "_EXPLOITED_SHARE", rounded(most.share()));
        out.number(family + "_EXPLOITED_SHARE_12M", rounded(most.shareYear()));
        if (most.exploited() > 0) {
            out.number(family + "_EXPLOITED_DAYS_AGO", most.daysSinceExploited());
        }
    }

    /** Shares are rounded to four decimals. */
    private static double rounded(double share) {
        return Math.round(share * DECIMALS) / DECIMALS;
    }
}
