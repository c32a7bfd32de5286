package org.osnas.tasks.scenes;

import org.osnas.api.spi.Check;
import org.osnas.api.spi.Settings;

/**
 * What scenes are like, and how many there are.
 *
 * @param size side of a scene in pixels
 * @param items most items in a scene
 * @param smallest side of the smallest item image, as a share of the scene
 * @param largest side of the largest one
 * @param clutter shapes and fragments in the background
 * @param overlap share of an item that another may cover
 * @param scenes in an epoch of training
 * @param validation scenes that score architectures
 * @param test scenes for the final result
 * @param prefetch batches prepared ahead on a thread of their own, 0 for none
 */
record SceneSettings(
        int size,
        int items,
        double smallest,
        double largest,
        int clutter,
        double overlap,
        int scenes,
        int validation,
        int test,
        int prefetch) {

    static final SceneSettings DEFAULT = new SceneSettings(96, 5, 0.25, 0.6, 12, 0.3, 4000, 200, 500, 2);

    SceneSettings {
        Check.that(
                smallest <= largest,
                "The smallest item must not be larger than the largest, got shares of %s and %s",
                smallest,
                largest);
    }

    static SceneSettings read(Settings settings) {
        SceneSettings d = DEFAULT;
        return new SceneSettings(
                settings.about("side of a scene in pixels").integer("size", d.size, 32, 1024),
                settings.about("objects in a scene at most").integer("items", d.items, 1, 50),
                settings.about("least size of an object, as a factor").number("smallest", d.smallest, 0.1, 1),
                settings.about("largest size of an object, as a factor").number("largest", d.largest, 0.1, 1),
                settings.about("scraps that are no object").integer("clutter", d.clutter, 0, 200),
                settings.about("share by which objects may overlap").number("overlap", d.overlap, 0, 1),
                settings.about("training scenes").integer("scenes", d.scenes, 1, 10_000_000),
                settings.about("validation scenes").integer("validation", d.validation, 1, 100_000),
                settings.about("test scenes").integer("test", d.test, 1, 100_000),
                settings.about("batches prepared ahead").integer("prefetch", d.prefetch, 0, 64));
    }
}
