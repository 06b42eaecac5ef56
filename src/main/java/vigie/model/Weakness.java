package vigie.model;

/**
 * A weakness that a record names.
 *
 * @param id {@code CWE-79}, or empty where the record describes the weakness in words only
 * @param description the record's words, may be empty
 * @param origin who said so
 */
public record Weakness(String id, String description, Origin origin) {}
