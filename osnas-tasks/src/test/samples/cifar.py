# The folders that CIFAR's archives hold, with few images: image i of a file has in plane c, row y, column x the value
# (i + 50 c + y + x) % 251.
import pickle
import numpy as np

c, y, x = np.indices((3, 32, 32))


def records(labels):
    return b"".join(bytes(label) + ((i + 50 * c + y + x) % 251).astype(np.uint8).tobytes()
                    for i, label in enumerate(labels))


names = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"]
for b in range(5):
    labels = [(2 * b,), (2 * b + 1,)]
    open(f"cifar-10-batches-bin/data_batch_{b + 1}.bin", "wb").write(records(labels))
    pickle.dump({b"labels": labels}, open(f"cifar-10-batches-py/data_batch_{b + 1}", "wb"))
open("cifar-10-batches-bin/test_batch.bin", "wb").write(records([(3,), (9,)]))
open("cifar-10-batches-bin/batches.meta.txt", "w").write("\n".join(names) + "\n\n")
open("cifar-10-batches-bin/readme.html", "w").write("<html></html>\n")
open("cifar-100-binary/train.bin", "wb").write(records([(f // 5, f) for f in range(100)]))
open("cifar-100-binary/test.bin", "wb").write(records([(2, 11), (0, 4)]))
open("cifar-100-binary/fine_label_names.txt", "w").write("".join(f"fine{i}\n" for i in range(100)))
open("cifar-100-binary/coarse_label_names.txt", "w").write("".join(f"coarse{i}\n" for i in range(20)))
