package vigie.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands until it is told to go on. */
public final class MovableClock extends Clock {

    private volatile Instant now = Instant.parse("2026-01-30T12:00:00Z");

    /** Goes on. */
    public void pass(Duration time) {
        now = now.plus(time);
    }

    /** Stands at a moment. */
    public void set(Instant moment) {
        now = moment;
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
