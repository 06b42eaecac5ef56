package vigie.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells systemd that the server is ready, that it is alive, and that it stops (sd_notify(3)); nothing where no service manager asks for
 * that ({@code NOTIFY_SOCKET}). Java has datagram sockets for internet addresses only, and this socket is a unix one: the program
 * {@code systemd-notify}, which is wherever systemd is, sends the datagrams. A native library for three of them would weigh more.
 */
final class ServiceNotices implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** So many signs of life in the time after which systemd takes the server for dead. */
    private static final int SIGNS = 3;

    private final String program;
    private final InetSocketAddress address;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "service-notices");
        made.setDaemon(true);
        return made;
    });

    private ServiceNotices(String program, InetSocketAddress address) {
        this.program = program;
        this.address = address;
    }

    /**
     * Tells that the server is ready, and from then on, where that is asked for, that it answers; empty if nobody asks.
     *
     * @param environment the variables of this process
     * @param program the program that sends
     * @param host where the server listens, by name or address; a wildcard is asked on loopback
     */
    static Optional<ServiceNotices> start(Map<String, String> environment, String program, String host, int port) {
        if (environment.getOrDefault("NOTIFY_SOCKET", "").isEmpty()) {
            return Optional.empty();
        }
        InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.getAddress() != null && address.getAddress().isAnyLocalAddress()) {
            address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        }
        ServiceNotices notices = new ServiceNotices(program, address);
        notices.send("READY=1");
        notices.watchdog(environment)
                .ifPresent(micros -> notices.thread.scheduleWithFixedDelay(
                        notices::sign, micros / SIGNS, micros / SIGNS, TimeUnit.MICROSECONDS));
        return Optional.of(notices);
    }

    /** Microseconds after which the service is taken for dead; empty if it is not watched, or another process is. */
    private Optional<Long> watchdog(Map<String, String> environment) {
        String pid = environment.getOrDefault("WATCHDOG_PID", "");
        boolean ours = pid.isEmpty()
                || pid.equals(String.valueOf(ProcessHandle.current().pid()));
        return Optional.of(environment.getOrDefault("WATCHDOG_USEC", ""))
                .filter(text -> ours && text.matches("[1-9][0-9]{0,17}"))
                .map(Long::valueOf);
    }

    /** A server that no longer answers sends no sign: it is stopped and started again. */
    private void sign() {
        if (answers()) {
            send("WATCHDOG=1");
        }
    }

    private boolean answers() {
        int patience = (int) PATIENCE.toMillis();
        try (Socket socket = new Socket()) {
            socket.connect(address, patience);
            socket.setSoTimeout(patience);
            socket.getOutputStream()
                    .write("GET /healthz HTTP/1.0\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return String.valueOf(answer.readLine()).contains(" 200");
        } catch (IOException e) {
            return false;
        }
    }

    /** What cannot be sent is not sent: systemd then waits in vain and says so in its log. */
    private void send(String notice) {
        try {
            Process sending = new ProcessBuilder(program, notice)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!sending.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                sending.destroy();
            }
        } catch (IOException e) {
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tells that the server stops. */
    @Override
    public void close() {
        thread.shutdownNow();
        send("STOPPING=1");
    }
}
