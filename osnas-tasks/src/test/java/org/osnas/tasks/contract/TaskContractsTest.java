package org.osnas.tasks.contract;

import org.junit.jupiter.api.Nested;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;
import org.osnas.tasks.classification.ImageClassificationProvider;
import org.osnas.tasks.criterion.CrossEntropy;
import org.osnas.tasks.criterion.CrossEntropyProvider;
import org.osnas.tasks.criterion.FocalLossProvider;
import org.osnas.tasks.criterion.LabelSmoothingCrossEntropyProvider;
import org.osnas.tasks.dataflow.FashionMnistSubsetProvider;
import org.osnas.tasks.detection.ObjectDetection;
import org.osnas.tasks.detection.SsdDetector;
import org.osnas.tasks.detection.SsdLoss;
import org.osnas.tasks.scenes.FashionScenesProvider;
import org.osnas.tasks.verification.VerificationHead;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.TaskHeadContract;
import org.osnas.tck.task.CriterionContract;
import org.osnas.tck.task.DataflowContract;
import org.osnas.tck.task.TrainingAgentContract;

/** The criteria, the data set that comes with OSNAS, and the task keep the rules that a third party's must keep. */
class TaskContractsTest {

    abstract static class OfCriterion implements CriterionContract, ComponentContract<CriterionProvider> {
        @Override
        public Criterion criterion() {
            return create(Settings.empty());
        }

        @Override
        public Class<CriterionProvider> service() {
            return CriterionProvider.class;
        }

        @Override
        public Criterion create(Settings settings) {
            return provider().create(settings);
        }
    }

    @Nested
    class CrossEntropyRules extends OfCriterion {
        @Override
        public CriterionProvider provider() {
            return new CrossEntropyProvider();
        }
    }

    @Nested
    class LabelSmoothingRules extends OfCriterion {
        @Override
        public CriterionProvider provider() {
            return new LabelSmoothingCrossEntropyProvider();
        }
    }

    @Nested
    class FocalLossRules extends OfCriterion {
        @Override
        public CriterionProvider provider() {
            return new FocalLossProvider();
        }
    }

    @Nested
    class ImageClassificationRules implements TrainingAgentContract, ComponentContract<TaskProvider> {
        @Override
        public Task task(Criterion criterion) {
            return provider().create(criterion, Settings.empty());
        }

        @Override
        public TaskProvider provider() {
            return new ImageClassificationProvider();
        }

        @Override
        public Class<TaskProvider> service() {
            return TaskProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(new CrossEntropy(0), settings);
        }
    }

    @Nested
    class FashionMnistRules implements DataflowContract {
        @Override
        public Dataflow dataflow(long seed) {
            Settings settings =
                    Settings.of("data.settings", java.util.Map.of("limit", 200, "test-limit", 50, "validation", 50));
            return new FashionMnistSubsetProvider().create(settings, 16, seed);
        }
    }

    @Nested
    class FashionScenesRules implements DataflowContract {
        @Override
        public Dataflow dataflow(long seed) {
            Settings settings = Settings.of(
                    "data.settings", java.util.Map.of("size", 32, "scenes", 40, "validation", 20, "test", 20));
            return new FashionScenesProvider().create(settings, 8, seed);
        }
    }

    @Nested
    class ClassificationHeadRules implements TaskHeadContract {
        @Override
        public TaskHead head(int classes) {
            return new ImageClassificationProvider()
                    .create(new CrossEntropy(0), Settings.empty())
                    .head(classes);
        }
    }

    @Nested
    class CenterHeadRules implements TaskHeadContract {
        @Override
        public TaskHead head(int classes) {
            return new ObjectDetection().head(classes);
        }
    }

    @Nested
    class SsdHeadRules implements TaskHeadContract {
        @Override
        public TaskHead head(int classes) {
            return new ObjectDetection(SsdLoss.DEFAULT, new SsdDetector(4, 4, 16), 10).head(classes);
        }
    }

    @Nested
    class VerificationHeadRules implements TaskHeadContract {
        @Override
        public TaskHead head(int classes) {
            return new VerificationHead(16, true, VerificationHead.Pooling.DEPTHWISE);
        }
    }
}
