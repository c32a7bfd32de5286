package org.osnas.images.verification;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.osnas.api.spi.BadInputException;
import org.osnas.images.ImageFolder;
import org.osnas.images.ImageFolder.Read;
import org.osnas.tasks.internal.DataFiles;

/**
 * A folder of images with a sub-folder for every identity, which may stand in folders of their own, as the characters of
 * an alphabet do. An identity is called by its path.
 */
final class IdentityFolder {

    static final String EXPECTED = "IDENTITY/*.png, or FOLDER/IDENTITY/*.png (also jpg, bmp, tiff, webp, ppm, pgm)";

    private IdentityFolder() {}

    /**
     * @param images how they are read
     * @throws BadInputException naming the folder or image that cannot be used
     */
    static Read read(Path directory, ImageFolder images) {
        DataFiles.requireFolder(directory, EXPECTED);
        List<Path> folders = new ArrayList<>();
        find(directory, folders);
        folders.remove(directory);
        if (folders.isEmpty()) {
            throw new BadInputException("%s has no folder with images; it holds %s. Set 'directory' to a folder with %s"
                    .formatted(directory.toAbsolutePath(), DataFiles.contents(directory), EXPECTED));
        }
        return images.read(
                folders,
                folders.stream()
                        .map(folder -> directory.relativize(folder).toString().replace('\\', '/'))
                        .toList());
    }

    /** Folders that hold images themselves, by name. */
    private static void find(Path folder, List<Path> found) {
        if (!ImageFolder.images(folder).isEmpty()) {
            found.add(folder);
            return;
        }
        DataFiles.list(folder, Files::isDirectory).forEach(inner -> find(inner, found));
    }
}
