package org.osnas.tasks.data;

import java.io.FileNotFoundException;
import java.io.InputStream;
import java.util.List;

/**
 * The bundled subset of Fashion-MNIST: 12,000 training and 2,000 test images of 28x28x1 in 10 classes, the first 1,200
 * and 200 of every class (Xiao, Rasul and Vollgraf 2017, <a href="https://arxiv.org/abs/1708.07747">Fashion-MNIST: a
 * Novel Image Dataset for Benchmarking Machine Learning Algorithms</a>; MIT licence, © Zalando SE).
 */
public final class FashionMnistSubset {

    private static final String FOLDER = "fashion-mnist-subset/";
    private static final List<String> CLASSES = List.of(
            "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot");

    private FashionMnistSubset() {}

    /** Unpacks the images from the class path. */
    public static ImageData read() {
        return new ImageData(part("train"), part("t10k"));
    }

    private static ImageSet part(String prefix) {
        String images = FOLDER + prefix + "-images-idx3-ubyte.gz";
        String labels = FOLDER + prefix + "-labels-idx1-ubyte.gz";
        return IdxReader.read(images, () -> open(images), labels, () -> open(labels))
                .named(CLASSES, 0, prefix + "-images-idx3-ubyte.gz");
    }

    private static InputStream open(String resource) throws FileNotFoundException {
        InputStream in = FashionMnistSubset.class.getResourceAsStream(resource);
        if (in == null) {
            throw new FileNotFoundException("resource " + resource + " is missing from the osnas-tasks jar");
        }
        return in;
    }
}
