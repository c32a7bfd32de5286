# Single bits of JPEG files that are turned over behind their headers, and whether libjpeg (djpeg) then warns: a line for
# each with the file, the byte, the bit and "warns" or "silent". The places are spread evenly.
import subprocess
import sys
import tempfile

FILES = ["jpeg-420.jpg", "jpeg-444.jpg", "jpeg-422.jpg", "jpeg-progressive.jpg", "jpeg-restarts.jpg", "jpeg-grey.jpg",
         "jpeg-rgb.jpg", "jpeg-ycck.jpg"]
EACH = 40

for name in FILES:
    whole = open(name, "rb").read()
    begin = whole.index(b"\xff\xda") + 14
    for i in range(EACH):
        place = begin + (len(whole) - 2 - begin) * i // EACH
        changed = bytearray(whole)
        changed[place] ^= 1 << i % 8
        with tempfile.NamedTemporaryFile() as file:
            file.write(changed)
            file.flush()
            run = subprocess.run(["djpeg", "-outfile", "/dev/null", file.name], capture_output=True, text=True)
        if run.stderr and "Corrupt JPEG data" not in run.stderr:
            # A header between scans, which is no part of the pixels and which decoders refuse.
            continue
        print(name, place, i % 8, "warns" if run.stderr else "silent", sep="\t")
