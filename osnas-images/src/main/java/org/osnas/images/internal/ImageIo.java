package org.osnas.images.internal;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.w3c.dom.NodeList;

/** What is done by the JDK: BMP, GIF and TIFF become samples. */
final class ImageIo {

    private static final int BITS = 258;
    private static final int PHOTOMETRIC = 262;
    private static final int PLANES = 284;
    private static final int PREDICTOR = 317;
    private static final int EXTRA_SAMPLES = 338;

    private ImageIo() {}

    private interface Work<T> {
        T of(ImageReader reader) throws IOException;
    }

    private static <T> T read(byte[] file, ImageFormat format, Work<T> work) {
        ImageReader reader = reader(format);
        try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file))) {
            reader.setInput(in, false, false);
            return work.of(reader);
        } catch (BrokenException e) {
            throw e;
        } catch (java.io.EOFException e) {
            throw new BrokenException("is cut off in the middle of its pixels. Fetch it again", e);
        } catch (IOException | RuntimeException e) {
            throw new BrokenException(
                    "is damaged, or packed in an unusual way (%s). Fetch it again, or convert it to PNG"
                            .formatted(e.getMessage()),
                    e);
        } finally {
            reader.dispose();
        }
    }

    /** The one of the JDK: what else is on the class path, and what it can do, nobody knows. */
    private static ImageReader reader(ImageFormat format) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName(format.name());
        while (readers.hasNext()) {
            ImageReader reader = readers.next();
            if (reader.getClass().getModule().equals(ImageIO.class.getModule())) {
                return reader;
            }
        }
        throw new BrokenException(
                "cannot be read: this Java runtime has no reader of %s images. Use another, or convert it to PNG"
                        .formatted(format));
    }

    /** Size and notes of the first image. */
    static ImageHead head(byte[] file, ImageFormat format) {
        if (format == ImageFormat.TIFF) {
            TiffFile.requireWhole(file);
        }
        return read(file, format, reader -> {
            List<String> notes = new ArrayList<>();
            int orientation = 1;
            if (format == ImageFormat.TIFF) {
                orientation = Exif.orientation(file);
                if (reader.getNumImages(true) > 1) {
                    notes.add(ImageHead.FRAMES);
                }
            }
            return new ImageHead(reader.getWidth(0), reader.getHeight(0), orientation, notes);
        });
    }

    static Samples decode(byte[] file, ImageHead head, ImageFormat format) {
        if (format == ImageFormat.TIFF && isDeepAndPredicted(file)) {
            return OpenCv.decode(file, 65535, Exif.number(file, EXTRA_SAMPLES, 0) == 1);
        }
        return read(file, format, reader -> {
            BufferedImage image = reader.read(0);
            Samples samples = samples(image);
            return format == ImageFormat.GIF ? onScreen(samples, head, reader.getImageMetadata(0)) : samples;
        });
    }

    /** The JDK does not know differences of neighbours in 16 bits, which OpenCV does for plain colours and grey. */
    private static boolean isDeepAndPredicted(byte[] file) {
        int photometric = Exif.number(file, PHOTOMETRIC, 0);
        return Exif.number(file, BITS, 1) == 16
                && Exif.number(file, PREDICTOR, 1) == 2
                && Exif.number(file, PLANES, 1) == 1
                && (photometric == 1 || photometric == 2);
    }

    private static Samples samples(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model instanceof IndexColorModel palette) {
            return coloured(image, palette);
        }
        int kind = image.getSampleModel().getDataType();
        boolean whole = kind == DataBuffer.TYPE_BYTE || kind == DataBuffer.TYPE_USHORT || kind == DataBuffer.TYPE_INT;
        int space = model.getColorSpace().getType();
        boolean known = space == ColorSpace.TYPE_GRAY || space == ColorSpace.TYPE_RGB;
        if (!whole || !known) {
            throw new BrokenException(
                    "has numbers or colours of another kind than 8 or 16 bits of grey, or of red, green and blue. Convert it to PNG");
        }
        Raster raster = image.getRaster();
        int channels = raster.getNumBands();
        int[] bits = raster.getSampleModel().getSampleSize();
        int most = Arrays.stream(bits).max().orElse(8) > 8 ? 65535 : 255;
        int[] values = raster.getPixels(0, 0, image.getWidth(), image.getHeight(), (int[]) null);
        for (int i = 0; i < values.length; i++) {
            long largest = (1L << bits[i % channels]) - 1;
            values[i] = (int) ((2L * values[i] * most + largest) / (2 * largest));
        }
        boolean alpha = model.hasAlpha();
        return new Samples(
                image.getWidth(),
                image.getHeight(),
                channels,
                alpha,
                alpha && model.isAlphaPremultiplied(),
                most,
                Numbers.of(values, most));
    }

    private static Samples coloured(BufferedImage image, IndexColorModel palette) {
        int width = image.getWidth();
        int height = image.getHeight();
        int[] indices = image.getRaster().getPixels(0, 0, width, height, (int[]) null);
        byte[] values = new byte[4 * indices.length];
        for (int i = 0; i < indices.length; i++) {
            int colour = indices[i] < palette.getMapSize() ? palette.getRGB(indices[i]) : 0xff000000;
            values[4 * i] = (byte) (colour >> 16);
            values[4 * i + 1] = (byte) (colour >> 8);
            values[4 * i + 2] = (byte) colour;
            values[4 * i + 3] = (byte) (colour >>> 24);
        }
        return new Samples(width, height, 4, true, false, 255, Numbers.of(values));
    }

    /** A frame of a GIF covers a part of its screen; the rest is transparent. */
    private static Samples onScreen(Samples frame, ImageHead screen, IIOMetadata metadata) {
        IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree("javax_imageio_gif_image_1.0");
        NodeList found = root.getElementsByTagName("ImageDescriptor");
        IIOMetadataNode place = (IIOMetadataNode) found.item(0);
        int left = Integer.parseInt(place.getAttribute("imageLeftPosition"));
        int top = Integer.parseInt(place.getAttribute("imageTopPosition"));
        if (left == 0 && top == 0 && frame.width() == screen.width() && frame.height() == screen.height()) {
            return frame;
        }
        byte[] values = new byte[4 * screen.width() * screen.height()];
        for (int y = 0; y < frame.height(); y++) {
            System.arraycopy(
                    frame.values().bytes(),
                    4 * y * frame.width(),
                    values,
                    4 * ((top + y) * screen.width() + left),
                    4 * frame.width());
        }
        return new Samples(screen.width(), screen.height(), 4, true, false, 255, Numbers.of(values));
    }
}
