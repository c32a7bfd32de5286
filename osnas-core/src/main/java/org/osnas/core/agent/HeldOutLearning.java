package org.osnas.core.agent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.osnas.api.task.Dataflow;
import org.osnas.api.training.LearningSchedule;
import org.osnas.api.training.PathChoice;
import org.osnas.core.supernet.LearningTask;
import org.osnas.core.supernet.Supernet;
import org.osnas.core.supernet.SupernetRelaxation;

/** What a schedule that learns adds to a training: its mixtures run on held-out batches, its state in the checkpoint. */
final class HeldOutLearning {

    private static final String STATE = "schedule";
    private static final String BATCHES = "held_out_batches";

    private final LearningSchedule schedule;
    private final Supernet supernet;
    private final LearningTask task;
    private final Dataflow heldOut;
    private final long seed;
    private long batches;

    HeldOutLearning(LearningSchedule schedule, Supernet supernet, LearningTask task, Dataflow heldOut, long seed) {
        this.schedule = schedule;
        this.supernet = supernet;
        this.task = task;
        this.heldOut = heldOut;
        this.seed = seed;
    }

    /** Begins where the last one ended. */
    Lessons open() {
        return new Lessons(new SupernetRelaxation(supernet, task, heldOut, batches, seed));
    }

    /** The part of a training without interruption. */
    final class Lessons implements AutoCloseable {
        private final SupernetRelaxation relaxation;

        private Lessons(SupernetRelaxation relaxation) {
            this.relaxation = relaxation;
        }

        /** Lets the schedule learn what it wants to know before a step. */
        void before(long step) {
            Optional<PathChoice.Weighted> mixture = schedule.relax(step);
            if (mixture.isPresent()) {
                schedule.observe(step, relaxation.relax(mixture.get()));
                batches = relaxation.nextBatch();
            }
        }

        @Override
        public void close() {
            relaxation.close();
        }
    }

    void write(ObjectNode header) {
        header.put(BATCHES, batches);
        ArrayNode state = header.putArray(STATE);
        for (double value : schedule.state()) {
            state.add(value);
        }
    }

    void read(JsonNode header) {
        batches = header.path(BATCHES).asLong();
        JsonNode state = header.path(STATE);
        double[] values = new double[state.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = state.get(i).doubleValue();
        }
        schedule.restore(values);
    }
}
