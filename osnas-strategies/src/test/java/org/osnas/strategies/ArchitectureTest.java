package org.osnas.strategies;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.osnas.api.task.GradientFunction;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter(java.util.List.of(new ImportOption.DoNotIncludeTests())).importPackages("org.osnas");

    @Test
    void strategiesArePlainJavaOnTheContracts() {
        classes()
                .that()
                .resideInAPackage("org.osnas.strategies..")
                .and()
                .resideOutsideOfPackage("org.osnas.strategies.generator")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.osnas.strategies..",
                        "org.osnas.api.space..",
                        "org.osnas.api.cost..",
                        "org.osnas.api.search..",
                        "org.osnas.api.score..",
                        "org.osnas.api.pareto..",
                        "org.osnas.api.training..",
                        "org.osnas.api.random..",
                        "org.osnas.api.spi..",
                        "org.jspecify.annotations",
                        "com.google.common..",
                        "org.hipparchus..",
                        "java..")
                .check(CLASSES);
    }

    @Test
    void theGeneratorMayUseSameDiffButNotTheCore() {
        classes()
                .that()
                .resideInAPackage("org.osnas.strategies.generator")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "org.osnas.strategies.generator",
                                "org.osnas.strategies.search",
                                "org.osnas.api.space..",
                                "org.osnas.api.cost..",
                                "org.osnas.api.search..",
                                "org.osnas.api.pareto..",
                                "org.osnas.api.training..",
                                "org.osnas.api.random..",
                                "org.osnas.api.spi..",
                                "org.jspecify.annotations",
                                "org.nd4j..",
                                "java..")
                        .or(belongToAnyOf(GradientFunction.class)))
                .check(CLASSES);
    }

    @Test
    void searchAndTrainingStrategiesDoNotKnowEachOther() {
        classes()
                .that()
                .resideInAPackage("org.osnas.strategies.training..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("org.osnas.strategies.search..")
                .check(CLASSES);
        classes()
                .that()
                .resideInAPackage("org.osnas.strategies.search..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackage("org.osnas.strategies.training..")
                .check(CLASSES);
    }
}
