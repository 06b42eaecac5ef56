package vigie.web;

/**
 * Where the server listens.
 *
 * @param host name or address of the interface
 * @param port port; 0 for any free one
 */
public record ServerOptions(String host, int port) {

    /** The loopback interface, port 8080. */
    public static final ServerOptions DEFAULT = new ServerOptions("127.0.0.1", 8080);
}
