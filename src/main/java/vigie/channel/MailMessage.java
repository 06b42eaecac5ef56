package vigie.channel;

import jakarta.activation.DataHandler;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import vigie.io.Sha256;
import vigie.text.PlainText;

/**
 * A letter as a mail (RFC 5322, MIME). Nothing in it is of chance: the same letter is the same to the byte, whenever it is made. No
 * line is longer than 76 characters but for headers, and no header holds a line break of anybody else.
 */
final class MailMessage {

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.ENGLISH);

    private static final String UTF_8 = "utf-8";

    private final ChannelSettings.Mail settings;

    MailMessage(ChannelSettings.Mail settings) {
        this.settings = settings;
    }

    /** A file in a mail. */
    record Attachment(String name, String type, byte[] bytes) {}

    /** The address of a person or a sender: one, with a local part and a host; empty for any other text. */
    static Optional<InternetAddress> address(String text) {
        try {
            InternetAddress[] all = InternetAddress.parse(text, true);
            boolean one =
                    all.length == 1 && !all[0].isGroup() && PlainText.line(text).equals(text.strip());
            if (!one) {
                return Optional.empty();
            }
            all[0].validate();
            String address = all[0].getAddress();
            boolean ascii = address.chars().allMatch(c -> c > ' ' && c < 0x7f);
            return ascii && address.indexOf('@') > 0 ? Optional.of(named(all[0])) : Optional.empty();
        } catch (AddressException e) {
            return Optional.empty();
        }
    }

    private static InternetAddress named(InternetAddress address) {
        try {
            return new InternetAddress(address.getAddress(), address.getPersonal(), UTF_8);
        } catch (java.io.UnsupportedEncodingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The host of an address. */
    static String host(InternetAddress address) {
        return address.getAddress().substring(address.getAddress().lastIndexOf('@') + 1);
    }

    /** The Message-ID of the letter with an id. */
    private String messageId(String id) {
        return "<" + id + "@" + address(settings.from()).map(MailMessage::host).orElse("vigie.invalid") + ">";
    }

    /**
     * The bytes of the mail.
     *
     * @param address whom it is sent to; one that is none stands in no header
     */
    byte[] bytes(MailText text, String address, List<Attachment> attachments) {
        Letter letter = text.letter().letter();
        try {
            Message message = new Message(messageId(letter.id()));
            headers(message, text, address);
            MimeMultipart alternative = new Parts("alternative", letter.id() + "-a");
            alternative.addBodyPart(part(text.plain(), "text/plain"));
            alternative.addBodyPart(part(text.html(), "text/html"));
            if (attachments.isEmpty()) {
                message.setContent(alternative);
            } else {
                MimeBodyPart words = new MimeBodyPart();
                words.setContent(alternative);
                MimeMultipart mixed = new Parts("mixed", letter.id() + "-m");
                mixed.addBodyPart(words);
                for (Attachment attachment : attachments) {
                    mixed.addBodyPart(part(attachment));
                }
                message.setContent(mixed);
            }
            message.saveChanges();
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            return bytes.toByteArray();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void headers(Message message, MailText text, String address) throws MessagingException {
        Letter letter = text.letter().letter();
        message.setHeader("Date", DATE.format(letter.at().atOffset(ZoneOffset.UTC)));
        message.setFrom(address(settings.from()).orElseThrow());
        if (settings.replyTo().isPresent()) {
            message.setReplyTo(
                    new InternetAddress[] {address(settings.replyTo().get()).orElseThrow()});
        }
        Optional<InternetAddress> to = address(address);
        if (to.isPresent()) {
            message.setRecipient(jakarta.mail.Message.RecipientType.TO, to.get());
        }
        message.setSubject(text.letter().subject(), UTF_8);
        if (letter.answers().isPresent()) {
            String first = messageId(letter.answers().get());
            message.setHeader("In-Reply-To", first);
            message.setHeader("References", first);
        }
        // RFC 3834: nobody is to answer this by machine; Exchange has a header of its own.
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("X-Auto-Response-Suppress", "All");
        message.setHeader("Content-Language", text.letter().locale().getLanguage());
        if (text.pause().isPresent()) {
            // RFC 2369 and 8058.
            message.setHeader("List-Unsubscribe", "<" + text.pause().get() + ">");
            message.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    private static MimeBodyPart part(String text, String type) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(
                new ByteArrayDataSource(text.getBytes(StandardCharsets.UTF_8), type + "; charset=utf-8")));
        part.setHeader("Content-Type", type + "; charset=utf-8");
        part.setHeader("Content-Transfer-Encoding", "quoted-printable");
        return part;
    }

    private static MimeBodyPart part(Attachment attachment) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(attachment.bytes(), attachment.type())));
        part.setFileName(attachment.name());
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /** Parts with a boundary that is made of the letter's id instead of chance and the time. */
    private static final class Parts extends MimeMultipart {

        Parts(String subtype, String name) {
            ContentType type = new ContentType("multipart", subtype, null);
            type.setParameter("boundary", "=_" + Sha256.hex(name).substring(0, 32));
            contentType = type.toString();
        }
    }

    /** A message whose id is given instead of drawn. */
    private static final class Message extends MimeMessage {

        private final String id;

        Message(String id) {
            super(Session.getInstance(new Properties()));
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
