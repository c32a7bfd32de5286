package org.osnas.core.score;

import java.util.List;
import org.osnas.core.score.ScoreImport.Columns;

/** What a file of others says of one architecture. */
interface ForeignRow {

    /** Where it stands, for messages. */
    String place();

    /**
     * The name of the architecture.
     *
     * @param columns may say where it stands
     * @throws org.osnas.api.spi.BadInputException if there is none
     */
    String architecture(Columns columns);

    /**
     * Numbers of a column: one, or several where the format has lists; not a number for one that is missing.
     *
     * @throws org.osnas.api.spi.BadInputException if there is no such column, naming those there are, or a value is no
     *     finite number
     */
    List<Double> numbers(String column);
}
