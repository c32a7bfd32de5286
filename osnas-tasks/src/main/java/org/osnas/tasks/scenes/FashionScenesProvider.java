package org.osnas.tasks.scenes;

import org.osnas.api.spi.Settings;
import org.osnas.api.task.Dataflow;
import org.osnas.api.task.DataflowProvider;
import org.osnas.tasks.data.FashionMnistSubset;

/**
 * Scenes of the bundled clothes. Settings: {@code size} of a scene (96), most {@code items} in it (5), their
 * {@code smallest} and {@code largest} side as a share of the scene (0.25 and 0.6), {@code clutter} behind them (12 shapes
 * and fragments), the share of an item that may be covered ({@code overlap}, 0.3); {@code scenes} of an epoch (4000), of
 * {@code validation} (200) and {@code test} (500); {@code prefetch} (2 batches).
 */
public final class FashionScenesProvider implements DataflowProvider {

    @Override
    public String name() {
        return "fashion-scenes";
    }

    @Override
    public String description() {
        return "for detection: scenes of one to five clothes of Fashion-MNIST over clutter, 96x96x3, made from a seed";
    }

    @Override
    public Dataflow create(Settings settings, int batchSize, long seed) {
        SceneSettings scenes = SceneSettings.read(settings);
        settings.rejectUnknown();
        return FashionScenes.of(FashionMnistSubset.read(), scenes, batchSize, seed);
    }
}
