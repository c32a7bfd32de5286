package org.osnas.core.run;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** The versions that this build was made from and for. */
public final class Version {

    private static final Properties VERSIONS = load();

    private Version() {}

    /** Of OSNAS itself. */
    public static String osnas() {
        return VERSIONS.getProperty("osnas");
    }

    /** Of the ND4J that it was built for. */
    public static String nd4j() {
        return VERSIONS.getProperty("nd4j");
    }

    private static Properties load() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties of osnas-core cannot be read", e);
        }
        return properties;
    }
}
