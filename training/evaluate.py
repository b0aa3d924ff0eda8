"""Scores an exported model on PolNeAR dev, through onnxruntime: what did int8 cost? The program's own figures come from
`tools/measure.sh`; int8 differs a little from engine to engine."""
import argparse
import json
import pathlib
import subprocess
import sys

import numpy as np
import onnxruntime
import torch

from data import Labelled, Sample, attribution_texts, collate, read_pieces, windows
from decode import decode
from model import PARTS, QUOTED


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("model", type=pathlib.Path, nargs="+")
    p.add_argument("--shared", type=pathlib.Path, required=True)
    a = p.parse_args()
    repository = pathlib.Path(__file__).resolve().parent.parent
    texts = [g[0] for g in attribution_texts(a.shared, "dev")]
    pieces = read_pieces(texts, repository)
    docs = [Labelled(t, pieces[t.text]) for t in texts]
    for path in a.model:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        session = onnxruntime.InferenceSession(path, options)
        rows, step = [], None
        for doc in docs:
            outs = []
            for w in windows(doc, 128):
                sample = Sample(doc, *w)
                b = collate([sample])
                feed = {"pieces": b["ids"][0], "looks": b["shape"][0] * QUOTED + b["quoted"][0], "positions": torch.arange(len(sample.index))}
                heads, step = session.run(["heads", "step"], {k: v.numpy().astype(np.int32) for k, v in feed.items()})
                outs.append((sample, dict(zip(PARTS, torch.tensor(heads).split(list(PARTS.values()), dim=-1)))))
            rows.append(decode(torch.tensor(step), doc, outs))
        out = path.with_suffix(".dev.jsonl")
        out.write_text("".join(json.dumps(r) + "\n" for r in rows))
        said = subprocess.run([sys.executable, a.shared / "bench/score_attribution.py", a.shared / "data/attribution/polnear_dev.jsonl", out, "--json"],
                              capture_output=True, text=True, check=True)
        table = json.loads(said.stdout)
        print(path.name, " ".join(f"{k} {table[k]['F1']:.4f}" for k in
              ("TOKEN content", "EXACT source", "EXACT cue", "EXACT content", "ATTRIBUTION", "CONTENT50", "KIND direct", "KIND indirect")), flush=True)


if __name__ == "__main__":
    main()
