package vigie.fetch;

/**
 * How hard a host may be asked.
 *
 * @param perSecond requests a second, more than 0
 * @param connections requests at the same time, 1 or more
 */
public record Pace(double perSecond, int connections) {

    /** Refuses a pace that would never ask. */
    public Pace {
        if (!(perSecond > 0) || connections < 1) {
            throw new IllegalArgumentException("pace: " + perSecond + " a second on " + connections);
        }
    }
}
