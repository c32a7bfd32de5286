package org.osnas.core.run;

import java.util.List;

/** Checks that what goes on has the configuration that it was begun with. */
final class SameConfig {

    private SameConfig() {}

    /**
     * @param where the configuration was begun, for messages
     * @param before the configuration then, as resolved
     * @param now the configuration that is given, as resolved
     * @throws ChangedConfigException naming the first line that differs
     */
    static void require(String where, String before, String now) {
        List<String> mine = before.lines().toList();
        List<String> given = now.lines().toList();
        for (int i = 0; i < Math.max(mine.size(), given.size()); i++) {
            String old = i < mine.size() ? mine.get(i).strip() : "";
            String current = i < given.size() ? given.get(i).strip() : "";
            if (!old.equals(current)) {
                throw new ChangedConfigException(where, old, current);
            }
        }
    }
}
