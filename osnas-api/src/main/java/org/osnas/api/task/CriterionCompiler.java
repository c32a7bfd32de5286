package org.osnas.api.task;

/** Makes criteria run; a training agent gets one from whoever runs it. */
@FunctionalInterface
public interface CriterionCompiler {

    /** A new compiled criterion; those of one compiler share nothing. */
    CompiledCriterion compile(Criterion criterion);
}
