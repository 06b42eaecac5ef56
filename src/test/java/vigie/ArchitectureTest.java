package vigie;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "vigie", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final int LONGEST_CLASS = 260;

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN_ONLY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("cli")
            .definedBy("vigie.cli")
            .layer("web")
            .definedBy("vigie.web..", "vigie.jte..")
            .layer("report")
            .definedBy("vigie.report..")
            .layer("index")
            .definedBy("vigie.index")
            .layer("feed")
            .definedBy("vigie.feed")
            .layer("score")
            .definedBy("vigie.score")
            .layer("feature")
            .definedBy("vigie.feature")
            .layer("learn")
            .definedBy("vigie.learn..")
            .layer("sync")
            .definedBy("vigie.sync")
            .layer("source")
            .definedBy("vigie.source")
            .layer("store")
            .definedBy("vigie.store")
            .layer("fetch")
            .definedBy("vigie.fetch")
            .layer("text")
            .definedBy("vigie.text")
            .layer("model")
            .definedBy("vigie.model")
            .whereLayer("cli")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("web")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers("cli", "web")
            .whereLayer("index")
            .mayOnlyBeAccessedByLayers("cli", "web", "report")
            .whereLayer("feed")
            .mayOnlyBeAccessedByLayers("cli", "web")
            .whereLayer("sync")
            .mayOnlyBeAccessedByLayers("cli")
            .whereLayer("score")
            .mayOnlyBeAccessedByLayers("cli", "web", "report")
            .whereLayer("feature")
            .mayOnlyBeAccessedByLayers("score")
            .whereLayer("learn")
            .mayOnlyBeAccessedByLayers("cli", "report", "score")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("cli", "web", "report", "score", "sync")
            .whereLayer("store")
            .mayOnlyBeAccessedByLayers("cli", "web", "report", "index", "feed", "score", "sync")
            .whereLayer("fetch")
            .mayOnlyBeAccessedByLayers("cli", "sync", "source")
            .whereLayer("text")
            .mayOnlyBeAccessedByLayers(
                    "cli", "web", "report", "index", "feed", "feature", "sync", "source", "store", "fetch")
            .because("a change above must never make one below necessary");

    @ArchTest
    static final ArchRule MODEL_IS_PLAIN_JAVA = classes()
            .that()
            .resideInAPackage("vigie.model")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "vigie.model")
            .because("the domain outlives every library");

    @ArchTest
    static final ArchRule LEARNING_KNOWS_NOTHING_OF_THE_REST = classes()
            .that()
            .resideInAPackage("vigie.learn..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "tools.jackson..", "ml.dmlc.xgboost4j..", "vigie.learn..")
            .because("what learns from rows must not care what the rows are about");

    @ArchTest
    static final ArchRule ONLY_LEARNING_KNOWS_XGBOOST = noClasses()
            .that()
            .resideOutsideOfPackage("vigie.learn")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ml.dmlc..")
            .because("everything else must work where its native library cannot be loaded");

    @ArchTest
    static final ArchRule SCORING_NEEDS_NO_NATIVE_LIBRARY = noClasses()
            .that()
            .resideInAPackage("vigie.learn..")
            .and()
            .haveNameNotMatching("vigie\\.learn\\.(Boosting|LogisticTraining|NativeXgBoost)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ml.dmlc..")
            .because("a model must be usable where XGBoost is not");

    @ArchTest
    static final ArchRule ONLY_FETCH_TALKS_TO_HOSTS = noClasses()
            .that()
            .resideOutsideOfPackage("vigie.fetch")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http", "com.github.mizosoft..")
            .because("pace, retries and size limits must hold for every request");

    @ArchTest
    static final ArchRule ONLY_STORE_KNOWS_THE_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackage("vigie.store")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql", "javax.sql", "org.sqlite..", "org.flywaydb..")
            .because("another database must cost one package");

    @ArchTest
    static final ArchRule ONLY_THE_CONSOLE_PRINTS = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("vigie.cli.Console")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("the console makes texts safe and keeps results apart from the rest");

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager)")
            .because("such a name takes in anything");

    @ArchTest
    static final ArchRule NO_OLD_DATES = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("vigie.source.CertFr")
            .should()
            .dependOnClassesThat()
            .areAssignableTo(java.util.Date.class)
            .because("java.time says whether a day or a moment is meant; CertFr gets its moments from a library");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .that()
            .resideOutsideOfPackages("vigie.cli", "vigie.fetch")
            .and()
            .doNotHaveFullyQualifiedName("vigie.store.WriteLock")
            .should()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .because("--today must hold everywhere");

    @Test
    void classesAreShortEnoughToBeReadAtOnce() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src", "main"))) {
            List<Path> all =
                    sources.filter(path -> path.toString().endsWith(".java")).toList();
            assertThat(all)
                    .isNotEmpty()
                    .allSatisfy(source -> assertThat(Files.readAllLines(source))
                            .as("%s", source)
                            .hasSizeLessThan(LONGEST_CLASS));
        }
    }
}
