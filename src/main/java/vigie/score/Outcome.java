package vigie.score;

import java.time.LocalDate;
import java.util.Optional;
import vigie.model.Dossier;
import vigie.model.Dossier.Sign;

/** What counts as "became known exploited". {@code docs/decisions/0005-target.md} says why. */
public enum Outcome {
    /** Any report: CISA KEV, EU KEV, an SSVC decision {@code active}, a statement of CERT-FR, a file of kind {@code exploited}. */
    ANY,
    /** The addition to CISA KEV. */
    KEV;

    /** The first day of the outcome among what the dossier knows. */
    public Optional<LocalDate> since(Dossier known) {
        return this == ANY
                ? known.firstReported()
                : known.signs().stream()
                        .filter(s -> s.source().equals("kev"))
                        .map(Sign::day)
                        .min(LocalDate::compareTo);
    }
}
