package org.osnas.tasks.dataflow;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Check;
import org.osnas.tasks.data.Labels;
import org.osnas.tasks.internal.BatchOrder;
import org.osnas.tasks.internal.Permutation;

/**
 * Batches of P identities with K examples each. Identities come by turns, in a new order every round; the examples of
 * one are drawn without repetition, but again from all if it has fewer than K. Hermans et al. 2017, <a
 * href="https://arxiv.org/abs/1703.07737">In Defense of the Triplet Loss</a>.
 */
final class GroupedOrder implements BatchOrder {

    private final int[][] groups;
    private final int each;
    private final int groupsInBatch;
    private final long seed;
    private final String purpose;
    private int[] order = new int[0];
    private long orderRound = -1;

    /**
     * @param each examples of one identity in a batch
     * @param purpose of the draws
     */
    GroupedOrder(Labels labels, int batchSize, int each, long seed, String purpose) {
        this.groups = groups(labels);
        this.each = each;
        this.groupsInBatch = batchSize / each;
        this.seed = seed;
        this.purpose = purpose;
    }

    /**
     * @throws org.osnas.api.spi.BadInputException if there are no batches of that kind
     */
    static void check(Labels labels, int batchSize, int each) {
        int groups = groups(labels).length;
        Check.that(
                each >= 2 && batchSize % each == 0 && batchSize / each >= 2,
                "A batch of %d examples cannot hold %d of each of at least two identities. Use a batch that is a multiple",
                batchSize,
                each);
        Check.that(
                groups >= batchSize / each,
                "A batch of %d examples, %d of each identity, needs %d identities, but %d have two training examples or more. Use a smaller batch, or more examples of each",
                batchSize,
                each,
                batchSize / each,
                groups);
    }

    /** The examples of each identity that has two or more. */
    private static int[][] groups(Labels labels) {
        List<List<Integer>> all = new ArrayList<>();
        for (int s = 0; s < labels.strata(); s++) {
            all.add(new ArrayList<>());
        }
        for (int i = 0; i < labels.size(); i++) {
            all.get(labels.stratum(i)).add(i);
        }
        return all.stream()
                .filter(group -> group.size() >= 2)
                .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    @Override
    public int[] batch(long step) {
        int perRound = groups.length / groupsInBatch;
        long round = step / perRound;
        if (round != orderRound) {
            order = Permutation.of(groups.length, Seeds.generator(seed, purpose, round));
            orderRound = round;
        }
        RandomGenerator random = Seeds.generator(seed, purpose + " of each", step);
        int[] batch = new int[groupsInBatch * each];
        int first = (int) (step % perRound) * groupsInBatch;
        for (int g = 0; g < groupsInBatch; g++) {
            int[] group = groups[order[first + g]];
            int[] drawn = new int[0];
            for (int k = 0; k < each; k++) {
                if (k % group.length == 0) {
                    drawn = Permutation.of(group.length, random);
                }
                batch[g * each + k] = group[drawn[k % group.length]];
            }
        }
        return batch;
    }
}
