package org.osnas.tasks.dataflow;

import java.util.ArrayList;
import java.util.List;
import org.osnas.api.spi.Settings;
import org.osnas.tasks.augment.ColourJitter;
import org.osnas.tasks.augment.Mixing;
import org.osnas.tasks.augment.PixelChange;
import org.osnas.tasks.augment.RandAugment;
import org.osnas.tasks.augment.RandomErasing;
import org.osnas.tasks.augment.RandomResizedCrop;

/** The settings of an {@link Augmentation}; those that are strong are off where nobody asks for them. */
final class AugmentationSettings {

    private AugmentationSettings() {}

    static Augmentation read(Settings settings, DataflowOptions.Defaults defaults) {
        return new Augmentation(
                settings.integer("pad", defaults.pad(), 0, 1024),
                settings.flag("flip", defaults.flip()),
                settings.integer("cutout", 0, 0, 8192),
                changes(settings),
                new RandomErasing(settings.number("erasing", 0, 0, 1)),
                new Mixing(settings.number("mixup", 0, 0, 100), settings.number("cutmix", 0, 0, 100)));
    }

    private static List<PixelChange> changes(Settings settings) {
        List<PixelChange> changes = new ArrayList<>();
        double smallest = settings.number("resized-crop", 1, 0.01, 1);
        double colour = settings.number("colour", 0, 0, 1);
        double hue = settings.number("hue", 0, 0, 0.5);
        int operations = settings.integer("rand-augment", 0, 0, 14);
        int magnitude = settings.integer("magnitude", 9, 0, RandAugment.STRONGEST);
        if (smallest < 1) {
            changes.add(RandomResizedCrop.from(smallest));
        }
        if (colour > 0 || hue > 0) {
            changes.add(new ColourJitter(colour, colour, colour, hue));
        }
        if (operations > 0) {
            changes.add(new RandAugment(operations, magnitude));
        }
        return changes;
    }
}
