package vigie.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "vigie", importOptions = ImportOption.DoNotIncludeTests.class)
class LibrariesOfTheServerTest {

    @ArchTest
    static final ArchRule WHO_MAY_DO_WHAT_IS_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("vigie.web.access")
            .and()
            .haveNameNotMatching("vigie\\.web\\.access\\.Gate(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.javalin..", "jakarta.servlet..", "org.eclipse.jetty..")
            .because("rules about access must be testable without a server");

    @ArchTest
    static final ArchRule ONLY_THE_WIRE_KNOWS_JETTY = noClasses()
            .that()
            .resideOutsideOfPackage("vigie.web.wire")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jetty..")
            .because("another version of the server must cost one package");
}
