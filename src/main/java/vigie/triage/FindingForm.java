package vigie.triage;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import vigie.finding.Component;
import vigie.finding.Finding;
import vigie.finding.Position;
import vigie.finding.Suppression;
import vigie.model.CveId;

/**
 * Findings as bytes, for as long as a run lasts: texts with their length before them, numbers as variable-length integers. By hand, as
 * the serialisers at hand take three times as long for a record of short texts.
 */
final class FindingForm {

    private byte[] buffer = new byte[1 << 12];
    private int at;

    /** Writes a finding into {@link #bytes}; the number of bytes. */
    int write(Finding finding) {
        at = 0;
        texts(finding.ids());
        number(finding.cves().size());
        finding.cves().forEach(cve -> number(cve.key()));
        texts(finding.aliases());
        text(finding.asset());
        text(finding.component().name());
        text(finding.component().version());
        text(finding.component().purl());
        text(finding.component().type());
        text(finding.component().path());
        text(finding.component().check());
        text(finding.fixed());
        text(finding.severity());
        number(
                finding.cvss().isPresent()
                        ? 1 + Double.doubleToLongBits(finding.cvss().getAsDouble())
                        : 0);
        text(finding.vector());
        number(finding.firstSeen().map(day -> 1 + day.toEpochDay()).orElse(0L));
        number(finding.suppression().isPresent() ? 1 : 0);
        finding.suppression().ifPresent(why -> {
            text(why.status());
            text(why.reason());
            text(why.by());
        });
        text(finding.file());
        number(finding.position().line());
        number(finding.position().column());
        return at;
    }

    /** Where {@link #write} writes. */
    byte[] bytes() {
        return buffer;
    }

    private void texts(List<String> all) {
        number(all.size());
        all.forEach(this::text);
    }

    private void text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        room(utf8.length);
        System.arraycopy(utf8, 0, buffer, at, utf8.length);
        at += utf8.length;
    }

    private void number(long number) {
        room(10);
        long left = number;
        while ((left & ~0x7fL) != 0) {
            buffer[at++] = (byte) (left & 0x7f | 0x80);
            left >>>= 7;
        }
        buffer[at++] = (byte) left;
    }

    private void room(int more) {
        if (buffer.length - at < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, at + more));
        }
    }

    /** The finding that begins at the position of the bytes. */
    static Finding read(ByteBuffer from) {
        List<String> ids = readTexts(from);
        int count = (int) readNumber(from);
        List<CveId> cves = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            cves.add(CveId.ofKey(readNumber(from)));
        }
        List<String> aliases = readTexts(from);
        String asset = readText(from);
        Component component = new Component(
                readText(from), readText(from), readText(from), readText(from), readText(from), readText(from));
        String fixed = readText(from);
        String severity = readText(from);
        long cvss = readNumber(from);
        String vector = readText(from);
        long day = readNumber(from);
        Optional<Suppression> suppression = readNumber(from) == 0
                ? Optional.empty()
                : Optional.of(new Suppression(readText(from), readText(from), readText(from)));
        return new Finding(
                ids,
                cves,
                aliases,
                asset,
                component,
                fixed,
                severity,
                cvss == 0 ? OptionalDouble.empty() : OptionalDouble.of(Double.longBitsToDouble(cvss - 1)),
                vector,
                day == 0 ? Optional.empty() : Optional.of(LocalDate.ofEpochDay(day - 1)),
                suppression,
                readText(from),
                new Position(readNumber(from), readNumber(from)));
    }

    private static List<String> readTexts(ByteBuffer from) {
        int count = (int) readNumber(from);
        List<String> all = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            all.add(readText(from));
        }
        return all;
    }

    private static String readText(ByteBuffer from) {
        int length = (int) readNumber(from);
        if (length == 0) {
            return "";
        }
        byte[] utf8 = new byte[length];
        from.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    private static long readNumber(ByteBuffer from) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte part = from.get();
            number |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return number;
            }
        }
    }
}
