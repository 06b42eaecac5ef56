package vigie.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import vigie.model.Observation;

class ZipsTest {

    private final List<String> entries = new ArrayList<>();
    private final List<Observation> skipped = new ArrayList<>();

    @Test
    void readsTheEntriesOfASuffix() throws IOException {
        read(Packed.zip(Map.of("a.json", new byte[1], "b.txt", new byte[2], "c/d.json", new byte[3])));

        assertThat(entries).containsExactlyInAnyOrder("a.json 1", "c/d.json 3");
    }

    @Test
    void readsMoreEntriesThanSixteenBitsCount() throws IOException {
        Map<String, byte[]> many = new HashMap<>();
        for (int i = 0; i < 70_000; i++) {
            many.put(i + ".json", new byte[0]);
        }
        read(Packed.zip(many));

        assertThat(entries).hasSize(70_000);
    }

    @Test
    void everyCutIsNoticed() {
        byte[] whole = Packed.zip(Map.of("a.json", new byte[100], "b.json", new byte[200]));
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void anEntryThatIsLostInTheMiddleIsNoticed() {
        byte[] zip = Packed.zip(new java.util.TreeMap<>(Map.of("a.json", new byte[9], "b.json", new byte[9])));
        int second = indexOf(zip, "b.json".getBytes(java.nio.charset.StandardCharsets.US_ASCII)) - 30;
        zip[second] = 'X';

        assertThatThrownBy(() -> read(zip)).isInstanceOf(IOException.class);
    }

    @Test
    void anEntryOfFiftyMegabytesIsSkippedAndCounted() throws IOException {
        read(Packed.bomb("a.json", 50));

        assertThat(entries).isEmpty();
        assertThat(skipped).containsExactly(new Observation.Skipped("a.json", "longer than 16 MB"));
    }

    @Test
    void anEntryThatInflatesBeyondReasonIsRefused() {
        byte[] bomb = Packed.bomb("a.json", 300);

        assertThatThrownBy(() -> read(bomb)).isInstanceOf(IOException.class).hasMessageContaining("zip bomb");
    }

    private void read(byte[] zip) throws IOException {
        Zips.each(
                new ByteArrayInputStream(zip),
                ".json",
                skipped::add,
                (name, bytes) -> entries.add(name + " " + bytes.length));
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new AssertionError("not found");
    }
}
