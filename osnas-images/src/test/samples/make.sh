#!/usr/bin/env bash
# Makes the image files that the tests of the decoder read, with the tools that people use, and files expected-*.txt.gz with
# the values that other decoders give (expected.py). The results are in the repository; CI does not run this.
# Debian 12: imagemagick libjpeg-turbo-progs netpbm webp libtiff-tools libimage-exiftool-perl gifsicle
#   libheif-examples libavif-bin icc-profiles-free python3-pil
set -euo pipefail
export PATH=/usr/bin:$PATH LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../resources/org/osnas/images/samples
rm -rf "$out" && mkdir -p "$out" && cd "$out"
work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT
src=$work/src.ppm
strip=(-strip -define png:exclude-chunks=date,time)

# 23 x 15 pixels, so that no block, byte or tile comes out even, and nothing is symmetric.
convert -size 23x15 gradient:'#f04020-#2060e0' -fill '#10c040' -draw 'rectangle 2,2 9,6' -fill white \
  -draw 'circle 16,9 19,11' -depth 8 "$src"
convert "$src" -colorspace Gray -depth 8 "$work/grey.pgm"
convert "$src" -alpha on -channel A -fx '(i+j)/36' +channel -depth 8 "$work/alpha.png"

# JPEG
cjpeg -quality 90 "$src" > jpeg-420.jpg
cjpeg -quality 90 -sample 1x1 "$src" > jpeg-444.jpg
cjpeg -quality 90 -sample 2x1 "$src" > jpeg-422.jpg
cjpeg -quality 90 -progressive "$src" > jpeg-progressive.jpg
cjpeg -quality 90 -restart 1 "$src" > jpeg-restart.jpg
cjpeg -quality 90 -sample 1x1 -restart 1B "$src" > jpeg-restarts.jpg
cjpeg -quality 90 -grayscale "$src" > jpeg-grey.jpg
cjpeg -quality 90 -rgb "$src" > jpeg-rgb.jpg
convert "$src" -colorspace CMYK -quality 95 "${strip[@]}" jpeg-ycck.jpg
/usr/bin/python3 -c "from PIL import Image; Image.open('$src').convert('CMYK').save('jpeg-cmyk.jpg', quality=95)"
cp jpeg-cmyk.jpg broken-cmyk-no-marker.jpg
exiftool -q -overwrite_original -Adobe:all= broken-cmyk-no-marker.jpg
for o in 1 2 3 4 5 6 7 8; do
  cp jpeg-444.jpg "jpeg-orientation-$o.jpg"
  exiftool -q -overwrite_original -n -Orientation=$o "jpeg-orientation-$o.jpg"
done
convert "$src" -quality 90 +profile '*' -profile /usr/share/color/icc/compatibleWithAdobeRGB1998.icc jpeg-adobe-rgb.jpg
cat jpeg-444.jpg <(printf 'MotionPhoto_Data\0\0ftypmp42 what a telephone appends') > jpeg-appended.jpg
head -c $(($(stat -c %s jpeg-420.jpg) / 2)) jpeg-420.jpg > broken-cut.jpg
head -c $(($(stat -c %s jpeg-progressive.jpg) * 3 / 4)) jpeg-progressive.jpg > broken-cut-progressive.jpg
head -c $(($(stat -c %s jpeg-420.jpg) - 2)) jpeg-420.jpg > broken-no-end.jpg
# The same, whose EXIF block points outside of itself.
/usr/bin/python3 -c "
b = open('jpeg-444.jpg', 'rb').read()
exif = b'Exif\0\0II*\0\xff\xff\xff\x7f\x01\0'
open('jpeg-damaged-exif.jpg', 'wb').write(b[:2] + b'\xff\xe1' + (len(exif) + 2).to_bytes(2, 'big') + exif + b[2:])"
# Ill-advised, but met: no orientation of those there are, no table of codes (as cameras stream), arithmetic codes.
cp jpeg-444.jpg jpeg-orientation-0.jpg
exiftool -q -overwrite_original -n -Orientation=0 jpeg-orientation-0.jpg
cjpeg -quality 90 -arithmetic "$src" > jpeg-arithmetic.jpg
/usr/bin/python3 -c "
b = open('jpeg-420.jpg', 'rb').read()
while b'\xff\xc4' in b:
    i = b.index(b'\xff\xc4'); b = b[:i] + b[i + 2 + int.from_bytes(b[i + 2:i + 4], 'big'):]
open('jpeg-no-tables.jpg', 'wb').write(b)
b = open('jpeg-420.jpg', 'rb').read()
# As in Microsoft's cats and dogs: bytes before the end that are no pixels. And pixels that are cut out of the middle.
open('jpeg-left-over.jpg', 'wb').write(b[:-2] + bytes(range(1, 100)) + b[-2:])
i = b.index(b'\xff\xda') + 14
open('broken-short.jpg', 'wb').write(b[:i + 100] + b[i + 200:])
open('broken-code.jpg', 'wb').write(b[:i + 100] + b'\xff\x00' * 4 + b[i + 108:])
b = open('jpeg-restarts.jpg', 'rb').read()
i = b.index(b'\xff\xd1'); j = b.index(b'\xff\xd2')
open('broken-restart.jpg', 'wb').write(b[:i] + b[j:])"

# PNG
convert "$src" "${strip[@]}" -define png:color-type=2 png-rgb8.png
convert "$src" "${strip[@]}" -depth 16 -evaluate add 0.3% -define png:color-type=2 -define png:bit-depth=16 png-rgb16.png
for bits in 1 2 4 8 16; do
  convert "$src" -colorspace Gray "${strip[@]}" -depth $bits -define png:color-type=0 -define png:bit-depth=$bits png-grey$bits.png
done
for bits in 1 2 4 8; do
  convert "$src" +dither -colors $((1 << bits)) "${strip[@]}" -define png:color-type=3 -define png:bit-depth=$bits png-palette$bits.png
done
convert "$work/alpha.png" "${strip[@]}" -define png:color-type=6 png-rgba8.png
convert "$work/alpha.png" "${strip[@]}" -depth 16 -define png:color-type=6 -define png:bit-depth=16 png-rgba16.png
convert "$work/alpha.png" -colorspace Gray "${strip[@]}" -define png:color-type=4 png-grey-alpha.png
convert "$work/alpha.png" "${strip[@]}" -interlace PNG -define png:color-type=6 png-interlaced.png
convert "$src" "${strip[@]}" -interlace PNG -define png:color-type=2 png-interlaced-rgb.png
/usr/bin/python3 "$here/png_transparency.py" "$src" "$work/grey.pgm"
# Gamma of a file, which old Macs wrote, and EXIF as ImageMagick 6 put it into text: both leave pixels as they are.
/usr/bin/python3 -c "
import struct, zlib
def chunk(n, d): return struct.pack('>I', len(d)) + n + d + struct.pack('>I', zlib.crc32(n + d))
b = open('png-rgb8.png', 'rb').read(); i = b.index(b'IDAT') - 4
open('png-gamma.png', 'wb').write(b[:i] + chunk(b'gAMA', struct.pack('>I', 100000)) + b[i:])"
convert -size 1x37 gradient: -depth 8 "${strip[@]}" png-1xN.png
convert -size 37x1 gradient:red-blue -depth 8 "${strip[@]}" png-Nx1.png
cp png-rgb8.png really-png.jpg
head -c $(($(stat -c %s png-rgb8.png) / 2)) png-rgb8.png > broken-cut.png
/usr/bin/python3 -c "
b = bytearray(open('png-rgb8.png', 'rb').read()); b[len(b) // 2] ^= 255
open('broken-damaged.png', 'wb').write(b)"
# 50,000 x 50,000 pixels in a header.
/usr/bin/python3 -c "
import struct, zlib
def chunk(n, d): return struct.pack('>I', len(d)) + n + d + struct.pack('>I', zlib.crc32(n + d))
open('broken-bomb.png', 'wb').write(b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', struct.pack('>IIBBBBB', 50000, 50000, 8, 2, 0, 0, 0))
  + chunk(b'IDAT', zlib.compress(bytes(1000))) + chunk(b'IEND', b''))"
/usr/bin/python3 -c "
b = bytearray(open('jpeg-420.jpg', 'rb').read()); i = b.index(b'\xff\xc0')
b[i + 5:i + 9] = (50000).to_bytes(2, 'big') * 2
open('broken-bomb.jpg', 'wb').write(b)"

# BMP
convert "$src" -type TrueColor BMP3:bmp-24.bmp
convert "$src" -alpha on BMP3:bmp-32.bmp
convert "$work/alpha.png" BMP:bmp-alpha.bmp
convert "$src" +dither -colors 200 -type Palette -compress None BMP3:bmp-8.bmp
convert "$src" +dither -colors 200 -type Palette -compress RLE BMP3:bmp-rle.bmp
convert "$src" +dither -colors 16 -type Palette -compress None BMP3:bmp-4.bmp
convert "$src" -monochrome BMP3:bmp-1.bmp
convert "$src" -define bmp:subtype=RGB565 bmp-565.bmp
convert "$src" -define bmp:subtype=RGB555 bmp-555.bmp
# The first row first, as video tools write; and the header of OS/2.
/usr/bin/python3 -c "
b = bytearray(open('bmp-24.bmp', 'rb').read()); h = int.from_bytes(b[22:26], 'little'); row = (23 * 3 + 3) // 4 * 4
p = int.from_bytes(b[10:14], 'little'); rows = [b[p + row * y:p + row * (y + 1)] for y in range(h)]
b[22:26] = (-h).to_bytes(4, 'little', signed=True)
open('bmp-top-down.bmp', 'wb').write(b[:p] + b''.join(reversed(rows)))"
convert "$src" +dither -colors 16 -type Palette BMP2:bmp-os2.bmp
head -c 500 bmp-24.bmp > broken-cut.bmp

# GIF
convert "$src" +dither -colors 64 gif-plain.gif
convert "$work/alpha.png" -channel A -threshold 50% +channel +dither -colors 64 gif-transparent.gif
convert -delay 10 "$src" \( "$src" -negate \) \( "$src" -flop \) +dither -colors 64 gif-animated.gif
gifsicle --crop 3,2+11x7 gif-plain.gif > "$work/part.gif"
gifsicle --logical-screen 23x15 --position 3,2 "$work/part.gif" > gif-offset.gif
convert "$src" -interlace GIF +dither -colors 64 gif-interlaced.gif
head -c $(($(stat -c %s gif-plain.gif) - 40)) gif-plain.gif > broken-cut.gif

# TIFF
convert "$src" -compress None tiff-rgb.tif
convert "$src" -depth 8 -compress LZW tiff-lzw.tif
convert "$src" -depth 8 -compress Zip tiff-zip.tif
convert "$src" -depth 8 -compress RLE tiff-packbits.tif
convert "$src" -depth 8 -compress JPEG -quality 95 tiff-jpeg.tif
convert "$src" -depth 16 -compress Zip tiff-rgb16.tif
convert "$work/alpha.png" -depth 16 -define tiff:alpha=unassociated -compress LZW tiff-alpha16.tif
convert "$src" -depth 16 -compress None tiff-rgb16-plain.tif
convert "$src" -depth 8 -interlace plane -compress None tiff-planes.tif
convert "$src" -colorspace Gray -depth 8 -compress LZW tiff-grey8.tif
convert "$src" -colorspace Gray -depth 16 -compress LZW tiff-grey16.tif
convert "$src" -colorspace Gray -depth 8 -compress None -define quantum:polarity=min-is-white tiff-min-is-white.tif
convert "$src" +dither -colors 200 -type Palette -depth 8 tiff-palette.tif
convert "$src" -monochrome -compress Group4 tiff-group4.tif
convert "$src" -monochrome -compress Fax tiff-group3.tif
convert "$work/alpha.png" -depth 8 -define tiff:alpha=unassociated -compress Zip tiff-alpha.tif
convert "$work/alpha.png" -depth 8 -define tiff:alpha=associated -compress Zip tiff-premultiplied.tif
convert "$src" -depth 8 -define tiff:tile-geometry=16x16 -compress Zip tiff-tiles.tif
convert "$src" -depth 8 -endian MSB -compress None tiff-big-endian.tif
convert "$src" \( "$src" -negate \) -depth 8 -compress Zip tiff-pages.tif
cp tiff-lzw.tif tiff-orientation-6.tif && tiffset -s 274 6 tiff-orientation-6.tif
convert "$src" -colorspace CMYK -depth 8 -compress None other-cmyk.tif
/usr/bin/python3 -c "from PIL import Image; Image.open('$work/grey.pgm').convert('F').save('other-float.tif')"
head -c 600 tiff-rgb.tif > broken-cut.tif

# WebP
convert "$src" "$work/src.png"
cwebp -quiet -q 90 "$work/src.png" -o webp-lossy.webp
cwebp -quiet -lossless "$work/src.png" -o webp-lossless.webp
cwebp -quiet -lossless -exact "$work/alpha.png" -o webp-alpha.webp
exiftool -q -n -Orientation=6 -o "$work/x.jpg" jpeg-444.jpg && exiftool -q -b -Exif "$work/x.jpg" > "$work/exif.bin"
webpmux -set exif "$work/exif.bin" webp-lossless.webp -o webp-orientation-6.webp 2> "$work/log"
gif2webp -quiet gif-animated.gif -o other-animated.webp
head -c $(($(stat -c %s webp-lossy.webp) / 2)) webp-lossy.webp > broken-cut.webp

# netpbm
cp "$src" pnm-p6.ppm
cp "$work/grey.pgm" pnm-p5.pgm
pamthreshold -simple -threshold=0.5 "$work/grey.pgm" | pamtopnm > pnm-p4.pbm
for f in p6.ppm p5.pgm p4.pbm; do pnmtoplainpnm "pnm-$f" > "pnm-plain-$f"; done
pamdepth 15 "$work/grey.pgm" > pnm-p5-15.pgm 2> "$work/log"
pamdepth 65535 "$src" > pnm-p6-65535.ppm 2> "$work/log"
pamdepth 1023 "$work/grey.pgm" > pnm-p5-1023.pgm 2> "$work/log"
pnmtoplainpnm pnm-p5-1023.pgm > pnm-plain-p5-1023.pgm
pnmtoplainpnm pnm-p5-15.pgm > pnm-plain-p5-15.pgm
head -c 300 pnm-p5.pgm > broken-cut.pgm

# What is named as an image, and cannot be read
heif-enc -q 50 "$work/src.png" -o other-heic.heic > "$work/log" 2>&1
avifenc -q 50 "$work/src.png" other-avif.avif > "$work/log" 2>&1 || avifenc --min 30 --max 40 "$work/src.png" other-avif.avif > "$work/log"
cp other-heic.heic other-heic-named.jpg
: > broken-empty.jpg
printf '<!DOCTYPE html><html><body>404 Not Found</body></html>\n' > other-page.jpg
printf 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 123\n' > other-lfs.png
printf 'just words' > other-text.png
convert "$src" other-psd.psd

/usr/bin/python3 "$here/damage.py" | gzip -9n > damaged.txt.gz
/usr/bin/python3 "$here/expected.py"
# 49 x 35 pixels, to be made smaller by 7.
convert "$src" -resize '49x35!' -depth 8 "${strip[@]}" -define png:color-type=2 size-49x35.png
/usr/bin/python3 "$here/resize.py" png-rgb8.png size-49x35.png
find . -size +9k
