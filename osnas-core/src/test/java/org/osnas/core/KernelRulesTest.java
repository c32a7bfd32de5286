package org.osnas.core;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.nio.FloatBuffer;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.osnas.core.supernet.SupernetState;
import org.osnas.engine.backend.FastPath;
import org.osnas.engine.internal.kernel.AdaptiveStep;
import org.osnas.engine.internal.kernel.BatchParts;
import org.osnas.engine.internal.kernel.FusedActivation;
import org.osnas.engine.internal.kernel.KernelThreads;
import org.osnas.engine.internal.kernel.MomentumStep;
import org.osnas.engine.internal.kernel.OpenMp;
import org.osnas.engine.internal.kernel.SideBySide;
import org.osnas.engine.internal.plan.Tensor;

/** Only the kernels of the CPU work on its memory; everything else runs on any backend. */
class KernelRulesTest {

    private static final String KERNELS = "org.osnas.engine.internal.kernel";
    private static final String ONE_DNN = "org.osnas.engine.internal.onednn";

    /** The implementation for the CPU, its convolutions, and how they share a batch among threads. */
    private static final String CPU =
            "org\\.osnas\\.engine\\.internal\\.plan\\.(Cpu.*|OneDnnConvolution|Batch(Call|Sums).*|Transpose)";

    private static final JavaClasses CLASSES = new ClassFileImporter(List.of(new ImportOption.DoNotIncludeTests()))
            .importPackages("org.osnas.engine", "org.osnas.core");

    private static GivenClassesConjunction noOthers() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(KERNELS, ONE_DNN)
                .and()
                .haveNameNotMatching(CPU);
    }

    @Test
    void onlyTheyCallJavaKernelsAndOneDnn() {
        noOthers()
                .and()
                .doNotBelongToAnyOf(FastPath.class) // asks whether oneDNN is there, and runs nothing
                .should()
                .dependOnClassesThat(resideInAnyPackage(KERNELS, ONE_DNN)
                        .and(not(belongToAnyOf(
                                AdaptiveStep.class,
                                MomentumStep.class,
                                FusedActivation.class,
                                BatchParts.class,
                                KernelThreads.class,
                                OpenMp.class,
                                SideBySide.class))))
                .check(CLASSES);
    }

    @Test
    void onlyTheySeeTheMemoryOfTensors() {
        noOthers()
                .and()
                .doNotBelongToAnyOf(Tensor.class)
                .should()
                .callMethod(Tensor.class, "buffer")
                .orShould()
                .callMethod(Tensor.class, "address", int.class)
                .orShould()
                .callMethod(Tensor.class, "mapped", INDArray.class)
                .check(CLASSES);
    }

    @Test
    void nobodyElseHasPointersOrBuffersOfItsOwn() {
        noOthers()
                .and()
                .resideInAnyPackage(
                        "org.osnas.engine.internal.plan",
                        "org.osnas.core.internal.weights",
                        "org.osnas.core.supernet",
                        "org.osnas.core.internal.evaluation",
                        "org.osnas.engine.optim")
                .and()
                .doNotBelongToAnyOf(Tensor.class, SupernetState.class)
                .should()
                .dependOnClassesThat()
                .areAssignableTo(Pointer.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(FloatBuffer.class)
                .check(CLASSES);
    }
}
