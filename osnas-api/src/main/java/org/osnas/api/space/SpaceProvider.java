package org.osnas.api.space;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes a search space by name. */
public interface SpaceProvider extends Component {

    /**
     * @param input shape of one input image
     * @param classes number of outputs
     */
    SearchSpace create(Shape input, int classes, Settings settings);

    /** Input shape used where none is given. */
    Shape defaultInput();

    /** Number of classes used where none is given. */
    int defaultClasses();
}
