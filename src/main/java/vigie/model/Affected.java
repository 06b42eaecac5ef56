package vigie.model;

import java.util.List;

/**
 * A product that a record names as concerned.
 *
 * @param vendor vendor as written, may be empty
 * @param product product or package name as written, may be empty
 * @param part CPE part ({@code a}, {@code o}, {@code h}), empty where not known
 * @param defaultStatus status of the versions that are not listed, empty where not said
 * @param versions versions and ranges with their status
 * @param cpes CPE 2.3 names of the entry
 * @param collection package collection URL, may be empty
 * @param origin who said so
 */
public record Affected(
        String vendor,
        String product,
        String part,
        String defaultStatus,
        List<VersionRange> versions,
        List<String> cpes,
        String collection,
        Origin origin) {}
