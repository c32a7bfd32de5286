package org.osnas.api.task;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes a task from its criterion and its settings. */
public interface TaskProvider extends Component {
    Task create(Criterion criterion, Settings settings);

    /** Name of the criterion that a network of this task trains with where nobody names one. */
    default String criterion() {
        return "label-smoothing-cross-entropy";
    }
}
