package vigie.triage;

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

    /** The finding of these bytes. */
    static Finding read(byte[] from) {
        return new Reading(from).finding();
    }

    /** Goes through the bytes of a finding. */
    private static final class Reading {

        private final byte[] from;
        private int at;

        Reading(byte[] from) {
            this.from = from;
        }

        Finding finding() {
            List<String> ids = texts();
            int count = (int) number();
            List<CveId> cves = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                cves.add(CveId.ofKey(number()));
            }
            List<String> aliases = texts();
            String asset = text();
            Component component = new Component(text(), text(), text(), text(), text(), text());
            String fixed = text();
            String severity = text();
            long cvss = number();
            String vector = text();
            long day = number();
            Optional<Suppression> suppression =
                    number() == 0 ? Optional.empty() : Optional.of(new Suppression(text(), text(), text()));
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
                    text(),
                    new Position(number(), number()));
        }

        private List<String> texts() {
            int count = (int) number();
            if (count == 0) {
                return List.of();
            }
            List<String> all = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                all.add(text());
            }
            return all;
        }

        private String text() {
            int length = (int) number();
            if (length == 0) {
                return "";
            }
            at += length;
            return new String(from, at - length, length, StandardCharsets.UTF_8);
        }

        private long number() {
            long number = 0;
            for (int shift = 0; ; shift += 7) {
                byte part = from[at++];
                number |= (long) (part & 0x7f) << shift;
                if (part >= 0) {
                    return number;
                }
            }
        }
    }
}
