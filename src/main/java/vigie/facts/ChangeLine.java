package vigie.facts;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vigie.model.BulletinDifferences;
import vigie.model.Change;
import vigie.model.ChangeKind;
import vigie.model.Difference;
import vigie.model.Severity;
import vigie.text.CweIds;
import vigie.text.CweNames;
import vigie.text.Figures;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.text.Sheet;
import vigie.text.SourceNames;
import vigie.text.WebLink;
import vigie.text.WordDiff;

/**
 * An event of the record of changes as a person reads it, in the user's language; texts are safe to print but not escaped.
 *
 * @param change the event
 * @param what what changed: {@code CVSS 3.1}, {@code Added to CISA KEV}
 * @param who who says so; empty where {@code what} names it
 * @param before the old values; of a list what went
 * @param after the new values; of a list what came
 * @param list whether the values are what went from a list and what came to it
 * @param words which words of a text changed; then there are no values
 * @param language language of values that a record gives in its own, {@code en} or {@code fr}; empty for the user's
 */
public record ChangeLine(
        Change change,
        String what,
        String who,
        List<Value> before,
        List<Value> after,
        boolean list,
        List<WordDiff.Piece> words,
        Optional<String> language) {

    /** Of a list more values are counted only. */
    public static final int MOST_VALUES = 12;

    private static final int LONGEST_VALUE = 300;

    private static final int LONGEST_NAME = 80;

    /** The title of a new publication is no list, whatever it says. */
    private static final List<String> PROSE = List.of("title", "systems_text", "summary", "content");

    /**
     * A value.
     *
     * @param text in one line
     * @param severity of a CVSS score
     * @param web where it leads, if it is a link that a page may offer
     */
    public record Value(String text, Optional<Severity> severity, Optional<WebLink> web) {

        private static Value of(String text) {
            return new Value(Sheet.shorten(PlainText.line(text), LONGEST_VALUE), Optional.empty(), Optional.empty());
        }
    }

    /** The event in the user's language. */
    public static ChangeLine of(Change change, Messages messages) {
        return new Words(change, messages.bundle("changes"), messages.bundle("dossier"), messages.bundle("pages"))
                .line();
    }

    /** The day on which this installation saw it, UTC. */
    public LocalDate day() {
        return LocalDate.ofInstant(change.at(), ZoneOffset.UTC);
    }

    /** The day that the source gives, where it is another one. */
    public Optional<LocalDate> said() {
        return change.what().day().filter(day -> !day.equals(day()));
    }

    /** How much it matters to whoever reads it, by the tones of the timeline of a CVE. */
    public Timeline.Tone tone() {
        return switch (change.what().kind()) {
            case KEV_ADDED, KNOWN_EXPLOITED -> Timeline.Tone.DANGER;
            case EXPLOIT, EVIDENCE -> Timeline.Tone.EXPLOIT;
            case BULLETIN -> Timeline.Tone.PUBLICATION;
            default -> Timeline.Tone.RECORD;
        };
    }

    /** In one line of text, for what shows no marks: {@code 7.5 (High) → 9.8 (Critical)}; empty where there is no value. */
    public String text() {
        if (!words.isEmpty()) {
            return words.stream()
                    .map(piece -> switch (piece.fate()) {
                        case STAYED -> piece.words();
                        case WENT -> "[-" + piece.words() + "-]";
                        case CAME -> "[+" + piece.words() + "+]";
                    })
                    .collect(Collectors.joining(" "));
        }
        String old = joined(before);
        String now = joined(after);
        if (list) {
            return Stream.of(old.isEmpty() ? "" : "− " + old, now.isEmpty() ? "" : "+ " + now)
                    .filter(part -> !part.isEmpty())
                    .collect(Collectors.joining(" "));
        }
        return old.isEmpty() ? now : old + " → " + (now.isEmpty() ? "–" : now);
    }

    private static String joined(List<Value> values) {
        String shown = values.stream().limit(MOST_VALUES).map(Value::text).collect(Collectors.joining("; "));
        return values.size() > MOST_VALUES ? shown + "; …" : shown;
    }

    /** Finds the words for an event. */
    private record Words(Change change, Messages words, Messages dossier, Messages pages) {

        ChangeLine line() {
            Difference what = change.what();
            return switch (what.kind()) {
                case DESCRIPTION -> prose(say("field." + known(what.field())), "en");
                case CVSS -> values("CVSS " + PlainText.line(what.field()), false, this::assessment);
                case CWE -> values(say("field.cwe"), true, this::weakness);
                case AFFECTED -> values(say("field." + known(what.field())), true, Value::of);
                case REFERENCES -> values(say("field.references"), true, Words::link);
                case PUBLISHED, STATE ->
                    values(say(what.field().equals("disputed") ? "field.disputed" : "field.state"), false, this::state);
                case KEV_ADDED -> catalogue("kev.added");
                case KEV_WITHDRAWN -> catalogue("kev.withdrawn");
                case KEV_CHANGED -> catalogue("kev." + (said("kev." + what.field()) ? what.field() : "other"));
                case KNOWN_EXPLOITED -> exploited();
                case SSVC -> values(say("field.ssvc"), false, this::decision);
                case EXPLOIT -> exploit();
                case EVIDENCE ->
                    values(
                            say(what.after().isPresent() ? "evidence" : "evidence.gone", kind(what.field())),
                            false,
                            Words::link);
                case EPSS -> values(crossing("epss"), false, this::probability);
                case SCORE -> values(crossing("score"), false, this::probability);
                case BULLETIN -> publication();
            };
        }

        private String say(String key, Object... values) {
            return words.get(key, values);
        }

        private boolean said(String key) {
            return words.knows(key);
        }

        /** A field of which there are words, else the kind itself: later versions may have more. */
        private String known(String field) {
            return said("field." + field) ? field : change.what().kind().toString();
        }

        private interface Form {
            Value of(String text);
        }

        private ChangeLine values(String what, boolean list, Form form) {
            return line(what, who(), list, form, Optional.empty());
        }

        private ChangeLine line(String what, String who, boolean list, Form form, Optional<String> language) {
            return new ChangeLine(
                    change,
                    what,
                    who,
                    all(change.what().before(), form),
                    all(change.what().after(), form),
                    list,
                    List.of(),
                    language);
        }

        private static List<Value> all(Optional<String> value, Form form) {
            return value.stream()
                    .flatMap(String::lines)
                    .filter(line -> !line.isBlank())
                    .map(form::of)
                    .toList();
        }

        private ChangeLine prose(String what, String language) {
            List<WordDiff.Piece> pieces = WordDiff.of(
                    change.what().before().orElse(""), change.what().after().orElse(""));
            return new ChangeLine(change, what, who(), List.of(), List.of(), false, pieces, Optional.of(language));
        }

        private String who() {
            String who = change.what().who();
            return Sheet.shorten(SourceNames.of(who.isEmpty() ? change.source() : who), LONGEST_NAME);
        }

        private Value assessment(String text) {
            int space = text.indexOf(' ');
            String score = space < 0 ? text : text.substring(0, space);
            String vector = space < 0 ? "" : text.substring(space);
            return number(score)
                    .map(number -> {
                        Severity severity = Severity.of(number);
                        String shown = new Figures(words.locale()).decimals(number, 1) + " "
                                + pages.get("severity." + severity) + vector;
                        return new Value(
                                Sheet.shorten(PlainText.line(shown), LONGEST_VALUE),
                                Optional.of(severity),
                                Optional.empty());
                    })
                    .orElseGet(() -> Value.of(text));
        }

        private static Optional<Double> number(String text) {
            try {
                return Optional.of(Double.parseDouble(text)).filter(Double::isFinite);
            } catch (NumberFormatException e) {
                return Optional.empty();
            }
        }

        private Value weakness(String text) {
            String name = CweIds.number(text).isPresent()
                    ? CweNames.of(text, words.locale()).orElse("")
                    : "";
            return Value.of(name.isEmpty() ? text : text + " " + name);
        }

        private static Value link(String text) {
            return new Value(Value.of(text).text(), Optional.empty(), WebLink.of(text));
        }

        private Value state(String text) {
            return Value.of(said("state." + text) ? say("state." + text) : text);
        }

        private ChangeLine catalogue(String key) {
            String name = who();
            return line(say(key, name), "", false, this::state, Optional.empty());
        }

        /** {@code 2026-01-30 kev eukev}. */
        private ChangeLine exploited() {
            UnaryOperator<String> shown = text -> {
                List<String> parts = List.of(text.split(" "));
                return say(
                        change.what().after().isPresent() ? "exploited.since" : "exploited.until",
                        parts.get(0),
                        SourceNames.all(parts.subList(1, parts.size())));
            };
            String key = change.what().after().isPresent() ? "exploited" : "exploited.gone";
            return line(say(key), "", false, text -> Value.of(shown.apply(text)), Optional.empty());
        }

        /** {@code exploitation=active automatable=yes technical_impact=total}; a value may hold spaces. */
        private Value decision(String text) {
            String[] parts = text.split(" (?=automatable=|technical_impact=)");
            return Value.of(Stream.of(parts)
                    .map(part -> part.split("=", 2))
                    .map(part -> part.length == 2 && said("ssvc." + part[0])
                            ? say("ssvc." + part[0], point(part[1]))
                            : String.join("=", part))
                    .collect(Collectors.joining(", ")));
        }

        private String point(String value) {
            String key = "page.ssvc." + value.toLowerCase(java.util.Locale.ROOT);
            return dossier.knows(key) ? dossier.get(key) : value;
        }

        private String kind(String name) {
            String key = "page.kind." + name;
            return dossier.knows(key) ? dossier.get(key) : PlainText.line(name);
        }

        /** {@code poc https://example.org}. */
        private ChangeLine exploit() {
            String text = change.what().after().orElse("");
            int space = text.indexOf(' ');
            String kind = kind(space < 0 ? text : text.substring(0, space));
            String key = change.what().field().equals("first") ? "exploit.first" : "exploit.further";
            return line(say(key, kind), who(), false, shown -> link(shown.substring(space + 1)), Optional.empty());
        }

        /** A rise ends at the level or above it, a fall well below. */
        private String crossing(String key) {
            Optional<Double> level = number(change.what().field());
            Optional<Double> now = change.what().after().flatMap(Words::number);
            if (level.isEmpty() || now.isEmpty()) {
                return say(key);
            }
            boolean fell = now.get() < level.get();
            return say(
                    key + (fell ? ".fell" : ".rose"),
                    new Figures(words.locale()).share(BigDecimal.valueOf(level.get()), 0));
        }

        private Value probability(String text) {
            return Value.of(
                    number(text).map(new Figures(words.locale())::percent).orElse(text));
        }

        private ChangeLine publication() {
            String field = change.what().field();
            if (field.equals(BulletinDifferences.NEW)) {
                return line(say("bulletin.new"), who(), false, Value::of, Optional.of("fr"));
            }
            String name = say(said("bulletin." + field) ? "bulletin." + field : "bulletin.revised");
            return PROSE.contains(field) ? prose(name, "fr") : line(name, who(), true, Words::link, Optional.of("fr"));
        }
    }

    /** The names of all kinds in the user's language, in the order of the kinds. */
    public static Map<ChangeKind, String> kinds(Messages messages) {
        Messages words = messages.bundle("messages");
        return Stream.of(ChangeKind.values())
                .collect(Collectors.toMap(
                        kind -> kind,
                        kind -> words.get("change.kind." + kind),
                        (a, b) -> a,
                        java.util.LinkedHashMap::new));
    }
}
