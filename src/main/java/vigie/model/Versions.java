package vigie.model;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a record said at which time, as far as this installation saw it: of the records that came, or changed, after the first load of
 * their source.
 *
 * @param source the source that keeps the record
 * @param heads versions of state, days and assigner, as records of which no container counts
 * @param containers versions of all containers, those of one container in order of time, the CNA's first
 */
public record Versions(CveRecord.Source source, List<Version<CveRecord>> heads, List<Version<Container>> containers) {

    /**
     * What was said for a time.
     *
     * @param since the first day of that time; empty where the first load held it, so that its own dates tell what was known when
     * @param until the first day after that time; empty if it lasts
     */
    public record Version<T>(T said, Optional<LocalDate> since, Optional<LocalDate> until) {

        /** Whether it stood at the end of a day; where its own dates count, these have to say so, too. */
        boolean stoodOn(LocalDate last) {
            return since.filter(day -> day.isAfter(last)).isEmpty()
                    && until.filter(day -> !day.isAfter(last)).isEmpty();
        }
    }

    /** Keeps copies of the lists. */
    public Versions {
        heads = List.copyOf(heads);
        containers = List.copyOf(containers);
    }

    /** The record as it was known at the end of a day; empty where nothing of it was. */
    Optional<CveRecord> asOf(LocalDate last) {
        List<Container> known = containers.stream()
                .filter(version -> version.stoodOn(last))
                .flatMap(version -> (version.since().isPresent()
                                ? Optional.of(version.said().decidedBy(last))
                                        .filter(said -> said.day().isPresent())
                                : version.said().asOf(last))
                        .stream())
                .toList();
        return heads.stream()
                .filter(version -> version.stoodOn(last))
                .findFirst()
                .flatMap(head -> head.said().saying(known));
    }

    /** When each version began and ended to be known, in no order; those that were known at no time are left out. */
    Stream<Dossier.Turn> turns() {
        return containers.stream().flatMap(version -> {
            List<Dossier.Turn> turns = version.since()
                    .map(day -> version.said().day().stream()
                            .map(given -> new Dossier.Turn(start(day), true, version.said())))
                    .orElseGet(version.said()::turns)
                    .toList();
            if (version.until().isEmpty()) {
                return turns.stream();
            }
            Instant end = start(version.until().get());
            List<Dossier.Turn> kept =
                    turns.stream().filter(turn -> turn.at().isBefore(end)).toList();
            return Stream.concat(
                    kept.stream(),
                    kept.stream()
                            .reduce((earlier, last) -> last)
                            .map(last -> new Dossier.Turn(end, false, last.said()))
                            .stream());
        });
    }

    /** The decisions of all versions; none is dated before the day on which it was first seen. */
    Stream<Ssvc> decisions() {
        return containers.stream()
                .flatMap(version -> version.said().ssvc().stream()
                        .map(decision -> version.since()
                                .map(day -> decision.knownFrom(start(day)))
                                .orElse(decision)));
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
