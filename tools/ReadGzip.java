import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/** Reads files of a server as a stream and decompresses them: ReadGzip ADDRESS…; prints the SHA-256 and address of each. */
class ReadGzip {

    public static void main(String[] addresses) throws Exception {
        HttpClient client = HttpClient.newHttpClient();
        for (String address : addresses) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            InputStream body = client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofInputStream())
                    .body();
            try (InputStream plain = new DigestInputStream(new GZIPInputStream(body), sha)) {
                plain.transferTo(java.io.OutputStream.nullOutputStream());
            }
            System.out.println(HexFormat.of().formatHex(sha.digest()) + "  " + address);
        }
    }
}
