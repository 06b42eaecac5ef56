package vigie;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

@AnalyzeClasses(packages = "vigie", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /**
     * The rooms from the roof down. A room may use those below it in this list, never one above; docs/architecture.md says
     * what each is for.
     */
    private static final List<String> ROOMS = List.of(
            "cli",
            "web",
            "jte",
            "web.page",
            "web.api",
            "web.wire",
            "web.site",
            "web.access",
            "upkeep",
            "schedule",
            "job",
            "outbox",
            "channel",
            "alert",
            "watch",
            "report.document",
            "report",
            "triage",
            "facts",
            "card",
            "chart",
            "explain",
            "index",
            "feed",
            "sync",
            "score",
            "source",
            "feature",
            "store.sqlite",
            "store",
            "record",
            "fetch",
            "finding.format",
            "finding",
            "ssvc",
            "text",
            "learn",
            "learn.metrics",
            "model",
            "io");

    @ArchTest
    static final ArchRule ARROWS_POINT_DOWN_ONLY = classes()
            .should(beAboveWhatTheyUse())
            .because("a change in a room must never make one in a room below it necessary");

    @ArchTest
    static final ArchRule ROOMS_ARE_FREE_OF_CYCLES =
            slices().matching("vigie.(**)").should().beFreeOfCycles();

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
            .haveNameNotMatching("vigie\\.learn\\.(Boosting|NativeXgBoost)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ml.dmlc..")
            .because("a model must be usable where XGBoost is not");

    @ArchTest
    static final ArchRule ONLY_FETCH_TALKS_TO_HOSTS = noClasses()
            .that()
            .resideOutsideOfPackages("vigie.fetch", "vigie.channel")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http", "com.github.mizosoft..")
            .because("pace, retries and size limits must hold for every request; what is sent to people has its own");

    @ArchTest
    static final ArchRule ONLY_ITS_OWN_ROOM_KNOWS_SQLITE = noClasses()
            .that()
            .resideOutsideOfPackage("vigie.store.sqlite")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql", "javax.sql", "org.sqlite..", "org.flywaydb..")
            .because("another database must cost one package");

    @ArchTest
    static final ArchRule ONLY_THE_COMMAND_LINE_CHOOSES_THE_DATABASE = noClasses()
            .that()
            .resideOutsideOfPackages("vigie.cli", "vigie.store.sqlite")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("vigie.store.sqlite")
            .because("everybody else is handed a store");

    @ArchTest
    static final ArchRule RECORDS_ARE_PARSED_WHERE_THEY_COME_IN_AND_WHERE_THEY_ARE_KEPT = noClasses()
            .that()
            .resideOutsideOfPackages("vigie.record", "vigie.source", "vigie.store.sqlite")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("vigie.record")
            .because("everybody else is handed records");

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
            .doNotHaveFullyQualifiedName("vigie.store.sqlite.WriteLock")
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

    private static ArchCondition<JavaClass> beAboveWhatTheyUse() {
        return new ArchCondition<>("use rooms below their own only") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                int room = room(user);
                for (Dependency dependency : user.getDirectDependenciesFromSelf()) {
                    JavaClass used = dependency.getTargetClass().getBaseComponentType();
                    if (used.getPackageName().startsWith("vigie.") && room(used) < room) {
                        events.add(SimpleConditionEvent.violated(dependency, dependency.getDescription()));
                    }
                }
            }
        };
    }

    /** Place of a class's room in {@link #ROOMS}; a room that is not listed fails the test. */
    private static int room(JavaClass any) {
        String name = any.getPackageName().substring("vigie.".length());
        int place = ROOMS.indexOf(name.startsWith("jte") ? "jte" : name);
        if (place < 0) {
            throw new AssertionError("the room " + name + " is not in the list of rooms");
        }
        return place;
    }
}
