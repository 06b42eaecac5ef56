package vigie.triage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.SourceNames;

/**
 * What became of a finding since an earlier run.
 *
 * @param state whether it is new, or what the world did meanwhile
 * @param causes why it is worse or better, the weightiest first
 */
public record Change(State state, List<Cause> causes) {

    /** Nothing to tell: there is no earlier run, or its asset was not in it. */
    public static final Change NONE = new Change(State.NOT_COMPARED, List.of());

    /** As before. */
    static final Change SAME = new Change(State.SAME, List.of());

    /** Not there before, although its asset was scanned. */
    static final Change NEW = new Change(State.NEW, List.of());

    /** What became of it. */
    public enum State {
        NOT_COMPARED,
        NEW,
        WORSE,
        BETTER,
        SAME;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Kinds of causes. */
    public enum Kind {
        EXPLOITED,
        WITHDRAWN,
        EXPLOIT,
        NO_EXPLOIT,
        SCORE,
        EPSS,
        CVSS,
        /** Another decision although nothing of that moved: an answer to a decision point did, or the list of assets. */
        ANSWER
    }

    /**
     * Why something is worse or better.
     *
     * @param worse whether it makes it worse
     * @param source who says so; may be empty
     * @param day on which that happened
     * @param before value before, as far as it is a number
     * @param after value now
     */
    public record Cause(
            Kind kind,
            boolean worse,
            String source,
            Optional<LocalDate> day,
            Optional<Double> before,
            Optional<Double> after) {

        static Cause of(Kind kind, boolean worse, String source, Optional<LocalDate> day) {
            return new Cause(kind, worse, source, day, Optional.empty(), Optional.empty());
        }

        static Cause of(Kind kind, boolean worse, double before, double after) {
            return new Cause(kind, worse, "", Optional.empty(), Optional.of(before), Optional.of(after));
        }

        /** The cause in words: "CISA KEV on 2026-01-29", "score 0.2% to 9%". */
        public String words(Messages messages) {
            Messages words = messages.bundle("findings");
            Figures figures = new Figures(messages.locale());
            String key = "cause." + kind.name().toLowerCase(Locale.ROOT);
            return switch (kind) {
                case EXPLOITED, EXPLOIT ->
                    day.map(on -> words.get(key + ".on", SourceNames.of(source), on.toString()))
                            .orElseGet(() -> words.get(key, SourceNames.of(source)));
                case WITHDRAWN -> words.get(key, SourceNames.of(source));
                case SCORE, EPSS ->
                    words.get(key, figures.percent(before.orElseThrow()), figures.percent(after.orElseThrow()));
                case CVSS ->
                    words.get(key, figures.decimals(before.orElseThrow(), 1), figures.decimals(after.orElseThrow(), 1));
                case NO_EXPLOIT, ANSWER -> words.get(key);
            };
        }
    }

    /** Keeps a copy. */
    public Change {
        causes = List.copyOf(causes);
    }

    /**
     * What the world did to a finding that is still there.
     *
     * @param decision how much more urgent its decision is, below zero if less
     */
    static Change of(Facts before, Facts now, int decision) {
        List<Cause> causes = new ArrayList<>(before.until(now));
        if (decision != 0 && causes.stream().noneMatch(cause -> cause.worse() == decision > 0)) {
            causes.add(Cause.of(Kind.ANSWER, decision > 0, "", Optional.empty()));
        }
        if (causes.isEmpty()) {
            return SAME;
        }
        boolean worse = decision > 0 || decision == 0 && causes.stream().anyMatch(Cause::worse);
        causes.sort(java.util.Comparator.comparing((Cause cause) -> cause.worse() != worse));
        return new Change(worse ? State.WORSE : State.BETTER, causes);
    }
}
