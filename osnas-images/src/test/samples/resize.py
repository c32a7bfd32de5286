# What resizing gives, by the definition alone and in exact fractions, and by Pillow's BOX filter where sides divide.
# A line for each: file, fit, filter, width, height, bytes (red first); in resized-FILE-FILTER.txt.gz, so that none is large.
import gzip
import sys
from fractions import Fraction
from math import ceil, floor
from PIL import Image


def linear(length, new):
    for i in range(new):
        place = max(Fraction(0), min(Fraction(length - 1), (Fraction(2 * i + 1, 2) * length / new) - Fraction(1, 2)))
        left = min(floor(place), max(0, length - 2))
        share = place - left
        yield [(left, 1 - share)] + ([(left + 1, share)] if share else [])


def area(length, new):
    if new >= length:
        yield from linear(length, new)
        return
    for i in range(new):
        begin, end = Fraction(i * length, new), Fraction((i + 1) * length, new)
        yield [(k, (min(end, k + 1) - max(begin, k)) / (end - begin)) for k in range(floor(begin), ceil(end))]


def resize(pixels, width, height, new_width, new_height, weights):
    across, down = list(weights(width, new_width)), list(weights(height, new_height))
    return [[tuple(sum(wy * wx * pixels[y][x][c] for y, wy in rows for x, wx in columns) for c in range(3))
             for columns in across] for rows in down]


def rounded(rows):
    return [[tuple(floor(v + Fraction(1, 2)) for v in pixel) for pixel in row] for row in rows]


def placed(rows, width, height, empty):
    left, top = (width - len(rows[0])) // 2, (height - len(rows)) // 2
    return [[rows[y - top][x - left] if 0 <= y - top < len(rows) and 0 <= x - left < len(rows[0]) else empty
             for x in range(width)] for y in range(height)]


for name in sys.argv[1:]:
    lines = {"bilinear": [], "area": []}
    image = Image.open(name).convert("RGB")
    w, h = image.size
    pixels = [[image.getpixel((x, y)) for x in range(w)] for y in range(h)]
    for new_w, new_h in ((w // 7, h // 7), (10, 7), (5, 21), (40, 33), (12, 12)):
        if new_w < 1 or new_h < 1:
            continue
        for fit in ("stretch", "crop", "letterbox"):
            scale = {"stretch": None, "crop": max(Fraction(new_w, w), Fraction(new_h, h)),
                     "letterbox": min(Fraction(new_w, w), Fraction(new_h, h))}[fit]
            to = (new_w, new_h) if scale is None else tuple(max(1, floor(s * scale + Fraction(1, 2))) for s in (w, h))
            for filter, weights in (("bilinear", linear), ("area", area)):
                rows = placed(rounded(resize(pixels, w, h, *to, weights)), new_w, new_h, (0, 0, 0))
                values = bytes(v for row in rows for p in row for v in p)
                lines[filter].append("\t".join([name, fit, filter, str(new_w), str(new_h), values.hex()]))
        if w % new_w == 0 and h % new_h == 0:
            box = image.resize((new_w, new_h), Image.BOX)
            lines["area"].append("\t".join([name, "stretch", "pillow-box", str(new_w), str(new_h), box.tobytes().hex()]))
    for filter, of_filter in lines.items():
        with open(f"resized-{name[:-4]}-{filter}.txt.gz", "wb") as file:
            file.write(gzip.compress(("\n".join(of_filter) + "\n").encode(), 9, mtime=0))
