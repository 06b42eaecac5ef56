package vigie.outbox;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import vigie.channel.Channels;
import vigie.store.KeptWatchList;
import vigie.store.Reader;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.watch.NameCheck;
import vigie.watch.ProductFile;
import vigie.watch.Rule;
import vigie.watch.WatchFile;
import vigie.watch.WatchFileException;
import vigie.watch.WatchList;

/**
 * A watch list that somebody is about to save, through a command, the page or the API: checked, in the place of the one of its name, and
 * with the lines that name nothing that is held.
 *
 * @param list as it will be kept
 * @param unknown its lines that name nothing that is held
 */
public record WatchDraft(WatchList list, List<NameCheck.Unknown> unknown) {

    /** On so many past days a list is tried. */
    public static final int TRIAL_DAYS = 90;

    /** So many lines that match nothing are named. */
    private static final int MOST_UNKNOWN = 20;

    private static final String MAIL = "mail";
    private static final String ADDRESS = "[a-z]{1,20}:\\S{1,500}";

    /** Keeps a copy. */
    public WatchDraft {
        unknown = List.copyOf(unknown);
    }

    /**
     * Checks a list, and puts it in the place of the one of its name: it was made when that was, and is told of the same events.
     *
     * @param asked as a person wrote it
     * @throws WatchFileException if it cannot be kept
     */
    public static WatchDraft of(WatchList asked, Reader reader) {
        check(asked);
        Optional<KeptWatchList> before = reader.watchLists().stream()
                .filter(kept -> kept.name().equals(asked.name()))
                .findFirst();
        WatchList list = new WatchList(
                asked.name(),
                asked.to(),
                asked.delivery(),
                asked.rules(),
                asked.when(),
                asked.paused(),
                before.map(KeptWatchList::made).orElse(asked.made()),
                before.map(KeptWatchList::after)
                        .orElseGet(() -> reader.changes().last()));
        return new WatchDraft(list, NameCheck.of(reader, list.rules()));
    }

    /**
     * Whether a list can be kept: it has a name and lines, and its addresses can be written to.
     *
     * @throws WatchFileException if it cannot
     */
    public static void check(WatchList asked) {
        if (!WatchFile.NAME.matcher(asked.name()).matches()) {
            throw new WatchFileException("name", asked.name());
        }
        if (asked.rules().isEmpty()) {
            throw new WatchFileException("nothing");
        }
        for (String address : asked.to().addresses()) {
            if (Channels.name(address).equals(MAIL) && address.contains(":")) {
                if (!Channels.isMailAddress(Channels.rest(address))) {
                    throw new WatchFileException("mail", Channels.rest(address));
                }
            } else if (!address.matches(ADDRESS)) {
                throw new WatchFileException("address", address);
            }
        }
    }

    /**
     * What it would have led to on the last days.
     *
     * @param trouble told what went wrong
     */
    public Trial trial(LocalDate today, Reader reader, Consumer<String> trouble) {
        return Trial.of(list, today.minusDays(TRIAL_DAYS), today, reader, trouble);
    }

    /**
     * How many alerts the names that are nearest to the unknown lines would have led to on the last days, by these names.
     *
     * @param trouble told what went wrong
     */
    public Map<String, Integer> nearest(LocalDate today, Reader reader, Consumer<String> trouble) {
        List<Rule> rules = unknown.stream()
                .limit(MOST_UNKNOWN)
                .flatMap(one -> one.nearest().stream())
                .distinct()
                .map(ProductFile::line)
                .toList();
        if (rules.isEmpty()) {
            return Map.of();
        }
        WatchList others = new WatchList(
                list.name(), list.to(), list.delivery(), rules, list.when(), false, list.made(), list.after());
        return Trial.of(others, today.minusDays(TRIAL_DAYS), today, reader, trouble)
                .lines();
    }

    /**
     * A sentence for each line that names nothing that is held, with the nearest names.
     *
     * @param words the bundle {@code watch}
     * @param alerts what {@link #nearest} says of these names; nothing where that was not asked
     */
    public List<String> unknownLines(Messages words, Map<String, Integer> alerts) {
        List<String> lines = new ArrayList<>();
        unknown.stream().limit(MOST_UNKNOWN).forEach(one -> {
            String line = one.rule().line().text();
            String near = one.nearest().stream()
                    .map(name -> alerts.containsKey(name)
                            ? words.get("unknown.nearest", name, alerts.get(name), TRIAL_DAYS)
                            : name)
                    .collect(Collectors.joining(", "));
            lines.add(near.isEmpty() ? words.get("unknown.line", line) : words.get("unknown.near", line, near));
        });
        if (unknown.size() > MOST_UNKNOWN) {
            lines.add(words.get("unknown.more", unknown.size() - MOST_UNKNOWN));
        }
        return lines.stream().map(PlainText::line).toList();
    }
}
