package org.osnas.images.verification;

import java.nio.file.Path;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.images.internal.ImageCollector;
import org.osnas.images.internal.ImageFormat;
import org.osnas.images.internal.ImageOptions;
import org.osnas.images.internal.ImageTree;
import org.osnas.tasks.data.Findings;
import org.osnas.tasks.data.ImageSet;
import org.osnas.tasks.data.Reading;
import org.osnas.tasks.internal.DataFiles;

/**
 * A folder of images with a sub-folder for every identity, which may stand in folders of their own, as the characters of
 * an alphabet do. An identity is called by its path.
 */
final class IdentityFolder {

    static final String EXPECTED = "IDENTITY/*.png, or FOLDER/IDENTITY/*.png (also " + ImageFormat.READABLE + ")";

    private IdentityFolder() {}

    /**
     * Images of identities.
     *
     * @param images with a class for each identity
     * @param files that they come from
     * @param reading how they were read
     */
    record Read(ImageSet images, List<Path> files, Reading reading) {
        Read {
            files = List.copyOf(files);
        }
    }

    /**
     * @param options how they are read
     * @param findings gets what is odd
     * @throws BadInputException naming the folder or image that cannot be used
     */
    static Read read(Path directory, ImageOptions options, Findings findings) {
        DataFiles.requireFolder(directory, EXPECTED);
        ImageTree tree = new ImageTree(findings);
        List<Path> folders = tree.holders(directory);
        if (folders.isEmpty()) {
            throw new BadInputException("%s has no folder with images; it holds %s. Set 'directory' to a folder with %s"
                    .formatted(directory.toAbsolutePath(), DataFiles.contents(directory), EXPECTED));
        }
        ImageCollector images = new ImageCollector(options, findings);
        for (int label = 0; label < folders.size(); label++) {
            for (Path file : tree.images(folders.get(label))) {
                images.add(file, label);
            }
        }
        images.end();
        List<String> names = folders.stream()
                .map(folder -> directory.relativize(folder).toString().replace('\\', '/'))
                .toList();
        return new Read(images.images(0, images.size(), names), images.files(), images.reading());
    }
}
