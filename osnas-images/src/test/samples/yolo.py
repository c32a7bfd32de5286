# Labels as YOLO has them, in the folders of Roboflow's exports: shares by torchvision from boxes, and back.
from pathlib import Path
import torch
from torchvision import ops

SIZE = torch.tensor([60, 40, 60, 40], dtype=torch.float64)
BOXES = {0: [(1, [10, 8, 30, 24]), (0, [40, 20, 52, 32])], 1: [(1, [0, 0, 60, 40])], 2: [(0, [50, 30, 70, 50])],
         3: [(1, [10, 8, 30, 24]), (1, [10, 8, 30, 24]), (0, [20, 10, 20, 20]), (0, [90, 10, 96, 20])], 4: [],
         6: [(0, [59, 39, 60, 40])], 7: [(1, [10.5, 8.25, 30.75, 24.5])]}
NAMES = ["blue", "red"]

Path("classes.txt").write_text("\r\n".join(NAMES) + "\r\n", encoding="utf-16")
rows = []
for image, boxes in BOXES.items():
    part = "train" if image < 6 else "valid"
    folder = Path(part, "labels")
    folder.mkdir(exist_ok=True)
    corners = torch.tensor([box for _, box in boxes], dtype=torch.float64).reshape(-1, 4)
    shares = ops.box_convert(corners / SIZE, "xyxy", "cxcywh")
    text = "".join(" ".join([str(boxes[i][0]), *(f"{v:.17g}" for v in shares[i].tolist())]) + "\r\n" for i in range(len(boxes)))
    (folder / f"{image}.txt").write_text(text, newline="")
    read = torch.tensor([[float(w) for w in line.split()[1:]] for line in text.splitlines()], dtype=torch.float64)
    back = ops.clip_boxes_to_image(ops.box_convert(read.reshape(-1, 4), "cxcywh", "xyxy"), (1, 1))
    for i in ops.remove_small_boxes(back, 1e-6).tolist():
        row = (f"{image}.png", NAMES[boxes[i][0]], *back[i].tolist(), "OBJECT")
        if row not in rows:
            rows.append(row)
Path("train/labels/gone.txt").write_text("0 0.5 0.5 0.1 0.1\n")
Path("expected.tsv").write_text("".join("\t".join(map(str, row)) + "\n" for row in rows))
