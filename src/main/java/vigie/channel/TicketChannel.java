package vigie.channel;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import vigie.alert.Alert;
import vigie.channel.ChannelSettings.Target;
import vigie.channel.LetterLines.Line;
import vigie.channel.LetterLines.Span;
import vigie.io.Sha256;

/**
 * A ticket for each CVE or publication of a watch list. It bears a marker, by which it is looked for before one is made; what is told
 * later of the same is a comment. Each text bears the id of its packet: what has arrived already is not written again.
 */
abstract class TicketChannel extends TargetChannel {

    private static final int MARKER = 16;

    TicketChannel(Kind kind, Surroundings surroundings) {
        super(kind, surroundings);
    }

    /**
     * A ticket that was found.
     *
     * @param number by which it is named in addresses
     * @param text its description
     */
    record Ticket(String number, String text) {}

    /** The markup of the tickets. */
    abstract Markup markup();

    /** The ticket with a marker. */
    abstract Optional<Ticket> find(Target target, String marker) throws IOException;

    /** Makes a ticket; the answer is checked. */
    abstract void create(Target target, String title, String text, String marker) throws IOException;

    /** The texts of the comments of a ticket. */
    abstract List<String> comments(Target target, Ticket ticket) throws IOException;

    /** Comments on a ticket; the answer is checked. */
    abstract void comment(Target target, Ticket ticket, String text) throws IOException;

    @Override
    final List<byte[]> bodies(LetterText letter) {
        List<byte[]> bodies = new ArrayList<>();
        for (Alert alert : letter.letter().alerts()) {
            LetterText.Entry entry = letter.entry(alert);
            List<Line> lines = new ArrayList<>(LetterLines.entry(letter, entry));
            lines.add(Line.of(Span.plain(letter.say("footer.ticket", letter.list(), letter.moment()))));
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("marker", marker(alert));
            body.put("title", letter.ticketTitle(alert));
            body.put("text", markup().of(lines));
            bodies.add(bytes(body));
        }
        if (bodies.isEmpty()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("marker", "vigie-" + Sha256.hex(letter.letter().id()).substring(0, MARKER));
            body.put("title", letter.subject());
            body.put("text", markup().of(Line.of(Span.plain(letter.opening()))));
            bodies.add(bytes(body));
        }
        return bodies;
    }

    private static String marker(Alert alert) {
        return "vigie-" + Sha256.hex(alert.list() + "\n" + alert.matter()).substring(0, MARKER);
    }

    @Override
    final Outcome send(Packet packet, Target target) throws IOException {
        JsonNode body = JSON.readTree(packet.body());
        String marker = body.path("marker").asString();
        String mark = "vigie-" + Sha256.hex(packet.id()).substring(0, MARKER);
        String text = body.path("text").asString() + "\n\n" + marker + " " + mark;
        Optional<Ticket> found = find(target, marker);
        if (found.isEmpty()) {
            create(target, body.path("title").asString(), text, marker);
            return new Outcome.Sent("a ticket was made in " + target.name());
        }
        Ticket ticket = found.get();
        if (ticket.text().contains(mark)
                || comments(target, ticket).stream().anyMatch(comment -> comment.contains(mark))) {
            return new Outcome.Sent("the ticket " + ticket.number() + " says so already");
        }
        comment(target, ticket, text);
        return new Outcome.Sent("the ticket " + ticket.number() + " has a new comment");
    }

    /** The texts of a list of answers. */
    static List<String> texts(JsonNode list, String field) {
        List<String> texts = new ArrayList<>();
        list.forEach(one -> texts.add(one.path(field).asString("")));
        return texts;
    }
}
