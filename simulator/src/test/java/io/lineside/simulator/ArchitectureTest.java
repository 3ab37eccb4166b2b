package io.lineside.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitectureTest {
    private static final String ROOT = "io.lineside.simulator..";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.lineside.simulator");

    @Test
    void theSimulatorIsItsOwnReadingOfTheStandardAndUsesNothingOfTheGateway() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are the gateway's",
                        target -> target.getPackageName().startsWith("io.lineside.")
                                && !target.getPackageName().startsWith("io.lineside.simulator")))
                .check(CLASSES);
    }

    @ParameterizedTest
    @CsvSource({
        "org.eclipse.milo.., io.lineside.simulator.opcua..",
        "org.eclipse.paho.., io.lineside.simulator.mqtt..",
        "org.apache.activemq.., io.lineside.simulator.broker..",
        "org.snakeyaml.., io.lineside.simulator.plant..",
        "picocli.., io.lineside.simulator.cli.."
    })
    void aLibraryIsKnownToOnePackageOnly(String library, String home) {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .and()
                .resideOutsideOfPackage(home)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(CLASSES);
    }

    @Test
    void theJobsOfALineKnowNoWire() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "io.lineside.simulator.job..",
                        "io.lineside.simulator.order..",
                        "io.lineside.simulator.ledger..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.lineside.simulator.opcua..",
                        "io.lineside.simulator.mqtt..",
                        "io.lineside.simulator.line..",
                        "io.lineside.simulator.plant..")
                .check(CLASSES);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .that()
                .resideInAPackage(ROOT)
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .check(CLASSES);
    }
}
