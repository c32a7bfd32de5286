package org.osnas.api.space;

import java.nio.file.Path;
import org.osnas.api.spi.Component;

/** Reads search spaces from files, so that a file's name can stand where a space's name does. */
public interface SpaceFileReader extends Component {

    /** Whether a name is that of a file of this format, told by its ending. */
    boolean reads(String name);

    /**
     * @param file relative to the working directory, or absolute
     * @throws org.osnas.api.spi.BadInputException if the file is missing or holds something wrong, naming the file
     */
    SpaceProvider read(Path file);
}
