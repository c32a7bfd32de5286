package org.osnas.cli.readme;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import java.awt.image.BufferedImage;
import java.io.File;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Needs a JDK and com.microsoft.onnxruntime:onnxruntime, nothing else. */
final class Classify {

    private Classify() {}

    static Map<String, Float> classify(String model, File file) throws Exception {
        BufferedImage image = ImageIO.read(file);
        ByteBuffer pixels = ByteBuffer.allocateDirect(image.getWidth() * image.getHeight() * 3);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int rgb = image.getRGB(x, y);
                pixels.put((byte) (rgb >> 16)).put((byte) (rgb >> 8)).put((byte) rgb);
            }
        }
        long[] shape = {1, image.getHeight(), image.getWidth(), 3};
        OrtEnvironment runtime = OrtEnvironment.getEnvironment();
        try (OrtSession network = runtime.createSession(model);
                OnnxTensor input = OnnxTensor.createTensor(runtime, pixels.flip(), shape, OnnxJavaType.UINT8);
                OrtSession.Result result = network.run(Map.of("image", input))) {
            float[][] probabilities =
                    (float[][]) result.get("probabilities").orElseThrow().getValue();
            String[] names =
                    network.getMetadata().getCustomMetadata().get("names").split("\n");
            Map<String, Float> answer = new LinkedHashMap<>();
            for (int i = 0; i < names.length; i++) {
                answer.put(names[i], probabilities[0][i]);
            }
            return answer;
        }
    }
}
