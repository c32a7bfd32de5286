package org.osnas.tasks.contract;

import org.junit.jupiter.api.Nested;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.TaskProvider;
import org.osnas.api.task.TrainedCriterion;
import org.osnas.tasks.verification.AngularCrossEntropyProvider;
import org.osnas.tasks.verification.ArcFaceProvider;
import org.osnas.tasks.verification.ClassSoftmaxProvider;
import org.osnas.tasks.verification.CosFaceProvider;
import org.osnas.tasks.verification.MarginSoftmax;
import org.osnas.tasks.verification.NormalisedSoftmaxProvider;
import org.osnas.tasks.verification.TripletLossProvider;
import org.osnas.tasks.verification.VerificationProvider;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.task.TrainedCriterionContract;

/** What verification is made of keeps the rules that a third party's must keep. */
class VerificationContractsTest {

    abstract static class OfProvider implements ComponentContract<CriterionProvider> {
        @Override
        public Class<CriterionProvider> service() {
            return CriterionProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(settings);
        }
    }

    abstract static class OfTrained extends OfProvider implements TrainedCriterionContract {
        @Override
        public TrainedCriterion trainedCriterion() {
            return (TrainedCriterion) provider().create(Settings.empty());
        }
    }

    @Nested
    class ArcFaceRules extends OfTrained {
        @Override
        public CriterionProvider provider() {
            return new ArcFaceProvider();
        }
    }

    @Nested
    class CosFaceRules extends OfTrained {
        @Override
        public CriterionProvider provider() {
            return new CosFaceProvider();
        }
    }

    @Nested
    class NormalisedSoftmaxRules extends OfTrained {
        @Override
        public CriterionProvider provider() {
            return new NormalisedSoftmaxProvider();
        }
    }

    @Nested
    class AngularCrossEntropyRules extends OfTrained {
        @Override
        public CriterionProvider provider() {
            return new AngularCrossEntropyProvider();
        }
    }

    @Nested
    class ClassSoftmaxRules extends OfTrained {
        @Override
        public CriterionProvider provider() {
            return new ClassSoftmaxProvider();
        }
    }

    @Nested
    class TripletLossRules extends OfProvider {
        @Override
        public CriterionProvider provider() {
            return new TripletLossProvider();
        }
    }

    @Nested
    class VerificationRules implements ComponentContract<TaskProvider> {
        @Override
        public TaskProvider provider() {
            return new VerificationProvider();
        }

        @Override
        public Class<TaskProvider> service() {
            return TaskProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(MarginSoftmax.normalised(8), settings);
        }
    }
}
