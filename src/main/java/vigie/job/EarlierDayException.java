package vigie.job;

import java.time.LocalDate;

/**
 * What is held is of a later day than the job: the clock was set back, or {@code --today} names an earlier day. The job does not
 * replace it unless it is told to.
 */
public final class EarlierDayException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final LocalDate held;
    private final LocalDate today;

    /**
     * @param held the day of what is held
     * @param today the day of the job
     */
    EarlierDayException(LocalDate held, LocalDate today) {
        super("held is " + held + ", today is " + today);
        this.held = held;
        this.today = today;
    }

    /** The day of what is held. */
    public LocalDate held() {
        return held;
    }

    /** The day of the job. */
    public LocalDate today() {
        return today;
    }
}
