package vigie.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import vigie.testing.Replay;

/** What a first sync without any trouble comes to on the mirror's last day; found out once for all tests. */
final class Undisturbed {

    static final String DAY = "2026-01-30";

    private static Optional<Map<String, String>> known = Optional.empty();

    private Undisturbed() {}

    static synchronized Map<String, String> hash(Path folder) throws Exception {
        if (known.isEmpty()) {
            try (Replay mirror = Replay.start("--as-of", DAY)) {
                known = Optional.of(fill(new MirrorHome(folder), mirror));
            }
        }
        return known.get();
    }

    /** Fills a home. */
    static Map<String, String> fill(MirrorHome home, Replay mirror) throws InterruptedException {
        assertThat(MirrorHome.failed(home.sync(mirror, DAY))).isEmpty();
        return home.hash();
    }
}
