import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** {@code Classify MODEL IMAGE}: needs a JDK and com.microsoft.onnxruntime:onnxruntime, nothing else. */
public final class Classify {

    private Classify() {}

    public static void main(String[] arguments) throws Exception {
        classify(arguments[0], new File(arguments[1]))
                .forEach((name, probability) -> System.out.println(name + "\t" + probability));
    }

    static Map<String, Float> classify(String model, File file) throws Exception {
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OrtSession network = runtime.createSession(model)) {
            TensorInfo wanted = (TensorInfo) network.getInputInfo().get("image").getInfo();
            BufferedImage image = ImageIO.read(file);
            long[] shape = {1, image.getHeight(), image.getWidth(), wanted.getShape()[3]};
            ByteBuffer pixels = pixels(image, (int) shape[3]);
            String[] names =
                    network.getMetadata().getCustomMetadata().get("names").split("\n");
            try (OnnxTensor input = OnnxTensor.createTensor(runtime, pixels, shape, OnnxJavaType.UINT8);
                    OrtSession.Result result = network.run(Map.of("image", input))) {
                float[][] probabilities =
                        (float[][]) result.get("probabilities").orElseThrow().getValue();
                Map<String, Float> answer = new LinkedHashMap<>();
                for (int i = 0; i < names.length; i++) {
                    answer.put(names[i], probabilities[0][i]);
                }
                return answer;
            }
        }
    }

    /** Red, green and blue of each pixel; or its brightness, if the network takes one channel. */
    private static ByteBuffer pixels(BufferedImage image, int channels) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.getWidth() * image.getHeight() * channels);
        // getRGB would brighten an image that has one channel.
        boolean grey = image.getColorModel().getNumComponents() == 1;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = grey ? 0x010101 * image.getRaster().getSample(x, y, 0) : image.getRGB(x, y);
                int red = rgb >> 16 & 255;
                int green = rgb >> 8 & 255;
                int blue = rgb & 255;
                if (channels == 1) {
                    pixels.put((byte) Math.round(0.299 * red + 0.587 * green + 0.114 * blue));
                } else {
                    pixels.put((byte) red).put((byte) green).put((byte) blue);
                }
            }
        }
        return pixels.flip();
    }
}
