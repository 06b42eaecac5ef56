package vigie.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import vigie.model.Contribution;
import vigie.model.CveId;
import vigie.model.Exploited;
import vigie.model.Score;
import vigie.model.ScoreBand;
import vigie.model.ScoreLine;
import vigie.model.Tombstone;
import vigie.text.Figures;

/**
 * Writes the feed object of a CVE on one line. Written by hand, because a first publication writes five million numbers,
 * and because the bytes must stay stable across versions.
 */
final class FeedJson {

    /** As in the PrExploit data feed: microseconds, no zone. */
    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private static final int EXPECTED = 1500;

    /** Scores of one run share their timestamp. Threads may see any of the last entries: each is immutable. */
    private static volatile Map.Entry<Instant, String> lastMoment =
            Map.entry(Instant.EPOCH, MICROS.format(Instant.EPOCH));

    private FeedJson() {}

    /** The object of a CVE: the first three keys are those of the PrExploit data feed. */
    static String score(Score score) {
        StringBuilder json = new StringBuilder(EXPECTED);
        json.append("{\"score\": ").append(Figures.exact(score.probability())).append(", \"explanations\": {");
        String separator = "";
        for (Contribution one : score.listed()) {
            json.append(separator);
            text(json, one.key());
            json.append(": ");
            fixed(json, one.logOdds(), 3);
            separator = ", ";
        }
        json.append("}, \"update_datetime\": \"").append(moment(score.updated()));
        json.append("\", \"percentile\": ");
        fixed(json, score.percentile(), 5);
        json.append(", \"band\": \"").append(ScoreBand.of(score.percentile())).append('"');
        json.append(", \"known_exploited\": ");
        known(json, score.known());
        json.append(", \"model\": ");
        text(json, score.model());
        json.append(", \"bias\": ");
        fixed(json, score.bias(), 6);
        json.append(", \"rest\": ");
        fixed(json, score.rest(), 6);
        score.spread()
                .ifPresent(spread -> json.append(", \"lowest\": ")
                        .append(Figures.exact(spread.lowest()))
                        .append(", \"highest\": ")
                        .append(Figures.exact(spread.highest())));
        return json.append('}').toString();
    }

    /** The object of a CVE that was removed. */
    static String tombstone(Tombstone gone) {
        return "{\"score\": null, \"rejected\": \"" + gone.since() + "\", \"update_datetime\": \""
                + moment(gone.updated()) + "\"}";
    }

    /** An object keyed by the CVE, as a line of the file of a year. */
    static String keyed(CveId cve, String object) {
        return "\"" + cve + "\": " + object;
    }

    /** The file of a CVE. */
    static byte[] file(String object) {
        return (object + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Where the object begins in a line of the file of a year ({@link #keyed}). */
    static int object(byte[] year, int from, int to) {
        int object = from;
        while (object < to && year[object] != '{') {
            object++;
        }
        return object;
    }

    /** The file of the CVE whose object stands there in the file of a year. */
    static byte[] file(byte[] year, int object, int to) {
        byte[] file = Arrays.copyOfRange(year, object, to + 1);
        file[to - object] = '\n';
        return file;
    }

    /** A line of {@code scores.jsonl}. */
    static String line(ScoreLine line) {
        StringBuilder json = new StringBuilder(200);
        json.append("{\"cve\": \"")
                .append(line.cve())
                .append("\", \"score\": ")
                .append(Figures.exact(line.probability()));
        json.append(", \"percentile\": ");
        fixed(json, line.percentile(), 5);
        json.append(", \"band\": \"").append(ScoreBand.of(line.percentile())).append('"');
        json.append(", \"known_exploited\": ");
        known(json, line.known());
        json.append(", \"model\": ");
        text(json, line.model());
        json.append(", \"update_datetime\": \"").append(moment(line.updated())).append("\"}");
        return json.toString();
    }

    /** A line of {@code scores.csv}. */
    static String csv(ScoreLine line) {
        StringBuilder csv = new StringBuilder(48);
        csv.append(line.cve())
                .append(',')
                .append(Figures.exact(line.probability()))
                .append(',');
        fixed(csv, line.percentile(), 5);
        return csv.toString();
    }

    /** A moment as the feed writes it. */
    static String moment(Instant moment) {
        Map.Entry<Instant, String> last = lastMoment;
        if (!last.getKey().equals(moment)) {
            last = Map.entry(moment, MICROS.format(moment));
            lastMoment = last;
        }
        return last.getValue();
    }

    private static void known(StringBuilder json, Optional<Exploited> known) {
        if (known.isEmpty()) {
            json.append("null");
            return;
        }
        json.append("{\"date\": \"")
                .append(known.get().since())
                .append("\", \"date_origin\": \"")
                .append(known.get().origin())
                .append("\", \"sources\": [");
        String separator = "";
        for (String source : known.get().sources()) {
            json.append(separator);
            text(json, source);
            separator = ", ";
        }
        json.append("]}");
    }

    /** A number of so many decimals, without the zeros at its end. */
    private static void fixed(StringBuilder json, double number, int decimals) {
        long unit = 1;
        for (int i = 0; i < decimals; i++) {
            unit *= 10;
        }
        long units = Math.round(number * unit);
        if (units < 0) {
            json.append('-');
            units = -units;
        }
        json.append(units / unit).append('.');
        long fraction = units % unit;
        do {
            unit /= 10;
            json.append((char) ('0' + fraction / unit));
            fraction %= unit;
        } while (fraction > 0);
    }

    private static void text(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }
}
