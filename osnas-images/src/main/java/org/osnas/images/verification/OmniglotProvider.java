package org.osnas.images.verification;

import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.images.internal.ImageOptions;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.dataflow.IdentityOptions;
import org.osnas.tasks.internal.Directory;

/**
 * Omniglot, twenty drawings of each character of many alphabets: {@code ALPHABET/characterNN/*.png}, of 105×105 pixels,
 * resized to 28×28 if {@code size} is not given. Each character is four identities, by quarter turns. Lake et al. 2015,
 * <a href="https://github.com/brendenlake/omniglot">Human-level concept learning through probabilistic program
 * induction</a>.
 */
public final class OmniglotProvider implements DataflowProvider {

    private static final int SIZE = 28;

    @Override
    public String name() {
        return "omniglot";
    }

    @Override
    public String description() {
        return "Omniglot's drawings of characters, upright and turned, as identities (a folder with ALPHABET/characterNN/*.png)";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        Path directory = Directory.read(settings, name(), "ALPHABET/characterNN/*.png");
        boolean turns = settings.about("quarter turns of an image are identities of their own")
                .flag("turns", true);
        IdentityOptions options = IdentityOptions.read(settings, List.of(), List.of(), false);
        ImageOptions images = ImageOptions.read(settings, options.shared(), SIZE, 1);
        settings.rejectUnknown();
        IdentityFolder.Read read = IdentityFolder.read(directory, images, new Findings());
        IdentityOptions.Turn turn = turns ? IdentityOptions.Turn.ALL : IdentityOptions.Turn.NONE;
        return options.open(read.images(), turn, read.reading(), batchSize, seed);
    }
}
