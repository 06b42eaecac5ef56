package vigie.channel;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import vigie.channel.ChannelSettings.Target;

/**
 * A program of the user's own, which is fed the JSON of {@link LetterJson} on its standard input. It is started with its arguments as
 * they stand in the settings, without a shell, and with a bare environment: no secret of ours is in it. What it prints is not kept.
 */
final class CommandChannel extends TargetChannel {

    static final Kind KIND = new Kind("command", Set.of("program"), Set.of(), Set.of(), CommandChannel::new);

    /** By {@code sysexits.h}: try again later. */
    private static final int TEMPORARY = 75;

    private static final List<String> PASSED_ON = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "SYSTEMROOT");

    CommandChannel(Surroundings surroundings) {
        super(KIND, surroundings);
    }

    @Override
    List<byte[]> bodies(LetterText letter) {
        return LetterJson.of(letter);
    }

    @Override
    Outcome send(Packet packet, Target target) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(target.program())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(PASSED_ON);
        builder.environment().put("VIGIE_PACKET_ID", packet.id());
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            return new Outcome.Refused("the program of " + target.name() + " cannot be started");
        }
        try {
            // A program need not read: what it does not take is not waited for longer than the program itself.
            CompletableFuture<Void> fed = CompletableFuture.runAsync(() -> feed(process, packet.body()));
            boolean ended = process.waitFor(target.limits().read().toMillis(), TimeUnit.MILLISECONDS);
            fed.cancel(true);
            return ended ? outcome(target, process.exitValue()) : late(target);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return late(target);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, byte[] body) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(body);
        } catch (IOException e) {
            // Its exit status tells whether it had enough.
        }
    }

    private static Outcome outcome(Target target, int status) {
        String said = "the program of " + target.name() + " ended with " + status;
        return status == 0
                ? new Outcome.Sent(said)
                : status == TEMPORARY ? new Outcome.Later(said, Optional.empty()) : new Outcome.Refused(said);
    }

    private static Outcome late(Target target) {
        return new Outcome.Unknown("the program of " + target.name() + " did not end in time");
    }
}
