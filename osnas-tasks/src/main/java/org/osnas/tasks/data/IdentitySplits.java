package org.osnas.tasks.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.osnas.api.random.Seeds;
import org.osnas.api.spi.Check;
import org.osnas.tasks.internal.Permutation;

/** Divides examples by whom or what they show: those of validation and test are of identities that nothing trained with. */
public final class IdentitySplits {

    /** Fewer identities give no pair of different ones. */
    private static final int LEAST = 2;

    private IdentitySplits() {}

    /**
     * Names of identities that are held out.
     *
     * @param validation those that score architectures
     * @param test those for the final result
     */
    public record Held(List<String> validation, List<String> test) {
        public Held {
            validation = List.copyOf(validation);
            test = List.copyOf(test);
        }
    }

    /**
     * Shares of identities to hold out, always the same ones for the same number of identities.
     *
     * @param names of all identities
     * @param validation share that scores architectures
     * @param test share for the final result
     * @throws org.osnas.api.spi.BadInputException if a part would have fewer than two identities
     */
    public static Held shares(List<String> names, double validation, double test) {
        int identities = names.size();
        int forTest = (int) Math.rint(test * identities);
        int forValidation = (int) Math.rint(validation * identities);
        Check.that(
                forTest >= LEAST && forValidation >= LEAST && identities - forTest - forValidation >= LEAST,
                "%s and %s of %d identities are %d for validation and %d for the test; each part and the rest need at least %d. Use other shares",
                validation,
                test,
                identities,
                forValidation,
                forTest,
                LEAST);
        int[] order = Permutation.of(identities, Seeds.generator(0, "identities", 0));
        return new Held(
                IntStream.range(forTest, forTest + forValidation)
                        .mapToObj(i -> names.get(order[i]))
                        .toList(),
                IntStream.range(0, forTest).mapToObj(i -> names.get(order[i])).toList());
    }

    /**
     * Holds out identities by name; a name of folders, such as an alphabet, holds out all that are in it.
     *
     * @param all with a class for each example, which is its identity
     * @throws org.osnas.api.spi.BadInputException if there is no identity of a name, a name is in both lists, or a part
     *     would have fewer than two identities
     */
    public static DataSplits of(Examples all, Held held) {
        return of(all, numbers(all, held.validation()), numbers(all, held.test()));
    }

    private static List<Integer> numbers(Examples all, List<String> names) {
        List<String> known = all.labels().names();
        return names.stream()
                .flatMap(name -> {
                    List<Integer> found = IntStream.range(0, known.size())
                            .filter(i ->
                                    known.get(i).equals(name) || known.get(i).startsWith(name + "/"))
                            .boxed()
                            .toList();
                    Check.that(!found.isEmpty(), "There is no identity '%s'; there are %s", name, some(known));
                    return found.stream();
                })
                .toList();
    }

    private static String some(List<String> names) {
        String text = String.join(", ", names.subList(0, Math.min(20, names.size())));
        return names.size() > 20 ? text + " and " + (names.size() - 20) + " more" : text;
    }

    private static DataSplits of(Examples all, List<Integer> validation, List<Integer> test) {
        Set<Integer> held = new TreeSet<>(validation);
        for (int number : test) {
            Check.that(
                    held.add(number),
                    "Identity '%s' is held out twice; name it once",
                    all.labels().names().get(number));
        }
        List<Integer> train = IntStream.range(0, all.labels().strata())
                .filter(i -> !held.contains(i))
                .boxed()
                .toList();
        return new DataSplits(part(all, train), part(all, validation), part(all, test));
    }

    /**
     * The examples of some identities, numbered anew.
     *
     * @param identities at least two, by number in the classes of {@code all}
     */
    public static Examples part(Examples all, List<Integer> identities) {
        Check.that(
                identities.size() >= LEAST,
                "Training, validation and test need at least %d identities each, to compare; one has %d",
                LEAST,
                identities.size());
        int[] numbers = new int[all.labels().strata()];
        Arrays.fill(numbers, -1);
        List<String> names = new ArrayList<>();
        for (int identity : new TreeSet<>(identities)) {
            numbers[identity] = names.size();
            names.add(all.labels().names().get(identity));
        }
        int[] chosen = IntStream.range(0, all.size())
                .filter(i -> numbers[all.labels().stratum(i)] >= 0)
                .toArray();
        int[] renumbered =
                Arrays.stream(chosen).map(i -> numbers[all.labels().stratum(i)]).toArray();
        return all.select(chosen).labelled(Labels.ofIdentities(renumbered, names));
    }
}
