package org.osnas.tasks.data;

/** Where the bytes of images are: in memory, or somewhere else that they are read from each time. Safe for several threads. */
public interface PixelStore {

    /** Number of images. */
    int size();

    /** Bytes of an image, unsigned, {@code [height, width, channels]}; not to be changed. */
    byte[] pixels(int image);

    /** Whether all images are in memory, so that to keep the bytes of one costs nothing. */
    boolean inMemory();

    /** Some of the images, in the given order. */
    default PixelStore select(int[] images) {
        PixelStore all = this;
        return new PixelStore() {
            @Override
            public int size() {
                return images.length;
            }

            @Override
            public byte[] pixels(int image) {
                return all.pixels(images[image]);
            }

            @Override
            public boolean inMemory() {
                return all.inMemory();
            }
        };
    }

    /** Images in memory; their arrays are not copied. */
    static PixelStore of(byte[][] pixels) {
        return new PixelStore() {
            @Override
            public int size() {
                return pixels.length;
            }

            @Override
            public byte[] pixels(int image) {
                return pixels[image];
            }

            @Override
            public boolean inMemory() {
                return true;
            }

            @Override
            public PixelStore select(int[] images) {
                byte[][] chosen = new byte[images.length][];
                for (int i = 0; i < images.length; i++) {
                    chosen[i] = pixels[images[i]];
                }
                return of(chosen);
            }
        };
    }
}
