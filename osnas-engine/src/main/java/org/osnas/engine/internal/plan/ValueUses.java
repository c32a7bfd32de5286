package org.osnas.engine.internal.plan;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Which instructions read the values of a plan, and so how long a value must be kept. */
final class ValueUses {

    private final List<Instruction> instructions;
    private final int count;
    private final boolean[] isOutput;

    /**
     * @param count of the values, which are numbered from 0 on
     * @param outputs of the plan, which are kept
     */
    ValueUses(List<Instruction> instructions, int count, int[] outputs) {
        this.instructions = instructions;
        this.count = count;
        isOutput = new boolean[count];
        for (int v : outputs) {
            isOutput[v] = true;
        }
    }

    /** By instruction, the values that nothing needs behind it. */
    int[][] last() {
        int[] last = lastReader();
        int[][] lastUses = new int[instructions.size()][];
        for (int i = 0; i < instructions.size(); i++) {
            int at = i;
            lastUses[i] = IntStream.range(0, count)
                    .filter(v -> !isOutput[v] && last[v] == at)
                    .toArray();
        }
        return lastUses;
    }

    /** By value, whether its only reader may write over it. */
    boolean[] inPlace() {
        int[] readers = new int[count];
        for (Instruction instruction : instructions) {
            for (int v : instruction.inputs()) {
                readers[v]++;
            }
        }
        boolean[] inPlace = new boolean[count];
        for (int v = 0; v < count; v++) {
            inPlace[v] = readers[v] == 1 && !isOutput[v];
        }
        return inPlace;
    }

    /** For each value, the last instruction that reads it, or the one that makes it if nobody does. */
    private int[] lastReader() {
        int[] last = new int[count];
        Arrays.fill(last, -1);
        for (int i = 0; i < instructions.size(); i++) {
            for (int v : instructions.get(i).outputs()) {
                last[v] = i;
            }
            for (int v : instructions.get(i).inputs()) {
                last[v] = i;
            }
        }
        return last;
    }
}
