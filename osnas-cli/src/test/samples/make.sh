#!/usr/bin/env bash
# Makes pictures of one colour each, with ImageMagick. The results are in the repository; CI does not run this.
set -euo pipefail
export PATH=/usr/bin:$PATH
cd "$(dirname "$0")/../resources/org/osnas/cli/colours"
for colour in red lime blue; do
  convert -size 12x12 xc:$colour -strip -define png:exclude-chunks=date,time -define png:color-type=2 $colour.png
  convert -size 30x20 xc:$colour -strip -quality 95 $colour.jpg
done
