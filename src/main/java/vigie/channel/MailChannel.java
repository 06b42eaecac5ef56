package vigie.channel;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import vigie.text.PlainText;
import vigie.text.Sheet;

/**
 * Mail through a server that takes it (SMTP, RFC 5321). Where TLS is asked for, nothing is sent without it, and the certificate must
 * be that of the server.
 */
final class MailChannel implements Channel {

    private static final int TEMPORARY = 400;
    private static final int PERMANENT = 500;
    private static final int END = 600;
    private static final int LONGEST_REASON = 300;

    private final ChannelSettings.Mail settings;
    private final ChannelSettings all;
    private final Map<String, String> environment;
    private final AddressCheck check;

    MailChannel(
            ChannelSettings.Mail settings, ChannelSettings all, Map<String, String> environment, AddressCheck check) {
        this.settings = settings;
        this.all = all;
        this.environment = environment;
        this.check = check;
    }

    @Override
    public String name() {
        return "mail";
    }

    /** One server takes the mail to all addresses. */
    @Override
    public String host(String address) {
        return settings.host();
    }

    @Override
    public List<Packet> prepare(Letter letter, String address) {
        LetterText text = new LetterText(letter, all.dashboard());
        List<MailMessage.Attachment> files = letter.alerts().isEmpty() ? List.of() : files(text);
        boolean fits = files.stream().mapToInt(file -> file.bytes().length).sum() <= settings.attachments();
        String attached = text.say("attached.and", text.say("attached.pdf"), text.say("attached.csv"));
        // A test message is of no list that could be paused.
        Optional<MailLinks> links =
                MailLinks.of(all, environment).filter(any -> letter.occasion() != Letter.Occasion.TRIAL);
        LocalDate until = LocalDate.ofInstant(letter.at(), ZoneOffset.UTC).plusDays(MailLinks.DAYS);
        Optional<String> elsewhere = links.filter(any -> !fits).flatMap(known -> known.files(letter.id(), until));
        Optional<String> said = files.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        fits
                                ? text.say("attached", attached)
                                : elsewhere.isPresent()
                                        ? text.say("attached.link", until.toString())
                                        : text.say("attached.too.large"));
        MailText mail = new MailText(
                text,
                said,
                elsewhere
                        .map(folder -> List.of(folder + LetterFiles.PDF, folder + LetterFiles.CSV))
                        .orElse(List.of()),
                links.flatMap(known -> known.pause(letter.list())));
        byte[] bytes = new MailMessage(settings).bytes(mail, address, fits ? files : List.of());
        return List.of(new Packet(letter.id(), address, bytes));
    }

    private static List<MailMessage.Attachment> files(LetterText text) {
        String name = "vigie-" + text.letter().id();
        return List.of(
                new MailMessage.Attachment(name + ".pdf", "application/pdf", LetterPdf.of(text)),
                new MailMessage.Attachment(name + ".csv", "text/csv; charset=utf-8", LetterCsv.of(text.letter())));
    }

    @Override
    public Outcome send(Packet packet) {
        Optional<InternetAddress> to = MailMessage.address(packet.address());
        if (to.isEmpty()) {
            return new Outcome.Refused("this is no address of a person: " + shown(packet.address()));
        }
        InetAddress[] found;
        Optional<String> password;
        try {
            password = settings.login().isPresent()
                    ? Optional.of(settings.login().get().password().read(environment))
                    : Optional.empty();
            found = check.resolve(settings.host(), settings.security() != ChannelSettings.Security.NONE);
        } catch (AddressCheck.Refused e) {
            return new Outcome.Refused(e.getMessage());
        } catch (IOException e) {
            return new Outcome.Later(Failures.reason(settings.host(), e), Optional.empty());
        }
        return deliver(packet, to.get(), found[0], password);
    }

    private Outcome deliver(Packet packet, InternetAddress to, InetAddress server, Optional<String> password) {
        Session session = Session.getInstance(properties(server));
        boolean[] written = {false};
        SMTPTransport smtp = null;
        try {
            MimeMessage message = new MimeMessage(session, new ByteArrayInputStream(packet.body())) {
                @Override
                public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
                    super.writeTo(out, ignored);
                    written[0] = true;
                }
            };
            smtp = (SMTPTransport) session.getTransport("smtp");
            smtp.connect(
                    settings.host(),
                    settings.port(),
                    settings.login().map(ChannelSettings.Login::user).orElse(null),
                    password.orElse(null));
            smtp.sendMessage(message, new InternetAddress[] {to});
            return new Outcome.Sent(shown(smtp.getLastServerResponse()));
        } catch (MessagingException e) {
            return outcome(e, written[0]);
        } finally {
            close(smtp);
        }
    }

    /** The answer to QUIT tells nothing about the mail. */
    private static void close(SMTPTransport smtp) {
        try {
            if (smtp != null) {
                smtp.close();
            }
        } catch (MessagingException e) {
            // The mail is with the server, or is not: that was told before.
        }
    }

    /**
     * What an answer means. Only answers about this mail or its addressee refuse it: where the server refuses the login, or all mail,
     * it is for whoever runs this program to mend, and the mail waits (as Postfix does).
     */
    private Outcome outcome(MessagingException e, boolean written) {
        int code =
                chain(e).map(MailChannel::code).filter(c -> c > 0).findFirst().orElse(0);
        String said = chain(e).filter(cause -> code(cause) > 0 || cause.getCause() == null && next(cause) == null)
                .findFirst()
                .map(cause -> code(cause) > 0 || cause instanceof MessagingException
                        ? settings.host() + ": " + shown(cause.getMessage())
                        : Failures.reason(settings.host(), cause))
                .orElse(settings.host());
        if (code >= PERMANENT && code < END) {
            return new Outcome.Refused(said);
        }
        if (code >= TEMPORARY && code < PERMANENT || !written || e instanceof AuthenticationFailedException) {
            return new Outcome.Later(said, Optional.empty());
        }
        return new Outcome.Unknown(said);
    }

    private static Stream<Throwable> chain(Throwable e) {
        return Stream.iterate(e, cause -> cause != null, MailChannel::next);
    }

    private static Throwable next(Throwable e) {
        return e instanceof MessagingException mail && mail.getNextException() != null
                ? mail.getNextException()
                : e.getCause();
    }

    private static int code(Throwable e) {
        return e instanceof SMTPAddressFailedException address
                ? address.getReturnCode()
                : e instanceof SMTPSenderFailedException sender
                        ? sender.getReturnCode()
                        : e instanceof SMTPSendFailedException send ? send.getReturnCode() : 0;
    }

    private static String shown(String text) {
        return text == null ? "" : Sheet.shorten(PlainText.line(text), LONGEST_REASON);
    }

    private Properties properties(InetAddress server) {
        Properties properties = new Properties();
        ChannelSettings.Security security = settings.security();
        SocketFactory pinned = new PinnedSockets(new InetSocketAddress(server, settings.port()));
        properties.put("mail.smtp.socketFactory", pinned);
        properties.put("mail.smtp.socketFactory.fallback", "false");
        properties.put("mail.smtp.ssl.enable", String.valueOf(security == ChannelSettings.Security.TLS));
        if (security == ChannelSettings.Security.TLS) {
            properties.put("mail.smtp.ssl.socketFactory", pinned);
        }
        properties.put("mail.smtp.starttls.enable", String.valueOf(security == ChannelSettings.Security.STARTTLS));
        properties.put("mail.smtp.starttls.required", String.valueOf(security == ChannelSettings.Security.STARTTLS));
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        properties.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
        properties.put("mail.smtp.auth", String.valueOf(settings.login().isPresent()));
        properties.put("mail.smtp.connectiontimeout", millis(settings.limits().connect()));
        properties.put("mail.smtp.timeout", millis(settings.limits().read()));
        properties.put("mail.smtp.writetimeout", millis(settings.limits().write()));
        MailMessage.address(settings.from()).ifPresent(from -> {
            properties.put("mail.smtp.from", from.getAddress());
            properties.put("mail.smtp.localhost", MailMessage.host(from));
        });
        return properties;
    }

    private static String millis(Duration duration) {
        return String.valueOf(duration.toMillis());
    }

    /** Sockets that connect to one address, whatever the name that they are given resolves to by then. */
    private static final class PinnedSockets extends SocketFactory {

        private final InetSocketAddress to;

        PinnedSockets(InetSocketAddress to) {
            this.to = to;
        }

        @Override
        public Socket createSocket() {
            return new Socket() {
                @Override
                public void connect(SocketAddress endpoint) throws IOException {
                    super.connect(to);
                }

                @Override
                public void connect(SocketAddress endpoint, int timeout) throws IOException {
                    super.connect(to, timeout);
                }
            };
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return connected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return connected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return connected();
        }

        private Socket connected() throws IOException {
            Socket socket = createSocket();
            socket.connect(to);
            return socket;
        }
    }
}
