# Pairs as LFW has them, written with Python's csv, and read by scikit-learn, whose loader of images says which it takes.
import csv
from pathlib import Path
import numpy as np
from sklearn.datasets import _lfw

PAIRS = [("Anna Maria", 1, 2), ("jean_luc_2", 1, 3), ("Zoe 9", 2, "jean_luc_2", 1), ("Anna Maria", 3, "Zoe 9", 1)]
with open("pairs.txt", "w", newline="") as file:
    csv.writer(file, delimiter="\t").writerows([(1, 2), *PAIRS])
taken = []


def load(paths, *_):
    taken.extend(paths)
    return np.zeros((len(paths), 1))


_lfw._load_imgs = load
_, same, _ = _lfw._fetch_lfw_pairs("pairs.txt", ".")
pairs = [(str(taken[2 * i]), str(taken[2 * i + 1]), int(s)) for i, s in enumerate(same)]
Path("expected.tsv").write_text("".join("\t".join(map(str, pair)) + "\n" for pair in pairs))
