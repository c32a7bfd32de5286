package org.osnas.api.spi;

import org.osnas.api.space.SearchSpace;
import org.osnas.api.space.Shape;

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
