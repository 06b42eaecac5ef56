package vigie.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;
import vigie.model.ScoreBands;
import vigie.model.Severities;
import vigie.text.FailureText;
import vigie.text.IdText;
import vigie.text.Messages;
import vigie.watch.Addressee;
import vigie.watch.Condition;
import vigie.watch.Delivery;
import vigie.watch.ProductFile;
import vigie.watch.Rule;
import vigie.watch.WatchFile;
import vigie.watch.WatchList;

/** What a watch list consists of, as options of a command. */
final class WatchArguments {

    private static final int MOST_BYTES = 64 << 20;

    @Option(names = "--products", paramLabel = "FILE", descriptionKey = "watch.products")
    private List<String> files = List.of();

    @Option(names = "--mail", paramLabel = "ADDRESS", descriptionKey = "watch.mail")
    private List<String> mails = List.of();

    @Option(names = "--to", paramLabel = "CHANNEL:ADDRESS", descriptionKey = "watch.to")
    private List<String> addresses = List.of();

    @Option(names = "--owner", paramLabel = "NAME", descriptionKey = "watch.owner")
    private Optional<String> owner = Optional.empty();

    @Option(names = "--zone", paramLabel = "ZONE", descriptionKey = "watch.zone")
    private Optional<String> zone = Optional.empty();

    @Option(names = "--urgent", paramLabel = "PACE", descriptionKey = "watch.urgent")
    private Optional<String> urgent = Optional.empty();

    @Option(names = "--other", paramLabel = "PACE", descriptionKey = "watch.other")
    private Optional<String> other = Optional.empty();

    @Option(names = "--at", paramLabel = "HH:MM", descriptionKey = "watch.at")
    private Optional<String> at = Optional.empty();

    @Option(names = "--severity", paramLabel = "SEVERITY", split = ",", descriptionKey = "watch.severity")
    private List<String> severities = List.of();

    @Option(names = "--min-cvss", paramLabel = "N", descriptionKey = "watch.cvss")
    private Optional<Double> cvss = Optional.empty();

    @Option(names = "--min-score", paramLabel = "P", descriptionKey = "watch.score")
    private Optional<Double> score = Optional.empty();

    @Option(
            names = "--band",
            paramLabel = "BAND",
            split = ",",
            completionCandidates = Values.Bands.class,
            descriptionKey = "watch.band")
    private List<String> bands = List.of();

    @Option(names = "--min-epss", paramLabel = "P", descriptionKey = "watch.epss")
    private Optional<Double> epss = Optional.empty();

    @Option(names = "--known-exploited", descriptionKey = "watch.exploited")
    private boolean exploited;

    @Option(names = "--public-exploit", descriptionKey = "watch.exploit")
    private boolean exploit;

    @Option(names = "--exclude-unknown", descriptionKey = "watch.unknown")
    private boolean excludeUnknown;

    /**
     * The list that is meant: that of the file in TOML, if one is given, with the options in place of what it says.
     *
     * @param lines lines as {@code KEY=VALUE}
     * @throws vigie.watch.WatchFileException if a file or line cannot be read
     */
    WatchList list(Vigie vigie, String name, List<String> lines) {
        Messages words = vigie.messages().bundle("watch");
        Set<Rule> rules = new LinkedHashSet<>();
        Optional<WatchList> file = Optional.empty();
        for (String products : files) {
            byte[] bytes = file(products, words);
            String text = IdText.decode(bytes);
            Optional<WatchList> whole = products.endsWith(".toml")
                    ? Optional.of(WatchFile.read(text, name, name, vigie.clock().instant(), 0))
                    : ProductFile.list(text, name, name, vigie.clock().instant());
            rules.addAll(whole.map(WatchList::rules).orElseGet(() -> ProductFile.read(bytes)));
            file = whole.isPresent() ? whole : file;
        }
        rules.addAll(WatchFile.rules(lines));
        WatchList base = file.orElseGet(
                () -> WatchFile.empty(name, name, vigie.clock().instant().truncatedTo(ChronoUnit.SECONDS), 0));
        Addressee to = base.to();
        Set<String> addresses = new LinkedHashSet<>(to.addresses());
        mails.forEach(mail -> addresses.add("mail:" + mail));
        addresses.addAll(this.addresses);
        Addressee addressee = new Addressee(
                owner.orElse(file.isPresent() ? to.owner() : name),
                file.isPresent() ? to.language() : vigie.messages().locale(),
                zone.map(WatchFile::zone)
                        .orElse(
                                file.isPresent()
                                        ? to.zone()
                                        : vigie.settings().schedule().zone()),
                List.copyOf(addresses));
        Delivery usual = base.delivery();
        Delivery delivery = new Delivery(
                urgent.map(WatchFile::pace).orElse(usual.urgent()),
                other.map(WatchFile::pace).orElse(usual.other()),
                at.map(WatchFile::time).orElse(usual.at()),
                usual.on(),
                usual.quiet(),
                usual.criticalBreaksThrough(),
                usual.tellNothingNew());
        return new WatchList(
                name, addressee, delivery, List.copyOf(rules), condition(base.when(), words), false, base.made(), 0);
    }

    private Condition condition(Condition base, Messages words) {
        boolean unknown = !excludeUnknown;
        List<Condition> all = new ArrayList<>();
        if (!base.equals(Condition.ALWAYS)) {
            all.add(base);
        }
        if (!severities.isEmpty()) {
            Severities wanted = Severities.all(severities.stream()
                    .map(text -> Severities.parse(text)
                            .orElseThrow(() -> new Exit.WrongUse(words.get("error.severity", text))))
                    .toList());
            all.add(new Condition.Severe(wanted, unknown));
        }
        cvss.ifPresent(least -> all.add(least(Condition.Number.CVSS, least, 10, "--min-cvss", unknown, words)));
        score.ifPresent(least -> all.add(least(Condition.Number.SCORE, least, 1, "--min-score", unknown, words)));
        if (!bands.isEmpty()) {
            ScoreBands wanted = ScoreBands.all(bands.stream()
                    .map(text ->
                            ScoreBands.parse(text).orElseThrow(() -> new Exit.WrongUse(words.get("error.band", text))))
                    .toList());
            all.add(new Condition.Banded(wanted, unknown));
        }
        epss.ifPresent(least -> all.add(least(Condition.Number.EPSS, least, 1, "--min-epss", unknown, words)));
        if (exploited) {
            all.add(new Condition.Exploited());
        }
        if (exploit) {
            all.add(new Condition.PublicExploit());
        }
        return all.isEmpty() ? Condition.ALWAYS : all.size() == 1 ? all.get(0) : new Condition.All(all);
    }

    private static Condition least(
            Condition.Number number, double least, int most, String option, boolean unknown, Messages words) {
        if (!(least >= 0 && least <= most)) {
            throw new Exit.WrongUse(words.get("error.number", option, most));
        }
        return new Condition.AtLeast(number, least, unknown);
    }

    private static byte[] file(String name, Messages words) {
        byte[] bytes;
        try (InputStream in = name.equals(GivenIds.STDIN) ? System.in : Files.newInputStream(Path.of(name))) {
            bytes = in.readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new Exit.Failure(words.get("file.read", name, FailureText.in(words, String.valueOf(e.getMessage()))));
        } catch (InvalidPathException e) {
            throw new Exit.Failure(words.get("file.read", name, e.getReason()));
        }
        if (bytes.length > MOST_BYTES) {
            throw new Exit.Failure(words.get("file.large", name, MOST_BYTES >> 20));
        }
        return bytes;
    }
}
