#!/usr/bin/env bash
# Makes the small data sets of detection and verification that tests read, and expected.tsv beside each with what other
# tools read in them: torchvision (VOC and YOLO), pycocotools (COCO), scikit-learn (pairs of LFW). The results are in the
# repository; CI does not run this.
# Debian 12: imagemagick python3-lxml python3-torchvision python3-sklearn; and pycocotools 2.0.11 of PyPI, if Debian's
# Python has it not: PYTHON=venv/bin/python of one made with --system-site-packages.
set -euo pipefail
export PATH=/usr/bin:$PATH LC_ALL=C.UTF-8
here=$(cd "$(dirname "$0")" && pwd)
out=$here/../resources/org/osnas/images/sets
python=${PYTHON:-/usr/bin/python3}
rm -rf "$out" && mkdir -p "$out"
for set in voc:JPEGImages coco:images yolo:train/images; do
  folder=$out/${set%%:*}/${set##*:}
  mkdir -p "$folder"
  for i in 0 1 2 3 4 5 6 7; do
    convert -size 60x40 "xc:hsl($((40 * i)),50%,50%)" -fill red -draw 'rectangle 10,8 29,23' -strip \
      -define png:exclude-chunks=date,time "$folder/$i.png"
  done
done
mkdir -p "$out/yolo/valid/images" && mv "$out"/yolo/train/images/[67].png "$out/yolo/valid/images"
for name in 'Anna Maria' jean_luc_2 'Zoe 9' Bob; do
  mkdir -p "$out/lfw/$name"
  for i in 1 2 3; do
    n=$(printf '%s/lfw/%s/%s_%04d.jpg' "$out" "$name" "$name" $i)
    convert -size 8x8 "xc:gray($((20 * i))%)" -quality 90 -strip "$n"
  done
done
for kind in voc coco yolo lfw; do
  (cd "$out/$kind" && "$python" "$here/$kind.py")
done
echo "* -text" > "$out/.gitattributes"
find "$out" -size +9k
