package vigie.model;

import java.util.List;

/**
 * A link of a CVE record.
 *
 * @param url the address as written, not checked
 * @param tags tags as written
 * @param origin who gave it
 */
public record Reference(String url, List<String> tags, Origin origin) {}
