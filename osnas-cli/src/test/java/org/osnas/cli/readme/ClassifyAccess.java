package org.osnas.cli.readme;

import java.nio.file.Path;
import java.util.Map;

/** Lets tests of the command run the program that the README shows. */
public final class ClassifyAccess {

    private ClassifyAccess() {}

    public static Map<String, Float> classify(String model, Path file) throws Exception {
        return Classify.classify(model, file.toFile());
    }
}
