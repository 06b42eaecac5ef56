package vigie.store;

import vigie.model.DateOrigin;
import vigie.model.Exploited;
import vigie.model.KnownDay;

/**
 * Hands out what lists and charts need of all CVEs and publications, column by column. Everything about CVEs comes in the
 * order of their keys, so that it can be put together without looking anything up. For one thread at a time.
 */
public interface ColumnScan {

    /** Takes what stands for a CVE. */
    interface Cves {
        /**
         * @param key {@code CveId.key()}
         * @param published moment from which it counts, ISO; null where there is none
         * @param origin how that is known
         * @param modified moment of the last change, ISO; null where there is none
         * @param cvss base score, 0 to 10; NaN where there is none
         * @param cwe {@code CWE-79}; null where there is none
         */
        void cve(long key, String state, String published, DateOrigin origin, String modified, double cvss, String cwe);
    }

    /** Takes a number of a CVE. */
    interface Numbers {
        void number(long key, double value);
    }

    /** Takes our score of a CVE and its percentile, each 0 to 1. */
    interface Scores {
        void score(long key, double score, double percentile);
    }

    /** Takes a day of a CVE. */
    interface Days {
        void day(long key, KnownDay day);
    }

    /** Takes a CVE that is known to be exploited. */
    interface ExploitedCves {
        void exploited(long key, Exploited exploited);
    }

    /** Takes a product with its names as written and its keys ({@code vigie.text.Names}). */
    interface Products {
        void product(int id, String vendor, String product, String vendorKey, String productKey);
    }

    /** Takes a pair of numbers. */
    interface Pairs {
        void pair(long first, long second);
    }

    /** Takes a publication; days in ISO, kind as {@code Bulletin.Kind} names it. */
    interface Publications {
        void publication(long id, String ref, String kind, String title, String published, String revised);
    }

    /** Takes a system that a publication names. */
    interface Systems {
        void system(long publication, String vendorKey, String productKey);
    }

    /** All CVEs. */
    void cves(Cves all);

    /** EPSS scores of now. */
    void epss(Numbers all);

    /** Scores of now. */
    void scores(Scores all);

    /** Since when CVEs are known to be exploited, by a catalogue or by evidence. */
    void exploited(ExploitedCves all);

    /** Since when exploits of CVEs are public. */
    void exploits(Days all);

    /** All products. */
    void products(Products all);

    /** CVE and product; a pair that two sources name comes twice. */
    void affects(Pairs all);

    /** All publications, newest first. */
    void publications(Publications all);

    /** Publication and the CVE that it cites. */
    void citations(Pairs all);

    /** The systems that publications name. */
    void systems(Systems all);
}
