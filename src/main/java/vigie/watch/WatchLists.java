package vigie.watch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vigie.model.CveId;
import vigie.store.FindingRun;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.store.Writer;
import vigie.triage.Earlier;

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
        Map<String, Map<CveId, Set<String>>> runs = new HashMap<>();
        for (KeptWatchList kept : reader.watchLists()) {
            try {
                lists.add(found(reader, read(kept), runs));
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
                .map(kept -> found(reader, read(kept), new HashMap<>()));
    }

    /** Whether there is a list of a name, one that cannot be read, too. */
    public static boolean taken(Reader reader, String name) {
        return reader.watchLists().stream().anyMatch(kept -> kept.name().equals(name));
    }

    /** A list whose lines that name a run know what the last kept run of that name found. */
    private static WatchList found(Reader reader, WatchList list, Map<String, Map<CveId, Set<String>>> runs) {
        if (list.rules().stream().noneMatch(WatchLists::ofRun)) {
            return list;
        }
        return list.with(list.rules().stream()
                .map(rule -> ofRun(rule)
                        ? rule.found(runs.computeIfAbsent(
                                rule.line().text(),
                                name -> last(reader, name)
                                        .map(run -> Earlier.assets(reader.findingRuns(), run))
                                        .orElse(Map.of())))
                        : rule)
                .toList());
    }

    private static boolean ofRun(Rule rule) {
        return rule.line().kind() == WatchLine.Kind.RUN;
    }

    private static Optional<FindingRun> last(Reader reader, String name) {
        return reader.findingRuns().runs(Optional.of(name), 1).stream().findFirst();
    }

    /** The numbers of the runs that lists name, by their names: with another run, the lists are to be read anew. */
    public static Map<String, Long> runs(Reader reader, Collection<WatchList> lists) {
        Map<String, Long> runs = new HashMap<>();
        lists.forEach(list -> list.rules().stream()
                .filter(WatchLists::ofRun)
                .map(rule -> rule.line().text())
                .forEach(name -> last(reader, name).ifPresent(run -> runs.put(name, run.id()))));
        return runs;
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
