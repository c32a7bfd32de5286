package org.osnas.images.internal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Formats of image files, told by how a file begins; its ending only says whether it is meant to be an image. */
public enum ImageFormat {
    JPEG("jpg", "jpeg", "jpe", "jfif"),
    PNG("png", "apng"),
    BMP("bmp", "dib"),
    GIF("gif"),
    TIFF("tif", "tiff"),
    WEBP("webp"),
    PNM("ppm", "pgm", "pbm", "pnm");

    /** Images as their endings say, which nothing here can decode: named instead of passed over. */
    private static final Set<String> UNREADABLE =
            Set.of("heic", "heif", "hif", "avif", "jxl", "jp2", "j2k", "jpx", "jxr", "psd");

    private static final Set<String> HEIF =
            Set.of("heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "mif2", "msf1");

    private final List<String> endings;

    ImageFormat(String... endings) {
        this.endings = List.of(endings);
    }

    /** Endings of files that are taken for images, for messages. */
    public static final String READABLE = "jpg, png, bmp, gif, tiff, webp, ppm, pgm, pbm";

    /** Whether the ending says that it is an image, be it one that can be decoded or not. */
    public static boolean isNamedAsImage(Path file) {
        String ending = ending(file);
        return UNREADABLE.contains(ending) || named(ending).isPresent();
    }

    /** The ending of a name, in lower case; empty if there is none. */
    public static String ending(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1);
    }

    static Optional<ImageFormat> named(String ending) {
        return Stream.of(values())
                .filter(format -> format.endings.contains(ending))
                .findFirst();
    }

    /**
     * The format of a file.
     *
     * @throws BrokenException if it is none of these, by its name where that can be told
     */
    static ImageFormat of(byte[] file) {
        if (file.length == 0) {
            throw new BrokenException("is empty. Fetch it again, or remove it");
        }
        if (begins(file, 0, 0xff, 0xd8)) {
            return JPEG;
        }
        if (begins(file, 0, 0x89, 'P', 'N', 'G')) {
            return PNG;
        }
        if (begins(file, 0, 'B', 'M')) {
            return BMP;
        }
        if (begins(file, 0, 'G', 'I', 'F', '8')) {
            return GIF;
        }
        if (begins(file, 0, 'I', 'I', 42, 0) || begins(file, 0, 'M', 'M', 0, 42)) {
            return TIFF;
        }
        if (begins(file, 0, 'R', 'I', 'F', 'F') && begins(file, 8, 'W', 'E', 'B', 'P')) {
            return WEBP;
        }
        if (file.length > 2 && file[0] == 'P' && file[1] >= '1' && file[1] <= '6' && Character.isWhitespace(file[2])) {
            return PNM;
        }
        throw new BrokenException(other(file));
    }

    private static String other(byte[] file) {
        if (begins(file, 4, 'f', 't', 'y', 'p')) {
            String brand = text(file, 8, 4);
            if (brand.startsWith("avi")) {
                return "is an AVIF image, which cannot be read here. Convert it to PNG or JPEG, such as by avifdec";
            }
            return HEIF.contains(brand)
                    ? "is a HEIC image, which cannot be read here. Convert it to PNG or JPEG, such as by heif-convert"
                    : "is a video or another kind of file (brand '%s'), not an image. Remove it".formatted(brand);
        }
        String start = text(file, 0, 200).stripLeading().toLowerCase(Locale.ROOT);
        if (start.startsWith("version https://git-lfs")) {
            return "is a pointer of Git LFS, not the image itself. Fetch the images by 'git lfs pull'";
        }
        if (start.startsWith("<svg") || start.startsWith("<?xml") && start.contains("<svg")) {
            return "is an SVG drawing. Convert it to PNG";
        }
        if (start.startsWith("<")) {
            return "is a page of a web server, not an image. Fetch it again, or remove it";
        }
        if (begins(file, 0, 0xff, 0x0a) || begins(file, 0, 0, 0, 0, 12, 'J', 'X', 'L')) {
            return "is a JPEG XL image, which cannot be read here. Convert it to PNG or JPEG, such as by djxl";
        }
        if (begins(file, 0, 0, 0, 0, 12, 'j', 'P') || begins(file, 0, 0xff, 0x4f, 0xff, 0x51)) {
            return "is a JPEG 2000 image, which cannot be read here. Convert it to PNG or JPEG, such as by opj_decompress";
        }
        if (begins(file, 0, '8', 'B', 'P', 'S')) {
            return "is a Photoshop file. Export it as PNG or JPEG";
        }
        if (begins(file, 0, 'I', 'I', 43, 0) || begins(file, 0, 'M', 'M', 0, 43)) {
            return "is a BigTIFF file, which cannot be read here. Convert it, such as by tiffcp";
        }
        return "is none of the image formats that can be read (JPEG, PNG, BMP, GIF, TIFF, WebP, PNM), whatever its ending says. Replace or remove it";
    }

    private static String text(byte[] file, int from, int length) {
        int end = Math.min(file.length, from + length);
        return from >= end ? "" : new String(file, from, end - from, StandardCharsets.ISO_8859_1);
    }

    static boolean begins(byte[] file, int at, int... expected) {
        if (at < 0 || file.length < at + expected.length) {
            return false;
        }
        for (int i = 0; i < expected.length; i++) {
            if ((file[at + i] & 0xff) != expected[i]) {
                return false;
            }
        }
        return true;
    }
}
