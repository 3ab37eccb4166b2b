package io.lineside.gateway;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The rules of the house, over the classes of every module. */
class HouseRulesTest {
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.lineside");

    @Test
    void everyModuleIsLookedAt() {
        for (String part : new String[] {
            "io.lineside.model",
            "io.lineside.config",
            "io.lineside.gateway",
            "io.lineside.connector.opcua",
            "io.lineside.connector.mqtt",
            "io.lineside.simulator"
        }) {
            assertThat(ALL.containPackage(part)).as(part).isTrue();
        }
    }

    @Test
    void modelKnowsOnlyJava() {
        check(classes()
                .that()
                .resideInAPackage("io.lineside.model..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.jspecify..", "io.lineside.model.."));
    }

    @Test
    void camelIsKnownOnlyInRoutesLineAndTheOpcUaComponent() {
        onlyIn(
                "org.apache.camel..",
                "io.lineside.gateway.routes..",
                "io.lineside.gateway.line..",
                "io.lineside.connector.opcua.camel..");
    }

    @Test
    void vertxIsKnownOnlyInHttp() {
        onlyIn("io.vertx..", "io.lineside.gateway.http..");
    }

    @Test
    void tokensAreCheckedOnlyInAccess() {
        onlyIn("com.nimbusds..", "io.lineside.gateway.access.token..");
    }

    @Test
    void jqIsKnownOnlyInMapping() {
        onlyIn("net.thisptr..", "io.lineside.gateway.mapping..");
    }

    @Test
    void metersAreKnownOnlyInObserve() {
        onlyIn("io.micrometer..", "io.lineside.gateway.observe..");
    }

    @Test
    void openTelemetryIsKnownOnlyInTrace() {
        onlyIn("io.opentelemetry..", "io.lineside.gateway.trace..");
    }

    @Test
    void miloIsKnownOnlyInTheOpcUaPair() {
        onlyIn("org.eclipse.milo..", "io.lineside.connector.opcua..", "io.lineside.simulator.opcua..");
    }

    @Test
    void pahoIsKnownOnlyInTheMqttPair() {
        onlyIn("org.eclipse.paho..", "io.lineside.connector.mqtt..", "io.lineside.simulator.mqtt..");
    }

    @Test
    void kafkaIsKnownOnlyInRoutes() {
        onlyIn("org.apache.kafka..", "io.lineside.gateway.routes..");
        onlyIn("org.apache.camel.component.kafka..", "io.lineside.gateway.routes..");
    }

    @Test
    void artemisIsKnownOnlyInTheSimulatorsBroker() {
        onlyIn("org.apache.activemq..", "io.lineside.simulator.broker..");
    }

    @Test
    void sqlIsKnownOnlyInStore() {
        onlyIn("java.sql..", "io.lineside.gateway.store..");
        onlyIn("org.flywaydb..", "io.lineside.gateway.store..");
        onlyIn("org.sqlite..", "io.lineside.gateway.store..");
    }

    @Test
    void gatewayImportsNoConnector() {
        check(noClasses()
                .that()
                .resideInAPackage("io.lineside.gateway..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.lineside.connector.."));
    }

    @Test
    void simulatorSharesNothingWithTheGateway() {
        check(noClasses()
                .that()
                .resideInAPackage("io.lineside.simulator..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage("io.lineside..").and(not(resideInAnyPackage("io.lineside.simulator..")))));
    }

    @Test
    void gatewayPackagesHaveNoCycles() {
        check(slices().matching("io.lineside.gateway.(*)..").should().beFreeOfCycles());
    }

    @Test
    void nobodyReadsTheWallClockButThroughAClock() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(OffsetDateTime.class, "now")
                .orShould()
                .callMethod(ZonedDateTime.class, "now"));
    }

    @Test
    void systemClockIsChosenOnlyWhereAProgramOrComponentStarts() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "io.lineside.gateway.cli..",
                        "io.lineside.gateway.log..",
                        "io.lineside.simulator..",
                        "io.lineside.connector.testkit..",
                        "io.lineside.connector.opcua.camel..")
                .should()
                .callMethod(Clock.class, "systemUTC")
                .orShould()
                .callMethod(Clock.class, "systemDefaultZone"));
    }

    @Test
    void nobodySleeps() {
        check(noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(TimeUnit.class, "sleep", long.class));
    }

    @Test
    void typesSayWhatTheyAre() {
        check(noClasses()
                .should()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Impl"));
    }

    private static void onlyIn(String library, String... packages) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(packages)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library));
    }

    private static void check(ArchRule rule) {
        rule.check(ALL);
    }
}
