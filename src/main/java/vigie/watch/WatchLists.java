package vigie.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.store.Writer;

/** The watch lists of an installation. */
public final class WatchLists {

    private WatchLists() {}

    /**
     * What was read.
     *
     * @param lists by name
     * @param faults lists that cannot be read, and why: one sentence each
     */
    public record Read(List<WatchList> lists, List<String> faults) {

        /** Keeps copies. */
        public Read {
            lists = List.copyOf(lists);
            faults = List.copyOf(faults);
        }
    }

    /** All of them, paused ones too. */
    public static Read all(Reader reader) {
        List<WatchList> lists = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (KeptWatchList kept : reader.watchLists()) {
            try {
                lists.add(read(kept));
            } catch (WatchFileException e) {
                faults.add(kept.name() + ": " + e.getMessage());
            }
        }
        return new Read(lists, faults);
    }

    /**
     * One of them.
     *
     * @throws WatchFileException if it cannot be read
     */
    public static Optional<WatchList> named(Reader reader, String name) {
        return reader.watchLists().stream()
                .filter(kept -> kept.name().equals(name))
                .findFirst()
                .map(WatchLists::read);
    }

    /** Whether there is a list of a name, one that cannot be read, too. */
    public static boolean taken(Reader reader, String name) {
        return reader.watchLists().stream().anyMatch(kept -> kept.name().equals(name));
    }

    private static WatchList read(KeptWatchList kept) {
        return WatchFile.read(kept.document(), kept.name(), kept.owner(), kept.made(), kept.after())
                .paused(kept.paused());
    }

    /** Keeps a list in place of the one of its name. */
    public static void keep(Writer writer, WatchList list) {
        writer.keep(new KeptWatchList(
                list.name(), list.to().owner(), list.paused(), list.made(), list.after(), WatchFile.write(list)));
    }
}
