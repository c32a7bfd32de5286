package org.osnas.core.run;

import java.util.List;
import org.osnas.api.spi.BadInputException;

/** Checks that what goes on has the configuration that it was begun with. */
public final class SameConfig {

    private SameConfig() {}

    /**
     * @param where the configuration was begun, for messages
     * @param before the configuration then, as resolved
     * @param now the configuration that is given, as resolved
     * @throws BadInputException naming the first line that differs
     */
    public static void require(String where, String before, String now) {
        List<String> mine = before.lines().toList();
        List<String> given = now.lines().toList();
        for (int i = 0; i < Math.max(mine.size(), given.size()); i++) {
            String old = i < mine.size() ? mine.get(i).strip() : "";
            String current = i < given.size() ? given.get(i).strip() : "";
            if (!old.equals(current)) {
                throw new BadInputException(
                        "%s was begun with '%s', but the configuration now says '%s'".formatted(where, old, current)
                                + ". Resume with the configuration it was begun with (leave out -c), or start a new run.");
            }
        }
    }
}
