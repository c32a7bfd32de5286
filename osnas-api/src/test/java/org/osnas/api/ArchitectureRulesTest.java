package org.osnas.api;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What packages of the API may depend on. */
class ArchitectureRulesTest {

    private static final List<String> PLAIN = List.of(
            "org.osnas.api.space..",
            "org.osnas.api.cost..",
            "org.osnas.api.search..",
            "org.osnas.api.pareto..",
            "org.osnas.api.score..",
            "org.osnas.api.training..",
            "org.osnas.api.spi..",
            "org.osnas.api.random..");

    private static final JavaClasses API = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.osnas.api");

    @Test
    void allPackagesAreLookedAt() {
        assertThat(API.stream().map(c -> c.getPackageName()).distinct())
                .containsExactlyInAnyOrder(
                        "org.osnas.api.space",
                        "org.osnas.api.cost",
                        "org.osnas.api.search",
                        "org.osnas.api.pareto",
                        "org.osnas.api.score",
                        "org.osnas.api.training",
                        "org.osnas.api.spi",
                        "org.osnas.api.random",
                        "org.osnas.api.task");
    }

    @Test
    void allButTasksArePlainJava() {
        String[] allowed = Stream.concat(
                        PLAIN.stream(), Stream.of("java..", "com.google.common..", "org.jspecify.annotations"))
                .toArray(String[]::new);
        classes()
                .that()
                .resideInAnyPackage(PLAIN.toArray(String[]::new))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed)
                .check(API);
    }

    @Test
    void onlyTasksKnowTensors() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.osnas.api.task..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.nd4j..")
                .check(API);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.osnas.api.(*)..").should().beFreeOfCycles().check(API);
    }
}
