package org.osnas.images.verification;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.images.internal.ImageOptions;
import org.osnas.images.verification.IdentityFolder.Read;
import org.osnas.tasks.data.DataSplits;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.data.IdentitySplits;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.dataflow.IdentityOptions;
import org.osnas.tasks.internal.Directory;

/**
 * A folder of images with a sub-folder for every identity. With {@code pairs}, the pairs of that file are the test, and
 * nothing trains with the identities in it.
 */
public final class IdentityFolderProvider implements DataflowProvider {

    @Override
    public String name() {
        return "identity-folder";
    }

    @Override
    public String description() {
        return "a folder of images with a sub-folder for every identity, and perhaps pairs to test with as LFW's pairs.txt";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), IdentityFolder.EXPECTED);
        IdentityOptions options = IdentityOptions.read(settings, List.of(), List.of(), true);
        boolean turns = settings.about("quarter turns of an image are identities of their own")
                .flag("turns", false);
        Optional<Path> pairs = settings.about("file with pairs to test with").path("pairs");
        ImageOptions images =
                ImageOptions.read(settings, options.shared(), 0, 3).withCache(settings);
        settings.rejectUnknown();
        Findings findings = new Findings();
        if (pairs.isEmpty()) {
            Read read = IdentityFolder.read(directory, images, findings);
            IdentityOptions.Turn turn = turns ? IdentityOptions.Turn.ALL : IdentityOptions.Turn.NONE;
            return options.open(read.images(), turn, read.reading(), batchSize, seed);
        }
        Check.that(
                !turns && options.testNames().isEmpty(), "With 'pairs' the test is given: leave out turns and names");
        PairsFile file = PairsFile.read(pairs.get());
        Read read = IdentityFolder.read(directory, images, findings);
        return options.open(splits(file, read, options.shared().validation()), read.reading(), batchSize, seed);
    }

    private static DataSplits splits(PairsFile file, Read read, double validation) {
        ImageSet all = read.images();
        List<String> compared = file.identities();
        List<Integer> others = new ArrayList<>();
        for (int identity = 0; identity < all.labels().strata(); identity++) {
            if (!compared.contains(all.labels().names().get(identity))) {
                others.add(identity);
            }
        }
        int scoring = (int) Math.rint(validation * others.size());
        // By turns over the names, which may be sorted by something that counts.
        List<Integer> held = new ArrayList<>();
        for (int i = 0; i < scoring; i++) {
            held.add(others.get((int) ((2L * i + 1) * others.size() / (2L * scoring))));
        }
        List<Integer> train = new ArrayList<>(others);
        train.removeAll(held);
        return new DataSplits(IdentitySplits.part(all, train), IdentitySplits.part(all, held), file.examples(read));
    }
}
