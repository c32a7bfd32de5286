package org.osnas.engine.criterion;

import org.osnas.api.task.CompiledCriterion;
import org.osnas.api.task.Criterion;
import org.osnas.api.task.CriterionCompiler;
import org.osnas.engine.internal.plan.CriterionPlan;

/**
 * Compiles criteria, once for each shape, to the fastest evaluation their graph allows: softmax cross-entropy alone is
 * computed directly, every other graph runs by SameDiff's session and gradient.
 */
public final class CriterionPlans implements CriterionCompiler {

    @Override
    public CompiledCriterion compile(Criterion criterion) {
        return new CriterionPlan(criterion);
    }
}
