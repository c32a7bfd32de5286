# The right values of the samples, by other decoders: Pillow, and ImageMagick for 16 bits and what Pillow cannot read.
# A line for each file: name, tool, width, height, channels, and the bytes, red first, on white, upright; in one file for
# each kind, expected-KIND.txt.gz, so that none is large.
import gzip
import subprocess
import sys
from pathlib import Path
from PIL import Image, ImageOps

MAGICK = ("rgb16", "rgba16", "grey16", "65535", "1023", "p5-15", "bmp-555", "bmp-565", "bmp-rle", "bmp-32", "bmp-alpha",
          "tiff-premultiplied", "tiff-min-is-white", "tiff-planes", "tiff-group3", "tiff-jpeg", "tiff-orientation", "gif-offset")


def pillow(path):
    image = Image.open(path)
    image.seek(0) if hasattr(image, "seek") else None
    image = ImageOps.exif_transpose(image)
    grey = image.mode in ("1", "L") and "transparency" not in image.info or image.mode in ("LA",) \
        or image.mode == "L"
    if image.mode in ("LA", "PA", "RGBA", "P") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGBA", image.size, (255, 255, 255, 255))
        image = Image.alpha_composite(white, image)
    image = image.convert("L" if grey else "RGB")
    return image.size, 1 if grey else 3, image.tobytes()


def magick(path):
    flat = ["-background", "white"] + (["-flatten"] if path.startswith("gif") else ["-alpha", "remove"])
    size = subprocess.run(["convert", path + "[0]", "-auto-orient", *flat, "-format", "%w %h %[colorspace]", "info:"],
                          check=True, capture_output=True, text=True).stdout.split()
    grey = size[2] == "Gray"
    raw = subprocess.run(["convert", path + "[0]", "-auto-orient", *flat, "-depth", "8",
                          "gray:-" if grey else "rgb:-"], check=True, capture_output=True).stdout
    return (int(size[0]), int(size[1])), 1 if grey else 3, raw


def kind(name):
    return "jpeg-turned" if name.startswith("jpeg-orientation") else "png" if name == "really-png.jpg" \
        else name.split("-")[0]


lines = {}
for path in sorted(p.name for p in Path(".").iterdir()):
    if path.startswith(("broken", "other")) or path.endswith(".gz"):
        continue
    tool = magick if any(part in path for part in MAGICK) else pillow
    (width, height), channels, data = tool(path)
    if len(data) != width * height * channels:
        sys.exit(f"{path}: {len(data)} bytes of {width} x {height} x {channels}")
    lines.setdefault(kind(path), []).append("\t".join(
        [path, tool.__name__, str(width), str(height), str(channels), data.hex()]))
for name, of_kind in lines.items():
    with open(f"expected-{name}.txt.gz", "wb") as file:
        file.write(gzip.compress(("\n".join(of_kind) + "\n").encode(), 9, mtime=0))
