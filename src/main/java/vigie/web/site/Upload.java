package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import vigie.text.Messages;
import vigie.text.PlainText;

/**
 * What somebody sends to be prioritised: a report, and beside it files that say more of the assets and of what does not count. It comes as
 * one body that is the report, as a form with texts, or as {@code multipart/form-data} (RFC 7578) with the files. All files together are
 * no larger than any body of a request.
 *
 * @param report the report
 * @param assets a list of assets
 * @param vex VEX documents
 * @param ignore files with findings that are accepted
 */
public record Upload(byte[] report, Optional<Piece> assets, List<Piece> vex, List<Piece> ignore) {

    private static final int LONGEST_NAME = 100;

    /** A file. */
    public record Piece(String name, byte[] content) {}

    /**
     * A part of a form.
     *
     * @param field its name in the form
     * @param file the name of its file; empty if there is none
     * @param content never changed
     */
    public record Part(String field, String file, byte[] content) {}

    /** Takes a body of {@code multipart/form-data} apart: what carries the requests knows how. */
    public interface Form {

        /**
         * The parts in their order.
         *
         * @param type the whole content type, with the boundary
         * @throws IOException if they cannot be read
         */
        List<Part> parts(String type, byte[] body) throws IOException;
    }

    /** A report and nothing else. */
    public static Upload of(byte... report) {
        return new Upload(report, Optional.empty(), List.of(), List.of());
    }

    /**
     * What a request brings.
     *
     * @param form reads its parts
     * @throws StatedException if its parts cannot be read: 400
     */
    public static Upload of(Context context, Form form) {
        String type = Optional.ofNullable(context.contentType()).orElse("");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return new Upload(
                    text(context, "text").orElse(new byte[0]),
                    text(context, "assets").map(text -> new Piece("", text)),
                    List.of(),
                    List.of());
        }
        if (!type.startsWith("multipart/form-data")) {
            return of(context.bodyAsBytes());
        }
        try {
            return of(form.parts(type, context.bodyAsBytes()));
        } catch (IOException e) {
            throw new StatedException(
                    HttpStatus.BAD_REQUEST,
                    new Messages(Visitor.language(context)).bundle("findings").get("wrong.parts"));
        }
    }

    private static Optional<byte[]> text(Context context, String field) {
        return Optional.ofNullable(context.formParam(field))
                .filter(text -> !text.isBlank())
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static Upload of(List<Part> parts) {
        return new Upload(
                pieces(parts, "report").stream().findFirst().map(Piece::content).orElse(new byte[0]),
                pieces(parts, "assets").stream().findFirst(),
                pieces(parts, "vex"),
                pieces(parts, "ignore"));
    }

    /** Browsers send a part without content for a file that nobody chose. */
    private static List<Piece> pieces(List<Part> parts, String field) {
        return parts.stream()
                .filter(part -> part.field().equals(field) && part.content().length > 0)
                .map(part -> new Piece(name(part), part.content()))
                .toList();
    }

    private static String name(Part part) {
        String name = PlainText.line(part.file());
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }
}
