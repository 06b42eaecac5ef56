package vigie.watch;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Consumer;
import vigie.model.Bulletin;
import vigie.model.ScoreBands;
import vigie.model.Severities;
import vigie.model.Severity;

/** Something that must hold of a CVE or publication, beside that a line matches. */
public sealed interface Condition {

    /** Whether it holds. What cannot be told, as a value is missing, hides nothing. */
    enum Answer {
        YES,
        NO,
        UNKNOWN;

        /** Whether an alert may come of it. */
        public boolean passes() {
            return this != NO;
        }

        private static Answer missing(boolean will) {
            return will ? UNKNOWN : NO;
        }

        private static Answer of(boolean holds) {
            return holds ? YES : NO;
        }
    }

    /** Holds always. */
    Condition ALWAYS = new All(List.of());

    /** Whether it holds of something. */
    Answer of(SubjectKeys keys);

    /**
     * The same, where a condition that cannot be tried hides nothing.
     *
     * @param faults told what went wrong
     */
    default Answer tried(SubjectKeys keys, Consumer<String> faults) {
        try {
            return of(keys);
        } catch (RuntimeException | StackOverflowError e) {
            faults.accept(e.toString());
            return Answer.UNKNOWN;
        }
    }

    /** All of several; of none: always. */
    record All(List<Condition> of) implements Condition {
        /** Keeps a copy. */
        public All {
            of = List.copyOf(of);
        }

        @Override
        public Answer of(SubjectKeys keys) {
            Answer all = Answer.YES;
            for (Condition one : of) {
                Answer answer = one.of(keys);
                if (answer == Answer.NO) {
                    return Answer.NO;
                }
                all = answer == Answer.UNKNOWN ? answer : all;
            }
            return all;
        }
    }

    /** One of several; of none: never. */
    record Any(List<Condition> of) implements Condition {
        /** Keeps a copy. */
        public Any {
            of = List.copyOf(of);
        }

        @Override
        public Answer of(SubjectKeys keys) {
            Answer any = Answer.NO;
            for (Condition one : of) {
                Answer answer = one.of(keys);
                if (answer == Answer.YES) {
                    return Answer.YES;
                }
                any = answer == Answer.UNKNOWN ? answer : any;
            }
            return any;
        }
    }

    /** The contrary. */
    record Not(Condition of) implements Condition {
        @Override
        public Answer of(SubjectKeys keys) {
            return switch (of.of(keys)) {
                case YES -> Answer.NO;
                case NO -> Answer.YES;
                case UNKNOWN -> Answer.UNKNOWN;
            };
        }
    }

    /** A number that may be missing. */
    enum Number {
        /** CVSS base score, 0 to 10. */
        CVSS,
        /** Vigie score, 0 to 1. */
        SCORE,
        /** EPSS score, 0 to 1. */
        EPSS;

        /** The number of something; empty where it is not known. */
        public OptionalDouble of(Subject subject) {
            return switch (this) {
                case CVSS -> subject.cvss();
                case SCORE -> subject.score();
                case EPSS -> subject.epss();
            };
        }
    }

    /**
     * A number is so high, or higher.
     *
     * @param unknownToo whether one that is not known will do
     */
    record AtLeast(Number number, double least, boolean unknownToo) implements Condition {
        @Override
        public Answer of(SubjectKeys keys) {
            OptionalDouble value = number.of(keys.subject());
            return value.isEmpty() ? Answer.missing(unknownToo) : Answer.of(value.getAsDouble() >= least);
        }
    }

    /**
     * The severity of the CVSS base score is one of these.
     *
     * @param unknownToo whether one that is not known will do
     */
    record Severe(Severities severities, boolean unknownToo) implements Condition {
        @Override
        public Answer of(SubjectKeys keys) {
            if (keys.subject().cvss().isEmpty()) {
                return severities.unscored() ? Answer.YES : Answer.missing(unknownToo);
            }
            return Answer.of(severities
                    .ratings()
                    .contains(Severity.of(keys.subject().cvss().getAsDouble())));
        }
    }

    /**
     * The score is in one of these bands.
     *
     * @param unknownToo whether a CVE without a score will do
     */
    record Banded(ScoreBands bands, boolean unknownToo) implements Condition {
        @Override
        public Answer of(SubjectKeys keys) {
            OptionalDouble percentile = keys.subject().percentile();
            if (percentile.isEmpty()) {
                return bands.unscored() ? Answer.YES : Answer.missing(unknownToo);
            }
            return Answer.of(bands.hold(percentile.getAsDouble()));
        }
    }

    /** Known to be exploited. */
    record Exploited() implements Condition {
        @Override
        public Answer of(SubjectKeys keys) {
            return Answer.of(keys.subject().exploited());
        }
    }

    /** An exploit is public. */
    record PublicExploit() implements Condition {
        @Override
        public Answer of(SubjectKeys keys) {
            return Answer.of(keys.subject().publicExploit());
        }
    }

    /** A publication of one of these types, or a CVE that one cites. */
    record Published(Set<Bulletin.Kind> kinds) implements Condition {
        /** Keeps a copy. */
        public Published {
            kinds = Set.copyOf(kinds);
        }

        @Override
        public Answer of(SubjectKeys keys) {
            return Answer.of(kinds.stream().anyMatch(keys.subject().publicationTypes()::contains));
        }
    }

    /** A line of a watch list matches, too. */
    record Names(AskedLine asked) implements Condition {
        @Override
        public Answer of(SubjectKeys keys) {
            return Answer.of(asked.match(keys).isPresent());
        }
    }
}
