package vigie.record;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import vigie.model.Bulletin;
import vigie.model.BulletinRef;
import vigie.model.CveId;
import vigie.model.DateOrigin;
import vigie.model.Plausible;
import vigie.text.CveIds;
import vigie.text.PlainText;

/** Reads the JSON documents of CERT-FR publications. */
public final class BulletinJson {

    private static final Pattern SIMPLE_TAG =
            Pattern.compile("</?(?:tt|b|i|em|strong|code|br|su[bp]) ?/?>", Pattern.CASE_INSENSITIVE);

    private static final int DAY_LENGTH = 10;

    /** Versions that stand in no order are within half a year of each other; a wrong year is farther off. */
    private static final int FAR = 300;

    /** A version may be dated a little earlier than the release. */
    private static final int EARLIER_THAN_RELEASED = 31;

    private BulletinJson() {}

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is no avis or alerte
     * @throws tools.jackson.core.JacksonException if it is no JSON
     */
    public static Bulletin read(byte[] utf8) {
        return read(Json.parse(utf8));
    }

    /** The same, parsed, whenever it was seen. */
    public static Bulletin read(JsonNode root) {
        return read(root, Plausible.ANY);
    }

    /**
     * The same as it was seen on a day. Where it gives no day of publication that can be true, it counts from the day on which it was
     * seen, which the reference's year bounds; its origin then is {@link DateOrigin#BEFORE}.
     *
     * @param day which of its dates can be true; the others count as missing
     */
    public static Bulletin read(JsonNode root, Plausible day) {
        BulletinRef ref = BulletinRef.of(Json.text(root, "reference"));
        Plausible seen = day.since(LocalDate.of(ref.year(), 1, 1));
        Optional<LocalDate> released = Dates.day(Json.text(root, "initial_release_date"))
                .flatMap(seen::day)
                .filter(at -> first(ref, at));
        List<Bulletin.Revision> revisions = revisions(
                root.path("revisions"),
                released.map(at -> seen.since(at.minusDays(EARLIER_THAN_RELEASED)))
                        .orElse(seen));
        Optional<LocalDate> given = revisions.stream()
                .flatMap(r -> r.day().stream())
                .min(Comparator.naturalOrder())
                .filter(at -> first(ref, at))
                .or(() -> released);
        LocalDate end = LocalDate.of(ref.year(), 12, 31);
        LocalDate published = given.orElse(day.seen().isBefore(end) ? day.seen() : end);
        return new Bulletin(
                ref,
                ref.kind(),
                title(Json.text(root, "title")),
                Json.text(root, "summary"),
                Json.text(root, "content"),
                published,
                given.isPresent() ? DateOrigin.SOURCE : DateOrigin.BEFORE,
                revisions,
                Dates.day(Json.text(root, "closed_at")).flatMap(seen::day),
                cves(root),
                risks(root.path("risks")),
                systems(root.path("affected_systems")),
                Json.text(root, "affected_systems_content"),
                links(root.path("vendor_advisories")),
                links(root.path("links")));
    }

    /** Some titles are escaped as HTML, or hold a tag; they are plain text everywhere else. */
    private static String title(String written) {
        return PlainText.unescaped(SIMPLE_TAG.matcher(written).replaceAll(""));
    }

    /** The CVEs of the list; where the document has none, those that its text names. */
    private static List<CveId> cves(JsonNode root) {
        List<CveId> named = new ArrayList<>();
        for (JsonNode cve : root.path("cves")) {
            named.addAll(CveIds.in(cve.isString() ? cve.asString() : Json.text(cve, "name")));
        }
        if (named.isEmpty()) {
            named = CveIds.in(String.join("\n", texts(root, new ArrayList<>())));
        }
        return named.stream().distinct().toList();
    }

    private static List<String> texts(JsonNode node, List<String> found) {
        if (node.isString()) {
            found.add(node.asString());
        }
        for (JsonNode child : node) {
            texts(child, found);
        }
        return found;
    }

    /** Whether a first version can be of the day: in the year of the reference, or soon after it. */
    private static boolean first(BulletinRef ref, LocalDate day) {
        return !day.isAfter(LocalDate.of(ref.year() + 1, 1, 31));
    }

    private static List<Bulletin.Revision> revisions(JsonNode list, Plausible seen) {
        List<String> said = new ArrayList<>();
        List<Optional<LocalDate>> days = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (JsonNode revision : Json.objects(list)) {
            String date = Json.text(revision, "revision_date");
            said.add(date.length() > DAY_LENGTH ? date.substring(0, DAY_LENGTH) : date);
            days.add(Dates.day(date).flatMap(seen::day));
            words.add(Json.text(revision, "description"));
        }
        List<Bulletin.Revision> found = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Optional<LocalDate> day = astray(days, i) ? Optional.empty() : days.get(i);
            found.add(new Bulletin.Revision(day, words.get(i), day.isPresent() ? "" : said.get(i)));
        }
        found.sort(Comparator.comparing(r -> r.day().orElse(LocalDate.MIN)));
        return found;
    }

    /** Whether a version is dated far later than both of those next to it, as by another year. */
    private static boolean astray(List<Optional<LocalDate>> days, int at) {
        Optional<LocalDate> before = next(days, at, -1);
        Optional<LocalDate> after = next(days, at, 1);
        return days.get(at).isPresent()
                && after.isPresent()
                && after.get().plusDays(FAR).isBefore(days.get(at).get())
                && before.filter(day -> !day.plusDays(FAR).isBefore(days.get(at).get()))
                        .isEmpty();
    }

    private static Optional<LocalDate> next(List<Optional<LocalDate>> days, int from, int step) {
        for (int i = from + step; i >= 0 && i < days.size(); i += step) {
            if (days.get(i).isPresent()) {
                return days.get(i);
            }
        }
        return Optional.empty();
    }

    private static List<String> risks(JsonNode list) {
        List<String> found = new ArrayList<>();
        for (JsonNode risk : list) {
            String text = risk.isString() ? risk.asString() : Json.text(risk, "description");
            if (!text.isEmpty()) {
                found.add(text);
            }
        }
        return found;
    }

    private static List<Bulletin.AffectedSystem> systems(JsonNode list) {
        List<Bulletin.AffectedSystem> found = new ArrayList<>();
        for (JsonNode system : Json.objects(list)) {
            JsonNode product = system.path("product");
            found.add(new Bulletin.AffectedSystem(
                    Json.text(product, "vendor", "name"),
                    Json.text(product, "name"),
                    Json.text(system, "description"),
                    product.path("vendor").path("scada").asBoolean(false)));
        }
        return found;
    }

    private static List<Bulletin.Link> links(JsonNode list) {
        List<Bulletin.Link> found = new ArrayList<>();
        for (JsonNode link : Json.objects(list)) {
            Optional<LocalDate> day = Dates.day(Json.text(link, "published_at"));
            found.add(new Bulletin.Link(Json.text(link, "title"), Json.text(link, "url"), day));
        }
        return found;
    }
}
