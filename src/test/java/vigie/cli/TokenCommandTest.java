package vigie.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.web.access.Secret;
import vigie.web.access.TokenFile;

class TokenCommandTest {

    @TempDir
    private Path dir;

    private Ran token(String... arguments) {
        List<String> all = new ArrayList<>(List.of("--today", "2026-01-30", "token"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--token-file", file().toString()));
        return Ran.vigie(all.toArray(String[]::new));
    }

    private Path file() {
        return dir.resolve("tokens.txt");
    }

    @Test
    void aTokenIsShownOnceListedByNameAndRevoked() throws IOException {
        Ran made = token("new", "grafana", "--days", "90");
        assertThat(made.status()).isEqualTo(Exit.DONE);
        assertThat(made.out()).matches("vigie_[A-Za-z0-9_-]{43}\n");
        assertThat(made.err()).contains("shown only once", "Valid until 2026-04-30");
        assertThat(new TokenFile(file()).read())
                .singleElement()
                .satisfies(token -> assertThat(token.hash())
                        .isEqualTo(Secret.hash(made.out().strip())));
        assertThat(Files.readString(file())).doesNotContain(made.out().strip());
        token("new", "ana");
        assertThat(token("list").out())
                .isEqualTo("grafana  created 2026-01-30  valid until 2026-04-30\nana  created 2026-01-30\n");
        assertThat(Ran.vigie("token", "list", "--token-file", file().toString(), "--today", "2026-05-01")
                        .out())
                .contains("grafana  created 2026-01-30  expired after 2026-04-30");
        assertThat(token("revoke", "grafana").err()).contains("grafana is revoked");
        assertThat(token("list").out()).isEqualTo("ana  created 2026-01-30\n");
        token("revoke", "ana");
        assertThat(token("list").err()).contains("contains no token");
    }

    @Test
    void whatGoesWrongIsSaidInOneLineWithWhatToDo() throws IOException {
        assertThat(token("list").err()).contains("vigie token new").hasLineCount(1);
        assertThat(token("revoke", "ana").status()).isEqualTo(Exit.FAILED);
        token("new", "ana");
        Ran twice = token("new", "ana");
        assertThat(twice.status()).isEqualTo(Exit.FAILED);
        assertThat(twice.out()).isEmpty();
        assertThat(twice.err()).contains("already").hasLineCount(1);
        assertThat(token("revoke", "bob").err()).contains("no token named bob").hasLineCount(1);
        Files.writeString(file(), "nonsense\n");
        Ran broken = token("list");
        assertThat(broken.status()).isEqualTo(Exit.FAILED);
        assertThat(broken.err()).contains("Line 1", file().toString()).hasLineCount(1);
    }
}
