package org.osnas.tasks.dataflow;

import java.util.Arrays;
import org.osnas.api.space.Shape;
import org.osnas.api.task.Normalization;
import org.osnas.tasks.data.Examples;
import org.osnas.tasks.data.NormalizedValues;
import org.osnas.tasks.dataflow.Augmentation.Change;

/**
 * Turns an example into normalised floats of the target shape: centred in a larger square, shifted, mirrored, with one
 * channel repeated where more are asked for. Pixels from outside are zeros, as if the image itself had been padded
 * before normalisation.
 */
final class ExampleConverter {

    private final Shape source;
    private final Shape target;
    private final NormalizedValues values;
    private final float[] background;

    ExampleConverter(Examples examples, Shape target, Normalization normalization) {
        this.source = examples.shape();
        this.target = target;
        this.values = examples.normalized(normalization);
        this.background = new float[target.width() * target.channels()];
        for (int i = 0; i < background.length; i++) {
            background[i] = values.zero(sourceChannel(i % target.channels()));
        }
    }

    private int sourceChannel(int channel) {
        return source.channels() == 1 ? 0 : channel;
    }

    /** Writes {@code [height, width, channels]} to {@code out} from {@code at} on. */
    void convert(int example, Change change, float[] out, int at) {
        int channels = target.channels();
        int row = target.width() * channels;
        int shiftY = (target.height() - source.height()) / 2 + change.down();
        int shiftX = (target.width() - source.width()) / 2 + change.right();
        for (int y = 0; y < target.height(); y++) {
            int start = at + y * row;
            System.arraycopy(background, 0, out, start, row);
            int sourceY = y - shiftY;
            if (sourceY < 0 || sourceY >= source.height()) {
                continue;
            }
            int from = Math.max(0, shiftX);
            int to = Math.min(target.width(), shiftX + source.width());
            for (int x = from; x < to; x++) {
                int sourceX = change.mirrored() ? source.width() - 1 - (x - shiftX) : x - shiftX;
                int pixel = (sourceY * source.width() + sourceX) * source.channels();
                for (int c = 0; c < channels; c++) {
                    int s = sourceChannel(c);
                    out[start + x * channels + c] = values.value(example, pixel + s, s);
                }
            }
        }
        for (int y = change.top(); y < change.bottom(); y++) {
            int start = at + y * row;
            Arrays.fill(out, start + change.left() * channels, start + change.end() * channels, 0f);
        }
    }
}
