package vigie.cli;

import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import vigie.channel.Channel;
import vigie.channel.ChannelSettings;
import vigie.channel.Channels;
import vigie.channel.Letter;
import vigie.channel.Outcome;
import vigie.text.FailureText;
import vigie.text.Messages;
import vigie.text.PlainText;
import vigie.watch.Addressee;

/** {@code vigie channels}: the ways to reach people that the settings name, and whether they work. */
@Command(name = "channels")
final class ChannelsCommand implements Callable<Integer> {

    private final Vigie vigie;
    private final Messages messages;

    ChannelsCommand(Vigie vigie) {
        this.vigie = vigie;
        this.messages = vigie.messages();
    }

    @Override
    public Integer call() {
        ChannelSettings settings = vigie.settings().channels();
        settings.mail()
                .ifPresent(mail -> vigie.console()
                        .print(messages.get(
                                "channels.mail",
                                mail.host(),
                                String.valueOf(mail.port()),
                                mail.security().name().toLowerCase(java.util.Locale.ROOT),
                                mail.from())));
        settings.targets().stream()
                .map(target -> target.kind() + ":" + target.name())
                .sorted()
                .forEach(vigie.console()::print);
        if (settings.mail().isEmpty() && settings.targets().isEmpty()) {
            vigie.console().say(messages.get("channels.none"));
        }
        return Exit.DONE;
    }

    @Command(name = "try")
    int attempt(@Parameters(paramLabel = "ADDRESS", descriptionKey = "channels.address") String address) {
        Clock clock = vigie.clock();
        Channel channel = Channels.of(vigie.settings().channels(), System.getenv(), clock)
                .of(address)
                .orElseThrow(() -> new Exit.WrongUse(messages.get("channels.unknown", address)));
        Letter letter = new Letter(
                "trial-" + clock.instant().toEpochMilli(),
                Optional.empty(),
                messages.get("channels.list"),
                new Addressee("", messages.locale(), ZoneId.of("UTC"), List.of(address)),
                clock.instant(),
                Letter.Occasion.TRIAL,
                List.of());
        for (Channel.Packet packet : channel.prepare(letter, Channels.rest(address))) {
            told(channel.send(packet), address);
        }
        return Exit.DONE;
    }

    private void told(Outcome outcome, String address) {
        if (outcome instanceof Outcome.Sent sent) {
            vigie.console().say(messages.get("channels.sent", address, reason(sent.answer())));
            return;
        }
        String why = outcome instanceof Outcome.Later later
                ? messages.get("channels.later", address, reason(later.reason()))
                : outcome instanceof Outcome.Refused refused
                        ? messages.get("channels.refused", address, reason(refused.reason()))
                        : outcome instanceof Outcome.Gone gone
                                ? messages.get("channels.gone", address, reason(gone.reason()))
                                : messages.get("channels.lost", address, reason(((Outcome.Unknown) outcome).reason()));
        throw new Exit.Failure(why);
    }

    private String reason(String english) {
        return PlainText.line(FailureText.in(messages, english));
    }
}
