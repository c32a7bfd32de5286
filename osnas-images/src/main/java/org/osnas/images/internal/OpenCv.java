package org.osnas.images.internal;

import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/** What is done by OpenCV: JPEG, PNG, WebP and PNM become samples, colours grey, and images of another size, linearly. */
final class OpenCv {

    private OpenCv() {}

    /**
     * @param most the largest value of a sample
     * @param premultiplied whether colours are multiplied by how opaque they are
     */
    static Samples decode(byte[] file, int most, boolean premultiplied) {
        try (BytePointer bytes = new BytePointer(file);
                Mat data = new Mat(1, file.length, opencv_core.CV_8UC1, bytes);
                Mat image = opencv_imgcodecs.imdecode(data, opencv_imgcodecs.IMREAD_UNCHANGED)) {
            if (image.empty()) {
                throw new BrokenException(
                        "is damaged, or packed in an unusual way: OpenCV cannot decode it. Fetch it again, or convert it to PNG");
            }
            int channels = image.channels();
            boolean wide = image.depth() == opencv_core.CV_16U;
            boolean alpha = channels == 2 || channels == 4;
            return new Samples(
                    image.cols(),
                    image.rows(),
                    channels,
                    alpha,
                    premultiplied,
                    most,
                    wide ? Numbers.of(shorts(image)) : Numbers.of(redFirst(image)));
        } catch (BrokenException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new BrokenException("is damaged: OpenCV cannot decode it. Fetch it again", e);
        }
    }

    private static byte[] redFirst(Mat image) {
        int channels = image.channels();
        byte[] bytes = bytes(image);
        for (int at = 0; channels > 2 && at < bytes.length; at += channels) {
            byte blue = bytes[at];
            bytes[at] = bytes[at + 2];
            bytes[at + 2] = blue;
        }
        return bytes;
    }

    private static short[] shorts(Mat image) {
        int channels = image.channels();
        short[] shorts = new short[Math.toIntExact(image.total() * channels)];
        ShortBuffer buffer = image.createBuffer();
        buffer.get(shorts);
        for (int at = 0; channels > 2 && at < shorts.length; at += channels) {
            short blue = shorts[at];
            shorts[at] = shorts[at + 2];
            shorts[at + 2] = blue;
        }
        return shorts;
    }

    /** Brightness of colours, as ITU-R BT.601 weighs them. */
    static byte[] grey(byte[] rgb, int width, int height) {
        try (BytePointer bytes = new BytePointer(rgb);
                Mat colours = new Mat(height, width, opencv_core.CV_8UC3, bytes);
                Mat grey = new Mat()) {
            opencv_imgproc.cvtColor(colours, grey, opencv_imgproc.COLOR_RGB2GRAY);
            return bytes(grey);
        }
    }

    /** Linearly between the four nearest pixels; where it becomes smaller by more than two, others are left out. */
    static byte[] bilinear(byte[] pixels, int width, int height, int channels, int newWidth, int newHeight) {
        try (BytePointer bytes = new BytePointer(pixels);
                Mat image = new Mat(height, width, opencv_core.CV_8UC(channels), bytes);
                Mat resized = new Mat();
                Size size = new Size(newWidth, newHeight)) {
            opencv_imgproc.resize(image, resized, size);
            return bytes(resized);
        }
    }

    private static byte[] bytes(Mat image) {
        byte[] bytes = new byte[Math.toIntExact(image.total() * image.channels())];
        ByteBuffer buffer = image.createBuffer();
        buffer.get(bytes);
        return bytes;
    }
}
