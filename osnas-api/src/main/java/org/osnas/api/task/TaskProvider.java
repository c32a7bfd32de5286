package org.osnas.api.task;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes the training agent of a task. */
public interface TaskProvider extends Component {
    TrainingAgent create(Criterion criterion, Settings settings);
}
