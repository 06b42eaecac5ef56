package vigie.web.site;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.content.ByteBufferContentSource;
import org.eclipse.jetty.util.Promise;
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

    /** Files beside each other; nobody needs more. */
    private static final int MOST_PARTS = 20;

    private static final int LONGEST_NAME = 100;

    /** A file. */
    public record Piece(String name, byte[] content) {}

    /** A report and nothing else. */
    public static Upload of(byte... report) {
        return new Upload(report, Optional.empty(), List.of(), List.of());
    }

    /**
     * What a request brings.
     *
     * @throws StatedException if its parts cannot be read: 400
     */
    public static Upload of(Context context) {
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
            return ofParts(type, context.bodyAsBytes());
        } catch (IOException | CompletionException | CancellationException | IllegalArgumentException e) {
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

    private static Upload ofParts(String type, byte[] body) throws IOException {
        String boundary = MultiPart.extractBoundary(type);
        if (boundary == null) {
            throw new IllegalArgumentException("no boundary");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        // In memory: the whole body is there already.
        parser.setUseFilesForPartsWithoutFileName(false);
        parser.setMaxMemoryFileSize(body.length + 1L);
        parser.setMaxLength(body.length + 1L);
        parser.setMaxParts(MOST_PARTS);
        CompletableFuture<MultiPartFormData.Parts> read = new CompletableFuture<>();
        parser.parse(new ByteBufferContentSource(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(read));
        try (MultiPartFormData.Parts parts = read.join()) {
            List<Piece> reports = pieces(parts, "report");
            return new Upload(
                    reports.isEmpty() ? new byte[0] : reports.get(0).content(),
                    pieces(parts, "assets").stream().findFirst(),
                    pieces(parts, "vex"),
                    pieces(parts, "ignore"));
        }
    }

    /** Browsers send a part without content for a file that nobody chose. */
    private static List<Piece> pieces(MultiPartFormData.Parts parts, String field) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (MultiPart.Part part : parts.getAll(field)) {
            ByteBuffer content = Content.Source.asByteBuffer(part.createContentSource());
            byte[] bytes = new byte[content.remaining()];
            content.get(bytes);
            if (bytes.length > 0) {
                String name =
                        PlainText.line(Optional.ofNullable(part.getFileName()).orElse(""));
                pieces.add(new Piece(name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name, bytes));
            }
        }
        return pieces;
    }
}
