package vigie.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vigie.testing.CveText;
import vigie.testing.ServedHome;
import vigie.testing.TestHome;
import vigie.web.access.AccessOptions;
import vigie.web.access.Listen;
import vigie.web.access.Secret;
import vigie.web.access.Token;
import vigie.web.access.TokenFile;

/** Answers from memory are no way past what decides about access, and are measured like all others. */
class KeptAnswersTest {

    private static final String SECRET = "vgt_0123456789012345678901234567890123456789012";
    private static final String CVE = "/api/v1/cves/CVE-2026-0001";

    @TempDir
    private Path dir;

    @Test
    void whatOneMayReadIsNotGivenToAnother() {
        TokenFile file = new TokenFile(dir.resolve("tokens"));
        file.add(new Token("ana", Secret.hash(SECRET), LocalDate.of(2026, 1, 1), Optional.empty()));
        AccessOptions access = new AccessOptions(
                new Listen("127.0.0.1", 0), Optional.of(file.path()), false, List.of(), Optional.empty());
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-30", CveText.cve("CVE-2026-0001").listed());
            try (ServedHome served = ServedHome.of(home.dir(), new ServerOptions(access, "en"))) {
                for (int i = 0; i < 3; i++) {
                    assertThat(served.get(CVE, "Authorization", "Bearer " + SECRET)
                                    .statusCode())
                            .isEqualTo(200);
                    assertThat(served.get(CVE).statusCode()).isEqualTo(401);
                    assertThat(served.get(CVE, "Authorization", "Bearer wrong").statusCode())
                            .isEqualTo(401);
                    assertThat(served.get(CVE, "If-None-Match", "*").statusCode())
                            .isEqualTo(401);
                }
                file.revoke("ana");
                assertThat(served.get(CVE, "Authorization", "Bearer " + SECRET).statusCode())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void everyAnswerIsCountedByItsPatternAndProbesAreNot() {
        try (TestHome home = TestHome.make()) {
            home.ingest("2026-01-30", CveText.cve("CVE-2026-0001").listed());
            try (ServedHome served = ServedHome.of(home.dir())) {
                served.server().ready();
                for (int i = 0; i < 3; i++) {
                    assertThat(served.get(CVE).statusCode()).isEqualTo(200);
                }
                served.get("/api/v1/cves/CVE-1999-0001");
                served.get("/nothing");
                served.get("/healthz");
                String measured = new String(served.get("/metrics").body(), StandardCharsets.UTF_8);
                assertThat(measured)
                        .contains("vigie_http_requests_total{path=\"/api/v1/cves/{id}\",status=\"2xx\"} 3.0")
                        .contains("vigie_http_requests_total{path=\"/api/v1/cves/{id}\",status=\"4xx\"} 1.0")
                        .contains("vigie_http_request_duration_seconds_count{path=\"/api/v1/cves/{id}\"} 4")
                        .contains("vigie_http_requests_total{path=\"none\",status=\"4xx\"} 1.0")
                        .contains(
                                "vigie_snapshot_cves 1.0", "vigie_snapshot_load_seconds", "vigie_snapshot_age_seconds")
                        .contains("vigie_heap_used_bytes", "vigie_threads", "vigie_problems 0.0")
                        .doesNotContain("path=\"/healthz\"");
            }
        }
    }

    @Test
    void aPersonGetsAPageWhereSomethingIsMissing() {
        try (TestHome home = TestHome.make();
                ServedHome served = ServedHome.of(home.dir())) {
            String page =
                    new String(served.get("/nothing", "Accept-Language", "fr").body(), StandardCharsets.UTF_8);
            assertThat(page).contains("<html lang=\"fr\"", "Page introuvable", "/nothing");
        }
    }
}
