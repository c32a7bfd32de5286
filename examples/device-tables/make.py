"""Writes tables of made-up costs in the forms that others publish, for the space in space.yaml, and what some of its
networks cost by them, added up here without OSNAS. The forms: once-for-all, ofa/nas/efficiency_predictor/
latency_lookup_table.py; nn-Meter, nn_meter/builder. Needs PyYAML."""
import itertools
import json

import yaml

CANDIDATES = [(3, 3), (5, 6), (7, 3)]  # kernel, expansion
# Input, output and stride of the choice layers.
LAYERS = [(112, 16, 56, 24, 2), (56, 24, 56, 24, 1), (56, 24, 28, 40, 2), (28, 40, 28, 40, 1)]
STEM = (112, 32, 112, 16, 1)


def shape(side, channels):
    return f"{side}x{side}x{channels}"


def cost(number):
    """Made up: no two are the same, and sums of them are exact."""
    return (64 + number * number) / 1024


class Table:
    def __init__(self):
        self.costs = {}

    def price(self, key):
        return self.costs.setdefault(key, cost(len(self.costs)))


def proxyless(layer, kernel, expand):
    side, channels, out, width, stride = layer
    skip = int(stride == 1 and channels == width)
    return (f"expanded_conv-input:{shape(side, channels)}-output:{shape(out, width)}"
            f"-expand:{expand}-kernel:{kernel}-stride:{stride}-idskip:{skip}")


def once_for_all(layer, kernel, expand):
    return proxyless(layer, kernel, expand * layer[1]) + "-se:0-hs:0"


def operators(name, last):
    table = Table()
    base = [f"Conv-input:224x224x3-output:{shape(112, 32)}", name(STEM, 3, 1),
            f"Conv_1-input:{shape(28, 40)}-output:{shape(28, 1280)}", *last]
    priced = sum(table.price(key) for key in base)
    blocks = [[table.price(name(layer, *candidate)) for candidate in CANDIDATES] for layer in LAYERS]
    return table.costs, priced, blocks


def kernels():
    table = Table()

    def block(layer, kernel, expand):
        side, channels, out, width, stride = layer
        mid = channels * expand
        parts = [] if expand == 1 else [("conv_bn_relu6", (("HW", side), ("CIN", channels), ("COUT", mid), ("KERNEL_SIZE", 1), ("STRIDES", 1)))]
        parts.append(("dwconv_bn_relu6", (("HW", side), ("CIN", mid), ("KERNEL_SIZE", kernel), ("STRIDES", stride))))
        parts.append(("conv_bn", (("HW", out), ("CIN", mid), ("COUT", width), ("KERNEL_SIZE", 1), ("STRIDES", 1))))
        if stride == 1 and channels == width:
            parts.append(("add", (("HW", out), ("CIN", width))))
        return sum(table.price(part) for part in parts)

    base = [("conv_bn_relu6", (("HW", 224), ("CIN", 3), ("COUT", 32), ("KERNEL_SIZE", 3), ("STRIDES", 2))),
            ("conv_bn_relu6", (("HW", 28), ("CIN", 40), ("COUT", 1280), ("KERNEL_SIZE", 1), ("STRIDES", 1))),
            ("global_avgpool", (("HW", 28), ("CIN", 1280))),
            ("fc", (("CIN", 1280), ("COUT", 1000)))]
    priced = sum(table.price(part) for part in base) + block(STEM, 3, 1)
    blocks = [[block(layer, *candidate) for candidate in CANDIDATES] for layer in LAYERS]
    return table.costs, priced, blocks


def networks(base, blocks):
    choices = [(0, 0, 0, 0), (2, 1, 0, 1), (2, 2, 2, 2)]
    return {",".join(map(str, c)): base + sum(blocks[l][i] for l, i in enumerate(c)) for c in choices}


expected = {}
for form, name, last in (
        ("proxylessnas", proxyless, ["Logits-input:28x28x1280-output:1000"]),
        ("once-for-all", once_for_all, ["AvgPool2D-input:28x28x1280-output:1x1x1280", "Logits-input:1x1x1280-output:1000"])):
    costs, base, blocks = operators(name, last)
    with open(form + ".yaml", "w") as out:
        yaml.dump({key: {"mean": mean, "std": mean / 64, "count": 50} for key, mean in costs.items()}, out)
    expected[form] = networks(base, blocks)

costs, base, blocks = kernels()
groups = {}
for number, ((kernel, config), latency) in enumerate(costs.items()):
    groups.setdefault(kernel, {})[f"id_{number}"] = {"config": dict(config), "latency": f"{latency!r} +- 0.01"}
with open("nn-meter.json", "w") as out:
    json.dump(groups, out, indent=1)
expected["nn-meter"] = networks(base, blocks)
with open("expected.json", "w") as out:
    json.dump(expected, out, indent=1)
