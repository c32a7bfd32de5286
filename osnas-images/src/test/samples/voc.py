# Annotations as Pascal VOC has them, written with lxml, as labelme's converter does, and read by torchvision.
import collections
from pathlib import Path
from xml.etree import ElementTree
import torch
from lxml.builder import E
from lxml import etree
from torchvision import ops
from torchvision.datasets import VOCDetection


def thing(name, xmin, ymin, xmax, ymax, *more):
    return E.object(E.name(name), *more, E.bndbox(E.xmin(xmin), E.ymin(ymin), E.xmax(xmax), E.ymax(ymax)),
                    E.part(E.name("head"), E.bndbox(E.xmin("1"), E.ymin("1"), E.xmax("2"), E.ymax("2"))))


def write(name, filename, *things, size=("60", "40"), encoding="UTF-8", mark=b""):
    sizes = [E.size(E.width(size[0]), E.height(size[1]), E.depth("3"))] if size else []
    tree = E.annotation(E.folder("x"), E.filename(filename), *sizes, E.segmented("0"), *things)
    text = etree.tostring(tree, pretty_print=True, xml_declaration=True, encoding=encoding)
    Path("Annotations", name + ".xml").write_bytes(mark + text)


Path("Annotations").mkdir()
red = ("red", "11", "9", "30", "24")
write("0", "0.png", thing(*red, E.difficult("0"), E.truncated("1")), thing("blue", "41", "21", "52", "32", E.difficult("1")))
write("1", "1.png", thing("red", "10.5", "8.25", "30.75", "24.5"), thing("red", "30", "24", "11", "9"))
write("2", "2.png", thing("red", "50", "30", "80", "90"), thing("red", "61", "41", "70", "50"), thing("blue", "0", "0", "5", "5"))
write("3", "3.png", thing(*red), size=None)
write("4", "4.png", thing(*red), size=("0", "0"), mark=b"\xef\xbb\xbf")
# A name without its ending, as converters of KITTI write; one of before the file was renamed; one of Windows.
write("5", "5", thing(*red), thing("grün", "1", "1", "60", "40"), encoding="ISO-8859-1")
write("6", "C:\\photos\\IMG_0001.png", thing(*red), thing(*red), thing("blue", "5", "5", "5", "5"))

rows = []
for file in sorted(Path("Annotations").iterdir()):
    read = VOCDetection.parse_voc_xml(ElementTree.parse(file).getroot())["annotation"]
    things = read["object"]
    boxes = torch.tensor([[float(t["bndbox"][k]) for k in ("xmin", "ymin", "xmax", "ymax")] for t in things],
                         dtype=torch.float64)
    # Corners in order; pixels count from 1, the last one is within; nothing beyond the edge, nothing of no area.
    boxes = torch.cat([torch.minimum(boxes[:, :2], boxes[:, 2:]) - 1, torch.maximum(boxes[:, :2], boxes[:, 2:])], 1)
    boxes = ops.clip_boxes_to_image(boxes, (40, 60))
    for i in ops.remove_small_boxes(boxes, 1e-6).tolist():
        kind = "IGNORED" if things[i].get("difficult") == "1" else "OBJECT"
        rows.append((file.stem + ".png", things[i]["name"], *boxes[i].tolist(), kind))
Path("expected.tsv").write_text("".join("\t".join(map(str, row)) + "\n" for row in collections.Counter(rows)))
