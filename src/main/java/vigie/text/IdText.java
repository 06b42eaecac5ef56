package vigie.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import vigie.model.BulletinRef;
import vigie.model.CveId;

/**
 * The identifiers in a text that a person has at hand: one a line, CSV, JSON, the output of a scanner, a message. What begins
 * like an identifier but is none is kept, so that nothing is lost in silence.
 *
 * @param cves distinct CVEs in order of appearance; not checked to exist
 * @param publications distinct references of CERT-FR in order of appearance
 * @param unreadable words that begin like a CVE identifier and are none, such as {@code CVE-2024-12}
 */
public record IdText(Set<CveId> cves, Set<BulletinRef> publications, Set<String> unreadable) {

    private static final Charset OLDER = Charset.forName("windows-1252");

    /** Reads a text of any length. */
    public static IdText of(String text) {
        return new IdText(
                new LinkedHashSet<>(CveIds.in(text)),
                new LinkedHashSet<>(BulletinRef.allIn(text)),
                new LinkedHashSet<>(CveIds.broken(text)));
    }

    /** What several texts hold together. */
    public static IdText together(Collection<IdText> texts) {
        IdText all = new IdText(new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        for (IdText text : texts) {
            all.cves.addAll(text.cves);
            all.publications.addAll(text.publications);
            all.unreadable.addAll(text.unreadable);
        }
        return all;
    }

    /** Whether no identifier is in it. */
    public boolean empty() {
        return cves.isEmpty() && publications.isEmpty();
    }

    /**
     * The text of a file that some program wrote: UTF-8, UTF-16 with a byte-order mark as PowerShell redirects it, else
     * windows-1252, in which every byte is a character.
     */
    public static String decode(byte... file) {
        if (file.length >= 2 && (file[0] & 0xff) + (file[1] & 0xff) == 0xff + 0xfe) {
            return new String(file, StandardCharsets.UTF_16);
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(file, OLDER);
        }
    }

    /** Whether a file is packed, as a workbook of a spreadsheet is, so that no text can be read from it. */
    public static boolean packed(byte... file) {
        return file.length >= 4 && file[0] == 'P' && file[1] == 'K' && file[2] == 3 && file[3] == 4
                || file.length >= 2 && (file[0] & 0xff) == 0x1f && (file[1] & 0xff) == 0x8b;
    }

    /** The publications' references as text. */
    public List<String> references() {
        return publications.stream().map(BulletinRef::text).toList();
    }
}
