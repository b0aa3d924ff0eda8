"""Writes the tagger as ONNX, in single precision or with static int8 weights and activations.

The graph is built here node by node: it takes one window (no batch, no padding, so a text's tags cannot depend on its
neighbours), and its matrix products have the form that the program's engine runs as one integer kernel: QuantizeLinear,
MatMulInteger, Cast, Mul by one scale a column, Add.
"""
import argparse
import math
import pathlib

import numpy as np
import onnx
import torch
from onnx import TensorProto, helper, numpy_helper

from model import HEADS, HIDDEN, LAYERS, PARTS, QUOTED, SHAPES, Tagger

LOUD = 32      # of 1,536 channels; with 8 the scores on PolNeAR dev are no better than with none (RESULTS.md)
WINDOW = 256   # positions kept
LIMIT = 80.    # of attention scores: e^80 times 256 is a number in single precision; on PolNeAR dev none is above 56


class Graph:
    def __init__(self):
        self.nodes, self.constants = [], []

    def constant(self, name, value):
        self.constants.append(numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, op, inputs, name, outputs=None, **attributes):
        outputs = outputs or [name]
        self.nodes.append(helper.make_node(op, inputs, outputs, name=name, **attributes))
        return outputs[0] if len(outputs) == 1 else outputs


def column_scales(weight, bits):
    """One scale a column (output), symmetric."""
    top = 2 ** (bits - 1) - 1
    scale = np.abs(weight).max(0) / top
    return np.clip(np.round(weight / scale), -top, top).astype(np.int8), scale.astype(np.float32)


def linear(g, x, name, weight, bias, ranges, bits):
    """weight: (in, out). With `ranges` in int8: the input's scale is fixed, and one a tensor."""
    bias = g.constant(f"{name}.bias", bias.astype(np.float32))
    if ranges is None:
        y = g.node("MatMul", [x, g.constant(f"{name}.weight", weight.astype(np.float32))], f"{name}.product")
        return g.node("Add", [y, bias], name)
    low, high = ranges[name]
    loud = []
    if name.endswith("down"):
        # A few channels between the two halves of a layer reach values far above all others, which would leave those few of the
        # 255 steps. They are multiplied in single precision.
        loud = np.sort(np.argsort(-np.maximum(-low, high), kind="stable")[:LOUD])
        apart = g.node("Gather", [x, g.constant(f"{name}.loud", loud.astype(np.int32))], f"{name}.apart", axis=1)
        apart = g.node("MatMul", [apart, g.constant(f"{name}.loud.weight", weight[loud].astype(np.float32))], f"{name}.loud.product")
        weight = weight.copy()
        weight[loud] = 0
        low, high = np.delete(low, loud), np.delete(high, loud)
    low, high = low.min(), high.max()
    scale = np.float32((high - low) / 255)
    zero = np.uint8(np.clip(round(-low / scale), 0, 255))
    quantised, scales = column_scales(weight, bits)
    a_scale, a_zero = g.constant(f"{name}.in_scale", scale), g.constant(f"{name}.in_zero", zero)
    q = g.node("QuantizeLinear", [x, a_scale, a_zero], f"{name}.in")
    w, w_zero = g.constant(f"{name}.weight", quantised), g.constant(f"{name}.zero", np.int8(0))
    y = g.node("MatMulInteger", [q, w, a_zero, w_zero], f"{name}.integer")
    y = g.node("Cast", [y], f"{name}.float", to=TensorProto.FLOAT)
    y = g.node("Mul", [y, g.constant(f"{name}.scale", scales * scale)], f"{name}.scaled")
    if len(loud):
        y = g.node("Add", [y, apart], f"{name}.whole")
    return g.node("Add", [y, bias], name)


def build(state, ranges, bits=8):
    w = {k: v.float().numpy() for k, v in state.items()}
    g = Graph()
    if ranges is None:
        x = g.node("Gather", [g.constant("words", w["word.weight"]), "pieces"], "word")
    else:
        table, scales = column_scales(w["word.weight"].T, 8)
        x = g.node("Gather", [g.constant("words", table.T), "pieces"], "word.integer")
        x = g.node("Cast", [x], "word.float", to=TensorProto.FLOAT)
        x = g.node("Mul", [x, g.node("Gather", [g.constant("word.scales", scales[:, None]), "pieces"], "word.scale")], "word")
    # What a word looks like and where it stands among quotation marks: one row for each pair.
    looks = (w["shape.weight"][:, None] + w["quoted.weight"][None]).reshape(SHAPES * QUOTED, HIDDEN)
    x = g.node("Add", [x, g.node("Gather", [g.constant("looks.table", looks), "looks"], "look")], "word.look")
    x = g.node("Add", [x, g.node("Gather", [g.constant("positions.table", w["position.weight"][:WINDOW]), "positions"], "position")], "embedded")

    def norm(x, name):
        return g.node("LayerNormalization", [x, g.constant(f"{name}.weight", w[f"{name}.weight"]), g.constant(f"{name}.bias", w[f"{name}.bias"])],
                      name, axis=-1, epsilon=1e-12)

    x = norm(x, "norm")
    width = HIDDEN // HEADS
    split, rows, whole = (g.constant(n, np.array(v, np.int64)) for n, v in
                          (("split", [HIDDEN] * 3), ("rows", [0, HEADS, width]), ("whole", [0, HIDDEN])))
    low, high, inner = (g.constant(n, v) for n, v in (("low", np.float32(-LIMIT)), ("high", np.float32(LIMIT)), ("inner", np.array([-1], np.int64))))
    for i in range(LAYERS):
        at = f"layers.{i}."
        weight, bias = w[f"{at}qkv.weight"].T.copy(), w[f"{at}qkv.bias"].copy()
        weight[:, :HIDDEN] /= math.sqrt(width); bias[:HIDDEN] /= math.sqrt(width)
        qkv = linear(g, x, f"{at}qkv", weight, bias, ranges, bits)
        parts = g.node("Split", [qkv, split], f"{at}split", [f"{at}q", f"{at}k", f"{at}v"], axis=-1)
        q, k, v = (g.node("Transpose", [g.node("Reshape", [p, rows], f"{p}.rows")], f"{p}.heads", perm=perm)
                   for p, perm in zip(parts, ([1, 0, 2], [1, 2, 0], [1, 0, 2])))
        # A softmax whose division comes last, over a few columns instead of all places, and which looks for no maximum: the
        # engine takes a third of the time for it. The limits keep the sum finite and above zero whatever the text.
        a = g.node("Clip", [g.node("MatMul", [q, k], f"{at}scores"), low, high], f"{at}limited")
        a = g.node("Exp", [a], f"{at}weights")
        a = g.node("Div", [g.node("MatMul", [a, v], f"{at}weighted"), g.node("ReduceSum", [a, inner], f"{at}sum", keepdims=1)], f"{at}mixed")
        a = g.node("Transpose", [a], f"{at}turned", perm=[1, 0, 2])
        a = g.node("Reshape", [a, whole], f"{at}joined")
        a = linear(g, a, f"{at}out", w[f"{at}out.weight"].T, w[f"{at}out.bias"], ranges, bits)
        x = norm(g.node("Add", [x, a], f"{at}sum1"), f"{at}norm1")
        f = linear(g, x, f"{at}up", w[f"{at}up.weight"].T, w[f"{at}up.bias"], ranges, bits)
        f = g.node("Gelu", [f], f"{at}gelu")
        f = linear(g, f, f"{at}down", w[f"{at}down.weight"].T, w[f"{at}down.bias"], ranges, bits)
        x = norm(g.node("Add", [x, f], f"{at}sum2"), f"{at}norm2")
    linear(g, x, "heads", w["heads.weight"].T, w["heads.bias"], ranges, bits)
    # The tags' transitions are weights too; the program reads them from the same file, as a second output.
    g.node("Identity", [g.constant("role.step", w["step"])], "step")

    of = lambda name, kind, shape: helper.make_tensor_value_info(name, kind, shape)
    graph = helper.make_graph(g.nodes, "headwater-tagger",
                              [of(n, TensorProto.INT32, ["n"]) for n in ("pieces", "looks", "positions")],
                              [of("heads", TensorProto.FLOAT, ["n", sum(PARTS.values())]), of("step", TensorProto.FLOAT, list(w["step"].shape))],
                              g.constants)
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], producer_name="headwater")
    made.ir_version = 9
    onnx.checker.check_model(made)
    return made


@torch.no_grad()
def measured_ranges(model, batches):
    """The lowest and highest value of every channel of every linear layer's input over real windows. Nothing is cut off: the few very large
    values that stand at separators carry the rest (RESULTS.md)."""
    found = {}

    def watch(name):
        def hook(_, inputs):
            values = inputs[0].flatten(0, -2).numpy()
            low, high = found.get(name, (0., 0.))
            found[name] = (np.minimum(low, values.min(0)), np.maximum(high, values.max(0)))
        return hook

    hooks = [m.register_forward_pre_hook(watch(n)) for n, m in model.named_modules() if isinstance(m, torch.nn.Linear)]
    model.eval()
    for b in batches:
        mask = torch.zeros(b["real"].shape).masked_fill(~b["real"], -1e4)[:, None, None, :]
        model.encode(b["ids"], b["shape"], b["quoted"], mask)
    for h in hooks:
        h.remove()
    return found


def main():
    from data import Labelled, Sample, attribution_texts, collate, read_pieces, windows
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--weights", type=pathlib.Path, required=True)
    p.add_argument("--shared", type=pathlib.Path)
    p.add_argument("--out", type=pathlib.Path, required=True)
    p.add_argument("--float", action="store_true")
    p.add_argument("--bits", type=int, default=8)
    a = p.parse_args()
    model = Tagger()
    model.load_state_dict(torch.load(a.weights))
    ranges = None
    if not a.float:
        repository = pathlib.Path(__file__).resolve().parent.parent
        texts = [g[0] for g in attribution_texts(a.shared, "train")[::10]]
        pieces = read_pieces(texts, repository)
        docs = [Labelled(t, pieces[t.text]) for t in texts]
        # One window at a time: padding must not be measured.
        samples = [Sample(d, *w) for d in docs for w in windows(d, 128)][::2]
        ranges = measured_ranges(model, [collate([s]) for s in samples])
    onnx.save(build(model.state_dict(), ranges, a.bits), a.out)
    print(a.out, a.out.stat().st_size)


if __name__ == "__main__":
    main()
