package vigie.fetch;

/**
 * The limits on requests to a host.
 *
 * @param perSecond requests a second, more than 0
 * @param connections requests at the same time, 1 or more
 */
public record Pace(double perSecond, int connections) {

    /** Refuses limits that would allow no request. */
    public Pace {
        if (!(perSecond > 0) || connections < 1) {
            throw new IllegalArgumentException("pace: " + perSecond + " a second on " + connections);
        }
    }
}
