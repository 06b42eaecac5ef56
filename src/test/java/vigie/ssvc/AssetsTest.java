package vigie.ssvc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of assets: which line counts, and what they may say. */
class AssetsTest {

    private static Assets read(String text) {
        return Assets.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> value(Assets assets, String asset, String point, String... labels) {
        return assets.find(asset, List.of(labels)).assetClass().values().getOrDefault(point, Set.of());
    }

    @Test
    void theMostSpecificLineThatSaysAThingCounts() {
        Assets assets = read("""
                asset,public,exposure,mission,owner,as_of
                web-1,no,,,,
                web-*,yes,open,,Web team,2026-01-10
                *,no,small,degraded,Everybody,2025-12-01
                """);
        assertThat(value(assets, "web-2", Points.PUBLICLY_EXPOSED)).containsExactly("Y");
        assertThat(value(assets, "WEB-1", Points.PUBLICLY_EXPOSED)).containsExactly("N");
        assertThat(value(assets, "web-1", Points.SYSTEM_EXPOSURE)).containsExactly("O");
        assertThat(value(assets, "db-1", Points.SYSTEM_EXPOSURE)).containsExactly("S");
        assertThat(value(assets, "web-1", Points.MISSION_IMPACT)).containsExactly("D");
        assertThat(assets.find("web-1", List.of()).owner()).contains("Web team");
        assertThat(assets.find("db-1", List.of()).owner()).contains("Everybody");
        assertThat(assets.find("web-1", List.of()).asOf()).contains(LocalDate.of(2025, 12, 1));
    }

    @Test
    void ofEquallySpecificLinesTheLaterCounts() {
        Assets assets = read("asset,public\nweb-*,yes\n*-web,no\n");
        assertThat(value(assets, "web-web", Points.PUBLICLY_EXPOSED)).containsExactly("N");
    }

    @Test
    void labelsMatchTooAndMustAllMatch() {
        Assets assets = read("""
                labels;public
                env=prod zone=dmz;yes
                env=*;no
                """);
        assertThat(value(assets, "a", Points.PUBLICLY_EXPOSED, "env=prod", "zone=dmz"))
                .containsExactly("Y");
        assertThat(value(assets, "a", Points.PUBLICLY_EXPOSED, "env=prod")).containsExactly("N");
        assertThat(value(assets, "a", Points.PUBLICLY_EXPOSED)).isEmpty();
    }

    @Test
    void whatIsNotStatedStaysUndecidedAndSeveralValuesAreARange() {
        Assets assets = read("asset,public,exposure,safety\na,unknown,small|controlled,?\n");
        assertThat(value(assets, "a", Points.PUBLICLY_EXPOSED)).isEmpty();
        assertThat(value(assets, "a", Points.SYSTEM_EXPOSURE)).containsExactlyInAnyOrder("S", "C");
        assertThat(value(assets, "a", Points.SAFETY_IMPACT)).isEmpty();
        assertThat(assets.find("b", List.of()).assetClass()).isEqualTo(AssetClass.ANY);
    }

    @Test
    void tomlSaysTheSame() {
        Assets assets = read("""
                # our assets
                [[asset]]
                match = ["web-*", "shop"]
                public = true
                exposure = "open"
                mission = "MEF failure"
                safety = "negligible"
                owner = "Web team"
                as_of = 2026-01-10

                [[asset]]
                labels = ["env=test"]
                exposure = "internal"
                """);
        assertThat(assets.size()).isEqualTo(3);
        assertThat(value(assets, "shop", Points.PUBLICLY_EXPOSED)).containsExactly("Y");
        assertThat(value(assets, "web-9", Points.MISSION_IMPACT)).containsExactly("MEF");
        assertThat(value(assets, "x", Points.PUBLICLY_EXPOSED, "env=test")).containsExactly("N");
        assertThat(assets.find("shop", List.of()).asOf()).contains(LocalDate.of(2026, 1, 10));
    }

    @Test
    void frenchListsAreRead() {
        Assets assets =
                read("actif;public;exposition;mission;sûreté;propriétaire\nweb;oui;contrôlée;élevé;négligeable;SI\n");
        assertThat(value(assets, "web", Points.PUBLICLY_EXPOSED)).containsExactly("Y");
        assertThat(value(assets, "web", Points.SYSTEM_EXPOSURE)).containsExactly("C");
        assertThat(value(assets, "web", Points.MISSION_AND_WELL_BEING)).containsExactly("H");
        assertThat(value(assets, "web", Points.SAFETY_IMPACT)).containsExactly("N");
    }

    @Test
    void assetsThatDifferInNothingThatCountsAreOfOneClass() {
        Assets assets = read("asset,public,owner\na,yes,One\nb,yes,Two\nc,no,One\n");
        assertThat(assets.find("a", List.of()).assetClass())
                .isEqualTo(assets.find("b", List.of()).assetClass());
        assertThat(assets.find("a", List.of()).assetClass())
                .isNotEqualTo(assets.find("c", List.of()).assetClass());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "asset,public\n",
                "colour,size\nred,2\n",
                "asset,public\nweb,perhaps\n",
                "asset,as_of\nweb,yesterday\n",
                "asset,public\n,yes\n",
                "[[asset]]\nmatch = \n",
                "[[asset]]\npublic = true\n",
                "PK\u0003\u0004"
            })
    void whatCannotBeMeantIsRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(SsvcException.class);
    }
}
