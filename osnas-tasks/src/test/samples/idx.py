# idx files of all types of numbers, and in the layouts of EMNIST and QMNIST. Values follow from the places, so that a
# test can say them: image i has at row y, column x the value 40 i + 8 y + x.
import numpy as np

CODES = {"ubyte": (8, ">u1"), "byte": (9, ">i1"), "short": (11, ">i2"), "int": (12, ">i4"), "float": (13, ">f4"),
         "double": (14, ">f8")}


def save(name, kind, array):
    code, dtype = CODES[kind]
    with open(name, "wb") as file:
        file.write(bytes([0, 0, code, array.ndim]))
        file.write(np.array(array.shape, ">i4").tobytes())
        file.write(array.astype(dtype).tobytes())


i, y, x = np.indices((3, 4, 5))
images = 40 * i + 8 * y + x
for kind in CODES:
    save(f"images-{kind}", kind, images)
    save(f"labels-{kind}", kind, np.array([0, 1, 2]))
save("images-fractions", "float", images / 255)
save("labels-negative", "int", np.array([0, -1, 2]))
save("labels-one-hot", "ubyte", np.eye(3))

# Small ones of three rows and five columns, of which tests make damaged ones: image i has at place j the value i + j, and
# the label i % 3.
for part, count in (("train", 7), ("t10k", 4)):
    i, j = np.indices((count, 15))
    save(f"small-{part}-images-idx3-ubyte", "ubyte", (i + j).reshape(count, 3, 5))
    save(f"small-{part}-labels-idx1-ubyte", "ubyte", np.arange(count) % 3)

# EMNIST: rows and columns exchanged, letters from 1.
for part in ("train", "test"):
    save(f"emnist-letters-{part}-images-idx3-ubyte", "ubyte", images.transpose(0, 2, 1))
    save(f"emnist-letters-{part}-labels-idx1-ubyte", "ubyte", np.array([1, 3, 2]))
with open("emnist-letters-mapping.txt", "w") as file:
    file.write("1 65 97\n2 66 98\n3 67 99\n")
# QMNIST: eight columns, of which the first is the class.
wide = np.array([[2, 0, 2610, 61, 7, 0, 0, 0], [0, 1, 300, 2, 9, 1, 0, 0], [1, 4, 2400, 3, 8, 2, 0, 0]])
for part in ("train", "test"):
    save(f"qmnist-{part}-images-idx3-ubyte", "ubyte", images)
    save(f"qmnist-{part}-labels-idx2-int", "int", wide)

# The data sets of EMNIST with all their classes, an image each, in the folder emnist: image i has at row y, column x the
# value i + 60 y + 20 x, stored with rows and columns exchanged, and shows the class 5 i modulo their number. Letters
# count from 1. Mapping files say the code of each class, and of letters the small one too.
DIGITS, CAPITALS, SMALL = range(48, 58), range(65, 91), range(97, 123)
MERGED = [*DIGITS, *CAPITALS, *map(ord, "abdefghnqrt")]
SETS = {"letters": [(c, c + 32) for c in CAPITALS], "balanced": [(c,) for c in MERGED], "bymerge": [(c,) for c in MERGED],
        "byclass": [(c,) for c in [*DIGITS, *CAPITALS, *SMALL]]}
for name, codes in SETS.items():
    i, y, x = np.indices((len(codes), 2, 3))
    base = 1 if name == "letters" else 0
    for part in ("train", "test"):
        save(f"emnist/emnist-{name}-{part}-images-idx3-ubyte", "ubyte", (i + 60 * y + 20 * x).transpose(0, 2, 1))
        save(f"emnist/emnist-{name}-{part}-labels-idx1-ubyte", "ubyte", base + 5 * np.arange(len(codes)) % len(codes))
    with open(f"emnist/emnist-{name}-mapping.txt", "w") as file:
        file.writelines(f"{base + k} {' '.join(map(str, code))}\n" for k, code in enumerate(codes))
