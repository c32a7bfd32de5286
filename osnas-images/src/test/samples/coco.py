# Instances as COCO has them, with masks encoded by pycocotools, which also reads them.
import json
from pathlib import Path
import numpy as np
from pycocotools import mask
from pycocotools.coco import COCO

BIG = 900719925474099300
images = [{"id": BIG + i, "file_name": f"{i}.png", "width": 60, "height": 40} for i in range(7)]
images[6]["file_name"] = "..\\images\\6.png"
images.append({"id": 5, "file_name": "7.png", "width": 60, "height": 40})
annotations = []


def add(image, category, bbox, **more):
    annotations.append({"id": len(annotations) + 1, "image_id": image, "category_id": category, "bbox": bbox,
                        "area": bbox[2] * bbox[3], "iscrowd": 0, **more})


pixels = np.zeros((40, 60), np.uint8, order="F")
pixels[8:24, 10:30] = 1
packed = mask.encode(pixels)
add(BIG, 90, mask.toBbox(packed).tolist(), area=int(mask.area(packed)), iscrowd=1,
    segmentation={"size": [40, 60], "counts": packed["counts"].decode()})
add(BIG, 1, [30.5, 10, 12, 16], segmentation=[[30.5, 10, 42.5, 10, 42.5, 26, 30.5, 26]])
flat = pixels.ravel(order="F")
runs = np.diff(np.flatnonzero(np.diff(flat, prepend=1 - flat[0], append=1 - flat[-1]))).tolist()
add(BIG + 1, 1, [10, 8, 20, 16], segmentation={"size": [40, 60], "counts": runs}, iscrowd=1)
add(BIG + 2, 1, [50, 30, 20, 20])
add(BIG + 2, 1, [5, 5, 0, 4])
add(BIG + 2, 90, [70, 5, 3, 4])
add(BIG + 3, 1, [10, 8, 20, 16])
add(BIG + 3, 1, [10, 8, 20, 16])
add(BIG + 6, 90, [1, 1, 3, 4])
add(77, 1, [1, 1, 3, 4])
json.dump({"info": {"year": 2020}, "licenses": [], "images": images, "annotations": annotations,
           "categories": [{"id": 90, "name": "toothbrush", "supercategory": "indoor"}, {"id": 1, "name": "person"}]},
          open("instances.json", "w"), indent=0)

coco = COCO("instances.json")
rows = []
for image in coco.loadImgs(coco.getImgIds()):
    for one in coco.loadAnns(coco.getAnnIds(imgIds=[image["id"]])):
        x, y, w, h = one["bbox"]
        if "segmentation" in one:
            # The box is that of the mask.
            whole = mask.toBbox(coco.annToRLE(one)).tolist()
            assert np.abs(np.array(whole) - one["bbox"]).max() <= 1, (whole, one)
        # What is in the image, by the mask of its rectangle.
        inside = [max(0, x), max(0, y), min(60, x + w), min(40, y + h)]
        if inside[2] <= inside[0] or inside[3] <= inside[1]:
            continue
        row = (Path(image["file_name"].replace("\\", "/")).name, coco.cats[one["category_id"]]["name"],
               *map(float, inside), "CROWD" if one["iscrowd"] else "OBJECT")
        if row not in rows:
            rows.append(row)
Path("expected.tsv").write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))
