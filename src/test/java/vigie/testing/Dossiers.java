package vigie.testing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import vigie.model.Affected;
import vigie.model.Assessment;
import vigie.model.BulletinRef;
import vigie.model.Container;
import vigie.model.CveId;
import vigie.model.CveRecord;
import vigie.model.CveState;
import vigie.model.CvssVersion;
import vigie.model.DateOrigin;
import vigie.model.Dossier;
import vigie.model.Dossier.Citation;
import vigie.model.Dossier.EpssOn;
import vigie.model.Dossier.Sign;
import vigie.model.EvidenceKind;
import vigie.model.Origin;
import vigie.model.Ssvc;
import vigie.model.Versions;
import vigie.model.Versions.Version;
import vigie.model.Weakness;

/** Made-up dossiers in which everything happens somewhere within two years. */
public final class Dossiers {

    /** The first day of these two years. */
    public static final LocalDate FIRST = LocalDate.of(2023, 1, 1);

    private static final int DAYS = 730;
    private static final List<String> VENDORS = List.of("Acme", "Initech, Inc.", "Globex", "");
    private static final List<String> WORDS =
            List.of("heap overflow", "crafted packet", "admin console", "remote code execution", "file upload");

    private final Random random;

    public Dossiers(long seed) {
        this.random = new Random(seed);
    }

    /** Some dossiers of CVEs of 2023. */
    public List<Dossier> some(int count) {
        return Stream.iterate(1, n -> n + 1).limit(count).map(this::one).toList();
    }

    private Dossier one(int number) {
        CveId id = new CveId(2023, number);
        LocalDate published = day(FIRST);
        List<CveRecord> records = new ArrayList<>();
        records.add(record(id, CveRecord.Source.CVE_LIST, published, containers(published)));
        if (random.nextBoolean()) {
            LocalDate analysed = published.plusDays(random.nextInt(3));
            records.add(record(id, CveRecord.Source.NVD, analysed, List.of(container(Origin.Kind.NVD, analysed))));
        }
        return new Dossier(
                id,
                records,
                random.nextBoolean() ? List.of(versions(records.get(0))) : List.of(),
                few(() -> sign(day(published))),
                few(() -> citation(day(published))),
                few(() -> new EpssOn(day(published), Optional.of(random.nextDouble()))));
    }

    /** Each container as it stands was first seen on a day after its own, and most have something before it. */
    private Versions versions(CveRecord record) {
        List<Version<Container>> all = new ArrayList<>();
        for (Container container : record.containers()) {
            LocalDate own = day(container.day().orElseThrow());
            LocalDate seen = day(own);
            if (random.nextInt(3) > 0) {
                Optional<LocalDate> since = Optional.of(day(FIRST)).filter(day -> day.isBefore(seen));
                all.add(new Version<>(container(container.origin().kind(), day(FIRST)), since, Optional.of(seen)));
            }
            all.add(new Version<>(container, Optional.of(seen), Optional.empty()));
        }
        return new Versions(record.source(), List.of(new Version<>(record, Optional.empty(), Optional.empty())), all);
    }

    /** What became known later is other, what ended later ends on another day or not. */
    private Versions alteredAfter(Versions versions, LocalDate last) {
        LocalDate next = last.plusDays(1);
        List<Version<Container>> all = new ArrayList<>();
        for (Version<Container> version : versions.containers()) {
            LocalDate from = version.since().orElse(day(version.said().day().orElseThrow()));
            Optional<LocalDate> until = version.until().filter(day -> !day.isAfter(last));
            Optional<LocalDate> later = random.nextBoolean() ? Optional.of(day(next)) : Optional.empty();
            if (!from.isAfter(last)) {
                all.add(new Version<>(version.said(), version.since(), until.isPresent() ? until : later));
            } else if (random.nextBoolean()) {
                Container other = container(version.said().origin().kind(), day(FIRST));
                all.add(new Version<>(other, Optional.of(day(next)), Optional.empty()));
            }
        }
        return new Versions(versions.source(), versions.heads(), all);
    }

    private static boolean hasVersions(Dossier dossier, CveRecord record) {
        return dossier.versions().stream().anyMatch(versions -> versions.source() == record.source());
    }

    private List<Container> containers(LocalDate published) {
        List<Container> all = new ArrayList<>(List.of(container(Origin.Kind.CNA, published)));
        if (random.nextBoolean()) {
            all.add(container(Origin.Kind.CISA_ADP, day(published)));
        }
        return all;
    }

    /**
     * The same as of a day, with everything that became known later altered, deleted or added to.
     *
     * @param last the last day of which nothing changes
     */
    public Dossier alteredAfter(Dossier dossier, LocalDate last) {
        LocalDate next = last.plusDays(1);
        List<CveRecord> records = new ArrayList<>();
        for (CveRecord record : dossier.records()) {
            List<Container> kept = new ArrayList<>();
            for (Container container : record.containers()) {
                if (!day(container.day().orElseThrow()).isAfter(last)) {
                    kept.add(withSsvc(
                            container,
                            later(
                                    container.ssvc(),
                                    s -> day(s.timestamp().orElseThrow()),
                                    last,
                                    () -> ssvc(day(next)))));
                } else if (random.nextBoolean()) {
                    kept.add(container(container.origin().kind(), day(next)));
                }
            }
            if (!kept.isEmpty() || hasVersions(dossier, record)) {
                boolean known = !day(record.published().orElseThrow()).isAfter(last);
                LocalDate published = known ? day(record.published().orElseThrow()) : day(next);
                records.add(record(record.id(), record.source(), published, kept));
            }
        }
        return new Dossier(
                dossier.id(),
                records,
                dossier.versions().stream()
                        .map(versions -> alteredAfter(versions, last))
                        .toList(),
                later(dossier.signs(), Sign::listed, last, () -> sign(day(next))).stream()
                        .map(s -> withdrawn(s, last))
                        .toList(),
                later(dossier.citations(), Citation::day, last, () -> citation(day(next))),
                later(
                        dossier.epss(),
                        EpssOn::day,
                        last,
                        () -> new EpssOn(day(next), Optional.of(random.nextDouble()))));
    }

    /** What was withdrawn later may have been withdrawn on another day, or never. */
    private Sign withdrawn(Sign sign, LocalDate last) {
        boolean gone = sign.withdrawn().filter(day -> !day.isAfter(last)).isPresent();
        Optional<LocalDate> other = random.nextBoolean() ? Optional.of(day(last.plusDays(1))) : Optional.empty();
        return gone ? sign : new Sign(sign.kind(), sign.source(), sign.day(), DateOrigin.SOURCE, other, sign.listed());
    }

    private <T> List<T> later(
            List<T> all, java.util.function.Function<T, LocalDate> day, LocalDate last, Supplier<T> other) {
        List<T> kept = new ArrayList<>(
                all.stream().filter(one -> !day.apply(one).isAfter(last)).toList());
        kept.addAll(few(other));
        return kept;
    }

    private <T> List<T> few(Supplier<T> one) {
        return Stream.generate(one).limit(random.nextInt(4)).toList();
    }

    private Sign sign(LocalDate day) {
        EvidenceKind[] kinds = EvidenceKind.values();
        Optional<LocalDate> withdrawn = random.nextInt(4) == 0 ? Optional.of(day(day)) : Optional.empty();
        LocalDate listed = random.nextInt(3) == 0 ? day(day) : day;
        return new Sign(kinds[random.nextInt(kinds.length)], "test", day, DateOrigin.SOURCE, withdrawn, listed);
    }

    private Citation citation(LocalDate day) {
        String kind = random.nextBoolean() ? "AVI" : "ALE";
        return new Citation(new BulletinRef("CERTFR-2023-" + kind + "-0" + (100 + random.nextInt(900))), day);
    }

    private static CveRecord record(CveId id, CveRecord.Source source, LocalDate published, List<Container> all) {
        return new CveRecord(
                id,
                source,
                CveState.PUBLISHED,
                Optional.empty(),
                Optional.of(moment(published)),
                Optional.empty(),
                "acme",
                "",
                Optional.empty(),
                all);
    }

    private Container container(Origin.Kind kind, LocalDate day) {
        Origin origin = new Origin(kind, "test");
        String vendor = pick(VENDORS);
        return new Container(
                origin,
                Optional.of(moment(day)),
                "",
                "A " + pick(WORDS) + " in the " + pick(WORDS) + " of " + vendor,
                List.of(new Assessment(
                        CvssVersion.V3_1,
                        random.nextInt(100) / 10.0,
                        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
                        origin)),
                few(() -> new Weakness("CWE-" + (70 + random.nextInt(20)), "", origin)),
                few(() -> new Affected(
                        vendor,
                        "product " + random.nextInt(5),
                        kind == Origin.Kind.NVD ? "a" : "",
                        List.of(),
                        "",
                        List.of(),
                        List.of(),
                        "",
                        origin)),
                List.of(),
                few(() -> ssvc(day(day))),
                List.of());
    }

    private Ssvc ssvc(LocalDate day) {
        return new Ssvc(
                pick(List.of("none", "poc", "active")),
                pick(List.of("yes", "no")),
                pick(List.of("partial", "total")),
                Optional.of(moment(day)),
                new Origin(Origin.Kind.CISA_ADP, "test"));
    }

    private static Container withSsvc(Container c, List<Ssvc> ssvc) {
        return new Container(
                c.origin(),
                c.day(),
                c.title(),
                c.description(),
                c.assessments(),
                c.weaknesses(),
                c.affected(),
                c.references(),
                ssvc,
                c.tags());
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private LocalDate day(LocalDate from) {
        return from.plusDays(random.nextInt(DAYS));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Instant moment(LocalDate day) {
        return day.atTime(13, 37).toInstant(ZoneOffset.UTC);
    }
}
