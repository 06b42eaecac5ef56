package vigie.web.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
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
import vigie.web.site.Upload;

/** Reads bodies of {@code multipart/form-data} (RFC 7578) that are in memory already. */
public final class FormParts {

    /** Files beside each other; nobody needs more. */
    private static final int MOST = 20;

    private FormParts() {}

    /**
     * The parts of a body, for {@link Upload}.
     *
     * @param type the content type, with the boundary
     * @throws IOException if the body cannot be read, or has more than 20 parts
     */
    public static List<Upload.Part> of(String type, byte[] body) throws IOException {
        try {
            return read(type, body);
        } catch (CompletionException | CancellationException | IllegalArgumentException e) {
            throw new IOException("The parts of the form cannot be read", e);
        }
    }

    private static List<Upload.Part> read(String type, byte[] body) throws IOException {
        String boundary = MultiPart.extractBoundary(type);
        if (boundary == null) {
            throw new IOException("The form names no boundary");
        }
        MultiPartFormData.Parser parser = new MultiPartFormData.Parser(boundary);
        parser.setUseFilesForPartsWithoutFileName(false);
        parser.setMaxMemoryFileSize(body.length + 1L);
        parser.setMaxLength(body.length + 1L);
        parser.setMaxParts(MOST);
        CompletableFuture<MultiPartFormData.Parts> read = new CompletableFuture<>();
        parser.parse(new ByteBufferContentSource(ByteBuffer.wrap(body)), Promise.Invocable.toPromise(read));
        try (MultiPartFormData.Parts parts = read.join()) {
            List<Upload.Part> all = new ArrayList<>();
            for (MultiPart.Part part : parts) {
                ByteBuffer content = Content.Source.asByteBuffer(part.createContentSource());
                byte[] bytes = new byte[content.remaining()];
                content.get(bytes);
                all.add(new Upload.Part(
                        Optional.ofNullable(part.getName()).orElse(""),
                        Optional.ofNullable(part.getFileName()).orElse(""),
                        bytes));
            }
            return all;
        }
    }
}
