package vigie.finding;

/**
 * What could not be understood of a file.
 *
 * @param position where it stands
 * @param reason in English; {@code vigie.text.FailureText} has it in the user's language
 */
public record Fault(Position position, String reason) {}
