package org.osnas.core.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.osnas.core.agent.Recipes.ARCHITECTURE;
import static org.osnas.core.agent.Recipes.SPACE;
import static org.osnas.core.agent.Recipes.recipe;
import static org.osnas.core.agent.Recipes.run;
import static org.osnas.core.agent.Recipes.steps;
import static org.osnas.core.agent.Recipes.taughtBy;
import static org.osnas.core.agent.Recipes.withoutNormalisation;

import org.junit.jupiter.api.Test;
import org.osnas.api.space.Architecture;
import org.osnas.api.spi.BadInputException;
import org.osnas.api.spi.MissingAbilityException;
import org.osnas.core.agent.RetrainSettings.Recipe;
import org.osnas.core.agent.RetrainSettings.Teacher;
import org.osnas.core.run.RunStore;
import org.osnas.core.supernet.TinyTask;

/** Which recipes a run may ask for, and what they mean for its lengths. */
class RecipeRulesTest {

    @Test
    void droppingPathsIsRefusedWhereThereAreNone() {
        Recipe recipe = recipe(0, 1, 0.2);
        assertThatCode(() -> run(SPACE, steps(1).withRecipe(recipe)).check()).doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        run(withoutNormalisation(), steps(1).withRecipe(recipe)).check())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("No candidate of space plain has a residual branch");
    }

    @Test
    void theTeacherIsTheArchitectureItselfOrTheLargest() {
        RetrainSettings own = steps(1).withRecipe(taughtBy(Teacher.OWN));
        RetrainSettings largest = steps(1).withRecipe(taughtBy(Teacher.LARGEST));
        assertThat(own.teacher(SPACE, ARCHITECTURE)).hasValue(ARCHITECTURE);
        assertThat(largest.teacher(SPACE, Architecture.of(2, 1, 2))).hasValue(Architecture.of(1, 0, 1));
        assertThat(steps(1).teacher(SPACE, ARCHITECTURE)).isEmpty();
        assertThat(RetrainSettings.NONE.withRecipe(taughtBy(Teacher.OWN)).teacher(SPACE, ARCHITECTURE))
                .isEmpty();
    }

    @Test
    void distillationIsRefusedForTasksThatCannot() {
        Run plain = run(SPACE, steps(1));
        Run run = Run.of(SPACE, compiler -> TinyTask.withoutDistillation(), new TinyTask.Data())
                .supernet(plain.trainingStrategy(), plain.supernet())
                .search(plain.searchStrategy(), plain.search())
                .retrain(steps(1).withRecipe(taughtBy(Teacher.OWN)));
        assertThatThrownBy(run::check)
                .isInstanceOf(MissingAbilityException.class)
                .hasMessageContaining(
                        "Distillation in retraining needs a task that learns from the outputs of another network")
                .hasMessageContaining("leave out retrain.distil");
    }

    @Test
    void tablesHaveNoSupernetToLearnFrom() {
        RetrainSettings settings = steps(1).withRecipe(taughtBy(Teacher.LARGEST));
        assertThatThrownBy(() -> new ScratchTraining(run(SPACE, settings), settings, "", RunStore.inMemory(), "scores"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("learn from no network of a supernet");
    }

    @Test
    void anEpochHasFewerStepsOfMoreBatches() {
        TinyTask.Data data = new TinyTask.Data();
        RetrainSettings epochs = steps(1).withLength(Epochs.of(6));
        assertThat(epochs.steps(data)).isEqualTo(12);
        assertThat(epochs.withRecipe(recipe(0, 2, 0)).steps(data)).isEqualTo(6);
        assertThat(epochs.withRecipe(recipe(0, 5, 0)).steps(data))
                .as("one at least")
                .isEqualTo(6);
    }
}
