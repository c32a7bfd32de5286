package org.osnas.core.internal.job;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The class path that a process for jobs needs to know what this one knows. */
public final class ClassPath {

    private ClassPath() {}

    /** The class path of this process, with the jars of plug-ins in front; absolute, since others may work elsewhere. */
    public static String ofThisProcess() {
        List<String> parts = new ArrayList<>();
        for (ClassLoader loader = Thread.currentThread().getContextClassLoader();
                loader instanceof URLClassLoader jars;
                loader = loader.getParent()) {
            for (URL jar : jars.getURLs()) {
                try {
                    parts.add(Path.of(jar.toURI()).toString());
                } catch (URISyntaxException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(part -> Path.of(part).toAbsolutePath().toString())
                .forEach(parts::add);
        return String.join(File.pathSeparator, parts);
    }
}
