package vigie.triage;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.model.KnownDay;
import vigie.model.Levels;
import vigie.model.Severity;
import vigie.store.CveSummary;

/**
 * What of a CVE can make a finding more or less urgent, as it was in a run.
 *
 * @param exploitedBy who says that it is exploited; none if nobody
 * @param exploitedSince since when; empty if nobody says so
 * @param kev day on which CISA took it into its catalogue
 * @param exploit day since which an exploit is public
 * @param score our score, 0 to 1
 * @param epss EPSS score, 0 to 1
 * @param cvss CVSS base score, 0 to 10
 */
record Facts(
        List<String> exploitedBy,
        Optional<LocalDate> exploitedSince,
        Optional<LocalDate> kev,
        Optional<LocalDate> exploit,
        Optional<Double> score,
        Optional<Double> epss,
        Optional<Double> cvss) {

    static Facts of(CveSummary held) {
        return new Facts(
                held.exploited().map(known -> known.sources()).orElse(List.of()),
                held.exploited().map(known -> known.since()),
                held.kevDate().map(LocalDate::parse),
                held.exploit().map(KnownDay::day),
                held.score(),
                held.epss(),
                held.cvssScore());
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("by", exploitedBy);
        exploitedSince.ifPresent(day -> json.put("since", day.toString()));
        kev.ifPresent(day -> json.put("kev", day.toString()));
        exploit.ifPresent(day -> json.put("exploit", day.toString()));
        score.ifPresent(value -> json.put("score", value));
        epss.ifPresent(value -> json.put("epss", value));
        cvss.ifPresent(value -> json.put("cvss", value));
        return json;
    }

    static Facts of(JsonNode json) {
        List<String> by = new ArrayList<>();
        json.path("by").forEach(one -> by.add(one.asString()));
        return new Facts(
                by,
                day(json, "since"),
                day(json, "kev"),
                day(json, "exploit"),
                number(json, "score"),
                number(json, "epss"),
                number(json, "cvss"));
    }

    private static Optional<LocalDate> day(JsonNode json, String field) {
        return json.path(field).isString()
                ? Optional.of(LocalDate.parse(json.path(field).asString()))
                : Optional.empty();
    }

    private static Optional<Double> number(JsonNode json, String field) {
        return json.path(field).isNumber() ? Optional.of(json.path(field).asDouble()) : Optional.empty();
    }

    /** What differs now, the weightiest first. */
    List<Change.Cause> until(Facts now) {
        List<Change.Cause> causes = new ArrayList<>();
        for (String source : now.exploitedBy) {
            if (!exploitedBy.contains(source)) {
                Optional<LocalDate> day = source.equals("kev") ? now.kev : now.exploitedSince;
                causes.add(Change.Cause.of(Change.Kind.EXPLOITED, true, source, day));
            }
        }
        for (String source : exploitedBy) {
            if (!now.exploitedBy.contains(source)) {
                causes.add(Change.Cause.of(Change.Kind.WITHDRAWN, false, source, Optional.empty()));
            }
        }
        if (exploit.isPresent() != now.exploit.isPresent()) {
            causes.add(Change.Cause.of(
                    now.exploit.isPresent() ? Change.Kind.EXPLOIT : Change.Kind.NO_EXPLOIT,
                    now.exploit.isPresent(),
                    "",
                    now.exploit));
        }
        moved(Change.Kind.SCORE, Levels.OF_SCORES, score, now.score).ifPresent(causes::add);
        moved(Change.Kind.EPSS, Levels.OF_EPSS, epss, now.epss).ifPresent(causes::add);
        if (cvss.isPresent() && now.cvss.isPresent() && Severity.of(cvss.get()) != Severity.of(now.cvss.get())) {
            causes.add(Change.Cause.of(Change.Kind.CVSS, now.cvss.get() > cvss.get(), cvss.get(), now.cvss.get()));
        }
        return causes;
    }

    private static Optional<Change.Cause> moved(
            Change.Kind kind, Levels levels, Optional<Double> before, Optional<Double> after) {
        return before.isEmpty() || after.isEmpty()
                ? Optional.empty()
                : levels.next(List.of(before.get()), after.get())
                        .map(crossing -> Change.Cause.of(kind, after.get() > before.get(), before.get(), after.get()));
    }
}
