package vigie.store.sqlite;

import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;
import vigie.model.Bulletin;
import vigie.text.PlainText;
import vigie.text.SearchWords;

/**
 * Keeps the words by which a publication is found: those of its reference, title, summary, risks, affected systems and content. The
 * identifiers of the CVEs that it cites are no words: they are rows of {@code bulletin_cve}.
 */
final class BulletinTextWriter {

    /** Characters of a text that count, markup included; what stands further down repeats what stands above. */
    private static final int LONGEST = 8_000;

    private final Tx tx;

    BulletinTextWriter(Tx tx) {
        this.tx = tx;
    }

    /** Writes the words of a publication in place of those that are held. */
    void write(long id, Bulletin bulletin) throws SQLException {
        tx.run(
                "INSERT OR REPLACE INTO bulletin_text (rowid, ref, title, systems, prose) VALUES (?, ?, ?, ?, ?)",
                id,
                bulletin.ref().text(),
                SearchWords.signed(bulletin.title()),
                SearchWords.signed(systems(bulletin)),
                SearchWords.signed(prose(bulletin)));
    }

    private static String systems(Bulletin bulletin) {
        Set<String> names = new LinkedHashSet<>();
        bulletin.systems().stream()
                .filter(Bulletin.AffectedSystem::mayBeAffected)
                .forEach(system -> {
                    names.add(system.vendor());
                    names.add(system.product());
                    names.add(system.description());
                });
        return String.join("\n", names);
    }

    private static String prose(Bulletin bulletin) {
        Stream<String> marked = Stream.of(bulletin.summary(), bulletin.systemsText(), bulletin.content());
        return String.join("\n", bulletin.risks())
                + marked.map(text -> "\n" + PlainText.unmarked(text.substring(0, Math.min(text.length(), LONGEST))))
                        .reduce("", String::concat);
    }
}
