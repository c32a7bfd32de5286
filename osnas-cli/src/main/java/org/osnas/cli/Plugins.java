package org.osnas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.osnas.api.spi.BadInputException;

/** Jars with components of the user's own: commands find them by the context class loader until this is closed. */
final class Plugins implements AutoCloseable {

    private final ClassLoader before;
    private final URLClassLoader loader;

    private Plugins(List<URL> jars) {
        before = Thread.currentThread().getContextClassLoader();
        loader = new URLClassLoader("plugins", jars.toArray(URL[]::new), before);
        Thread.currentThread().setContextClassLoader(loader);
    }

    /**
     * Puts jars in front of the commands.
     *
     * @throws BadInputException if one does not exist or is no jar
     */
    static Plugins load(List<Path> jars) {
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            requireJar(jar);
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw new UncheckedIOException(e);
            }
        }
        return new Plugins(urls);
    }

    private static void requireJar(Path jar) {
        if (!Files.isRegularFile(jar)) {
            throw new BadInputException(
                    "--plugin " + jar + ": there is no such file. It takes the jar that 'mvn package'"
                            + " leaves in target/ of the plug-in's project.");
        }
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.stream().noneMatch(entry -> entry.getName().startsWith("META-INF/services/org.osnas."))) {
                throw new BadInputException(
                        "--plugin " + jar + ": the jar registers no component of OSNAS. It lists each"
                                + " provider in META-INF/services; see 'osnas new'.");
            }
        } catch (IOException e) {
            throw new BadInputException("--plugin " + jar + " is not a jar: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Thread.currentThread().setContextClassLoader(before);
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
