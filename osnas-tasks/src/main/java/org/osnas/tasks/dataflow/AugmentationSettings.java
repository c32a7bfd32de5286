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
                settings.about("pixels by which images are shifted at most").integer("pad", defaults.pad(), 0, 1024),
                settings.about("mirror half of the images").flag("flip", defaults.flip()),
                settings.about("side of a square that is blanked out; 0 for none")
                        .integer("cutout", 0, 0, 8192),
                changes(settings),
                new RandomErasing(settings.about("share of images with a rectangle set to the mean")
                        .number("erasing", 0, 0, 1)),
                new Mixing(
                        settings.about("how much images are blended with others; 0 for not")
                                .number("mixup", 0, 0, 100),
                        settings.about("how much images get a piece of others; 0 for not")
                                .number("cutmix", 0, 0, 100)));
    }

    private static List<PixelChange> changes(Settings settings) {
        List<PixelChange> changes = new ArrayList<>();
        double smallest = settings.about("least share of the area that is cut out and resized")
                .number("resized-crop", 1, 0.01, 1);
        double colour = settings.about("how much brightness, contrast and saturation vary")
                .number("colour", 0, 0, 1);
        double hue = settings.about("how much hues vary").number("hue", 0, 0, 0.5);
        int operations =
                settings.about("operations drawn for each image; 0 for none").integer("rand-augment", 0, 0, 14);
        int magnitude = settings.about("how strong these are").integer("magnitude", 9, 0, RandAugment.STRONGEST);
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
