package org.osnas.core.run;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Numbers in the JSON files of a run. */
final class RunJson {

    private static final double EXACT_INTEGERS = 0x1p53;

    private RunJson() {}

    /** Values by name, in the order of the names; whole numbers without a decimal point. */
    static void putNumbers(ObjectNode node, Map<String, Double> values) {
        new TreeMap<>(values).forEach((name, value) -> {
            if (value == Math.rint(value) && Math.abs(value) < EXACT_INTEGERS) {
                node.put(name, value.longValue());
            } else {
                node.put(name, value);
            }
        });
    }
}
