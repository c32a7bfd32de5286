package org.osnas.core;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which packages of the core may know each other. */
class PackageRulesTest {

    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.osnas.core");

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.osnas.core.(**)").should().beFreeOfCycles().check(CORE);
    }

    @Test
    void runsAndComparisonsKnowNeitherConfigurationsNorNames() {
        noClasses()
                .that()
                // Jobs are described by configurations, which their processes make runs of.
                .resideOutsideOfPackages(
                        "org.osnas.core.config..", "org.osnas.core.registry..", "org.osnas.core.internal.work..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.osnas.core.config..", "org.osnas.core.registry..")
                .check(CORE);
    }
}
