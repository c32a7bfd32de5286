package org.osnas.tasks;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** A task, a criterion or a data set needs the contracts and ND4J's arrays: no engine, no files of images. */
class PackageRulesTest {

    private static final JavaClasses TASKS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.osnas.tasks");

    @Test
    void tasksDependOnContractsAndTheReaderOfTextAlone() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "org.osnas.tasks..",
                        "org.osnas.api..",
                        "org.osnas.text..",
                        "org.nd4j..",
                        "org.jspecify.annotations",
                        "java..")
                .check(TASKS);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.osnas.tasks.(*)..").should().beFreeOfCycles().check(TASKS);
    }
}
