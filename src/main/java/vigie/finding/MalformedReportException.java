package vigie.finding;

/** A report that is broken so that the rest of it cannot be read. The message is in English, as the bundle {@code failures} has it. */
public final class MalformedReportException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Position position;

    public MalformedReportException(String reason) {
        this(reason, Position.NOWHERE);
    }

    public MalformedReportException(String reason, Position position) {
        super(reason);
        this.position = position;
    }

    /** Where it is broken. */
    public Position position() {
        return position == null ? Position.NOWHERE : position;
    }
}
