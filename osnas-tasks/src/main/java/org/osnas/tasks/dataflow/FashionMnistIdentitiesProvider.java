package org.osnas.tasks.dataflow;

import java.util.List;
import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.data.FashionMnistSubset;
import org.osnas.tasks.data.Reading;

/**
 * The bundled subset of Fashion-MNIST as identities to verify: five kinds of clothes train, two score architectures, three
 * are for the test. With {@code turns} (the default) each kind is four identities, by quarter turns.
 */
public final class FashionMnistIdentitiesProvider implements DataflowProvider {

    private static final List<String> VALIDATION = List.of("Dress", "Sneaker");
    private static final List<String> TEST = List.of("Trouser", "Coat", "Bag");

    @Override
    public String name() {
        return "fashion-mnist-identities";
    }

    @Override
    public String description() {
        return "12,000 images of Fashion-MNIST that come with OSNAS, upright or turned, to tell kinds apart that nobody trained with";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        boolean turns = settings.about("quarter turns of an image are identities of their own")
                .flag("turns", true);
        IdentityOptions options = IdentityOptions.read(settings, VALIDATION, TEST, true);
        settings.rejectUnknown();
        IdentityOptions.Turn turn = turns ? IdentityOptions.Turn.DEALT : IdentityOptions.Turn.NONE;
        return options.open(FashionMnistSubset.read().train(), turn, Reading.PLAIN, batchSize, seed);
    }
}
