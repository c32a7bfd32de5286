# PNG files that have one transparent colour, which ImageMagick does not write: with Pillow.
import sys
from PIL import Image

rgb = Image.open(sys.argv[1])
grey = Image.open(sys.argv[2])
rgb.save("png-rgb-key.png", transparency=rgb.getpixel((16, 9)))
grey.save("png-grey-key.png", transparency=grey.getpixel((16, 9)))
palette = rgb.quantize(16, dither=0)
palette.save("png-palette-alpha.png", transparency=bytes(range(0, 256, 17)))
palette.save("png-palette-key.png", transparency=palette.getpixel((16, 9)))
