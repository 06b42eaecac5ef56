package vigie.web.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vigie.testing.MovableClock;
import vigie.web.access.TokenFileException.Reason;

class TokenFileTest {

    private static final LocalDate DAY = LocalDate.parse("2026-01-30");
    private static final String SECRET = Secret.newToken();

    @TempDir
    private Path dir;

    private Path path;
    private TokenFile file;

    @BeforeEach
    void make() {
        path = dir.resolve("tokens");
        file = new TokenFile(path);
    }

    private static Token token(String name) {
        return new Token(name, Secret.hash(SECRET), DAY, Optional.empty());
    }

    private static void refused(Runnable work, Reason reason, String detail) {
        assertThatThrownBy(work::run).isInstanceOfSatisfying(TokenFileException.class, e -> {
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e.detail()).contains(detail);
        });
    }

    @Test
    void aSecretIsNotGuessedAndNotKept() throws IOException {
        assertThat(SECRET).matches("vigie_[A-Za-z0-9_-]{43}").isNotEqualTo(Secret.newToken());
        file.add(token("a"));
        assertThat(Files.readString(path)).doesNotContain(SECRET).contains(Secret.hash(SECRET));
    }

    @Test
    void whatIsAddedIsRead() {
        Token soon = new Token("b.c-d_1", Secret.hash("x"), DAY, Optional.of(DAY.plusDays(9)));
        file.add(token("a"));
        file.add(soon);
        assertThat(file.read()).containsExactly(token("a"), soon);
        assertThat(dir).isDirectoryContaining("glob:**/tokens").isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aNewFileIsReadableByItsOwnerOnlyAndAnOldOneStaysAsItWas() throws IOException {
        file.add(token("a"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r-----"));
        file.add(token("b"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-r-----");
    }

    @Test
    void commentsAndBlankLinesStay() throws IOException {
        String mine = "# été\n\n  " + token("a").line() + "   # for Ana\n"
                + token("b").line();
        Files.writeString(path, mine, StandardCharsets.ISO_8859_1);
        assertThat(file.read()).containsExactly(token("a"), token("b"));
        assertThat(file.revoke("b")).isTrue();
        file.add(token("c"));
        assertThat(Files.readString(path, StandardCharsets.ISO_8859_1))
                .isEqualTo("# été\n\n  " + token("a").line() + "   # for Ana\n"
                        + token("c").line() + "\n");
    }

    @Test
    void aNameIsTakenOnce() {
        file.add(token("a"));
        refused(() -> file.add(token("a")), Reason.TAKEN, "a");
        assertThat(file.read()).hasSize(1);
    }

    @Test
    void whatIsNotThereIsNotRevoked() {
        file.add(token("a"));
        assertThat(file.revoke("b")).isFalse();
        assertThat(file.read()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a b c",
                "a HASH 2026-01-30",
                "a HASH 2026-02-30",
                "a HASH 2026-01-30 soon",
                "\0",
                "a HASH x y z"
            })
    void aLineThatIsNoTokenIsNamedAndNothingIsWritten(String line) throws IOException {
        String hash = line.contains("02-30") || line.contains("soon") ? Secret.hash("x") : "abc";
        String text = "# mine\n" + line.replace("HASH", hash) + "\n";
        Files.writeString(path, text);
        refused(file::read, Reason.MALFORMED, "2");
        refused(() -> file.add(token("b")), Reason.MALFORMED, "2");
        refused(() -> file.revoke("b"), Reason.MALFORMED, "2");
        assertThat(path).hasContent(text);
    }

    @Test
    void aFileThatCannotBeReadOrMadeSaysWhy() throws IOException {
        refused(file::read, Reason.MISSING, "");
        refused(() -> new TokenFile(dir.resolve("none/tokens")).add(token("a")), Reason.NO_FOLDER, "");
        Files.createDirectory(path);
        refused(file::read, Reason.UNREADABLE, "");
    }

    @Test
    void whileAnotherProcessChangesItItIsLeftAlone() throws IOException {
        file.add(token("a"));
        Path part = Files.createFile(dir.resolve(".tokens.part"));
        refused(() -> file.add(token("b")), Reason.BUSY, part.toString());
        assertThat(part).exists();
        Files.delete(part);
        file.add(token("b"));
        assertThat(file.read()).hasSize(2);
    }

    @Test
    void aLinkLeadsToTheFileThatIsChanged() throws IOException {
        Path real = dir.resolve("real");
        Files.createSymbolicLink(path, real);
        new TokenFile(real).add(token("a"));
        file.add(token("b"));
        assertThat(path).isSymbolicLink();
        assertThat(new TokenFile(real).read()).hasSize(2);
    }

    @Test
    void noTokenGetsLostWhenManyAreMadeAtOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        List<Callable<Boolean>> work = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Token token = token("t" + i);
            work.add(() -> {
                try {
                    file.add(token);
                    return true;
                } catch (TokenFileException e) {
                    assertThat(e.reason()).isEqualTo(Reason.BUSY);
                    return false;
                }
            });
        }
        int added = 0;
        for (var done : threads.invokeAll(work)) {
            added += done.get() ? 1 : 0;
        }
        threads.shutdown();
        assertThat(file.read()).hasSize(added);
    }

    @Test
    void aServerSeesAtOnceWhatIsAddedRevokedAndExpired() throws IOException {
        MovableClock clock = new MovableClock();
        List<TokenFileException> troubles = new ArrayList<>();
        file.add(new Token("a", Secret.hash(SECRET), DAY, Optional.of(DAY.plusDays(1))));
        Tokens tokens = new Tokens(file, clock, troubles::add);
        assertThat(tokens.check(SECRET)).isInstanceOf(TokenCheck.Good.class);
        assertThat(tokens.check(SECRET.substring(1))).isEqualTo(new TokenCheck.Unknown());
        assertThat(tokens.check("")).isEqualTo(new TokenCheck.Unknown());
        file.add(new Token("b", Secret.hash("other"), DAY, Optional.empty()));
        assertThat(tokens.check("other")).isInstanceOf(TokenCheck.Good.class);
        clock.pass(Duration.ofDays(1));
        assertThat(tokens.check(SECRET)).isInstanceOf(TokenCheck.Good.class);
        clock.pass(Duration.ofDays(1));
        assertThat(tokens.check(SECRET)).isInstanceOf(TokenCheck.Expired.class);
        file.revoke("b");
        assertThat(tokens.check("other")).isEqualTo(new TokenCheck.Unknown());
        assertThat(troubles).isEmpty();
    }

    @Test
    void whileTheFileCannotBeReadNoTokenIsGoodAndItIsSaidOnce() throws IOException {
        List<TokenFileException> troubles = new ArrayList<>();
        file.add(token("a"));
        Tokens tokens = new Tokens(file, new MovableClock(), troubles::add);
        String good = Files.readString(path);
        Files.writeString(path, good + "oops\n");
        assertThat(tokens.check(SECRET)).isEqualTo(new TokenCheck.Unknown());
        assertThat(tokens.check(SECRET)).isEqualTo(new TokenCheck.Unknown());
        assertThat(troubles).hasSize(1);
        Files.delete(path);
        assertThat(tokens.check(SECRET)).isEqualTo(new TokenCheck.Unknown());
        Files.writeString(path, good);
        assertThat(tokens.check(SECRET)).isInstanceOf(TokenCheck.Good.class);
        assertThat(troubles).hasSize(2);
    }

    @Test
    void aServerDoesNotStartOnAFileThatItCannotRead() {
        refused(() -> new Tokens(file, new MovableClock(), e -> {}), Reason.MISSING, "");
    }
}
