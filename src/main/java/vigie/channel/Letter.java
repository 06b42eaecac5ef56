package vigie.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import vigie.alert.Alert;
import vigie.watch.Addressee;

/**
 * One thing to send to one person: an alert, or a digest of many.
 *
 * @param id unique and the same whenever it is made again: letters, digits, hyphens. Becomes the Message-ID, the id of a webhook
 * @param answers the id of the first letter of the thread; empty for the first one, and for a digest
 * @param list name of the watch list
 * @param to whom it is sent
 * @param at the moment for which it was made: the date of a mail
 * @param occasion why it is sent
 * @param sources how many sources there were, all of them fresh at that moment; given for {@link Occasion#NOTHING_NEW} only
 * @param alerts what it tells, the most urgent first; none only for {@link Occasion#NOTHING_NEW}
 */
public record Letter(
        String id,
        Optional<String> answers,
        String list,
        Addressee to,
        Instant at,
        Occasion occasion,
        OptionalInt sources,
        List<Alert> alerts) {

    /** Why a letter is sent. The names are part of the stored form. */
    public enum Occasion {
        /** Alerts that are sent at once. */
        ALERT,
        /** Alerts of an hour, a day, a week or a month. */
        DIGEST,
        /** A digest without alerts, which the person asked for, while all sources are fresh. */
        NOTHING_NEW,
        /** Asked for by the person, to try a channel. */
        TRIAL
    }

    /** Keeps a copy. */
    public Letter {
        alerts = List.copyOf(alerts);
    }

    /** One that says nothing of sources. */
    public Letter(
            String id,
            Optional<String> answers,
            String list,
            Addressee to,
            Instant at,
            Occasion occasion,
            List<Alert> alerts) {
        this(id, answers, list, to, at, occasion, OptionalInt.empty(), alerts);
    }
}
