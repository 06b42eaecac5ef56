package vigie.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Undoes content codings (RFC 9110, section 8.4). None is asked for, as a partial download is resumed by bytes; but mirrors
 * that keep packed files send them as they are.
 */
final class ContentCoding {

    private ContentCoding() {}

    /**
     * Decodes a received file in place.
     *
     * @throws FetchException for a coding that is not known, or a body that is not in it: the host may answer otherwise
     *     when it is asked again
     */
    static void undo(HttpHeaders headers, Path file, Request request) throws IOException {
        List<String> codings = headers.allValues("Content-Encoding").stream()
                .flatMap(value -> Stream.of(value.split(",")))
                .map(coding -> coding.strip().toLowerCase(Locale.ROOT))
                .filter(coding -> !coding.isEmpty() && !coding.equals("identity"))
                .toList();
        for (int last = codings.size() - 1; last >= 0; last--) {
            undo(codings.get(last), file, request);
        }
    }

    private static void undo(String coding, Path file, Request request) throws IOException {
        Path decoded = file.resolveSibling(file.getFileName() + ".decoded");
        try (InputStream in = decoder(coding, file);
                OutputStream out = Files.newOutputStream(decoded)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                total += n;
                if (total > request.limit()) {
                    throw new FetchException("more than " + request.limit() + " bytes", false, Optional.empty());
                }
                out.write(buffer, 0, n);
            }
            // Some servers name as the coding what the file itself is.
            if (request.format() != Format.GZIP
                    || request.format().complaint(decoded).isEmpty()) {
                Files.move(decoded, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (FetchException e) {
            throw e;
        } catch (IOException e) {
            throw new FetchException(
                    "the body is not in the content coding '" + coding + "' that it names", true, Optional.empty());
        } finally {
            Files.deleteIfExists(decoded);
        }
    }

    private static InputStream decoder(String coding, Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return switch (coding) {
                case "gzip", "x-gzip" -> new GZIPInputStream(in, 1 << 16);
                case "deflate" -> new InflaterInputStream(in);
                default ->
                    throw new FetchException(
                            "an answer in the content coding '" + coding + "', which was not asked for",
                            true,
                            Optional.empty());
            };
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
