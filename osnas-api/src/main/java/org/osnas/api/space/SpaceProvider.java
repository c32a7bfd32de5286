package org.osnas.api.space;

import org.osnas.api.spi.Component;
import org.osnas.api.spi.Settings;

/** Makes search spaces by name, for any task. */
public interface SpaceProvider extends Component {

    /**
     * The space up to its features.
     *
     * @param input shape of one input image
     */
    Backbone create(Shape input, Settings settings);

    /** {@link #create(Shape, Settings)} with the defaults of all settings. */
    default Backbone create(Shape input) {
        return create(input, Settings.empty());
    }

    /** Input shape used where none is given. */
    Shape defaultInput();

    /** Number of classes, or size of an embedding, used where none is given. */
    int defaultClasses();
}
