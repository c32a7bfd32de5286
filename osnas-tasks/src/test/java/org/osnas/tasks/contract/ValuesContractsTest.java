package org.osnas.tasks.contract;

import org.junit.jupiter.api.Nested;
import org.osnas.api.space.TaskHead;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionProvider;
import org.osnas.api.task.Task;
import org.osnas.api.task.TaskProvider;
import org.osnas.tasks.values.AbsoluteErrorProvider;
import org.osnas.tasks.values.BinaryCrossEntropyProvider;
import org.osnas.tasks.values.HuberLossProvider;
import org.osnas.tasks.values.MultiLabelProvider;
import org.osnas.tasks.values.RegressionProvider;
import org.osnas.tasks.values.SquaredError;
import org.osnas.tasks.values.SquaredErrorProvider;
import org.osnas.tck.ComponentContract;
import org.osnas.tck.TaskHeadContract;
import org.osnas.tck.task.TrainingAgentContract;

/** Regression and multi-label, and their criteria, keep the rules that a third party's must keep. */
class ValuesContractsTest {

    @Nested
    class SquaredErrorRules extends TaskContractsTest.OfCriterion {
        @Override
        public CriterionProvider provider() {
            return new SquaredErrorProvider();
        }
    }

    @Nested
    class AbsoluteErrorRules extends TaskContractsTest.OfCriterion {
        @Override
        public CriterionProvider provider() {
            return new AbsoluteErrorProvider();
        }
    }

    @Nested
    class HuberLossRules extends TaskContractsTest.OfCriterion {
        @Override
        public CriterionProvider provider() {
            return new HuberLossProvider();
        }
    }

    @Nested
    class BinaryCrossEntropyRules extends TaskContractsTest.OfCriterion {
        @Override
        public CriterionProvider provider() {
            return new BinaryCrossEntropyProvider();
        }
    }

    abstract static class OfTask implements TrainingAgentContract, ComponentContract<TaskProvider>, TaskHeadContract {
        @Override
        public Task task(Criterion criterion) {
            return provider().create(criterion, Settings.empty());
        }

        @Override
        public Class<TaskProvider> service() {
            return TaskProvider.class;
        }

        @Override
        public Object create(Settings settings) {
            return provider().create(new SquaredError(), settings);
        }

        @Override
        public TaskHead head(int values) {
            return task(new SquaredError()).head(values);
        }
    }

    @Nested
    class RegressionRules extends OfTask {
        @Override
        public TaskProvider provider() {
            return new RegressionProvider();
        }
    }

    @Nested
    class MultiLabelRules extends OfTask {
        @Override
        public TaskProvider provider() {
            return new MultiLabelProvider();
        }
    }
}
