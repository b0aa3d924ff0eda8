#!/usr/bin/env python3
"""Do two sentences of ECB+ report the same event? `score_pairs.py texts SHARED` writes the articles with their sentences for the
example `meanings`; `score_pairs.py score SHARED VECTORS` reads the vectors and prints, for the development pairs, the area
under the curve of their cosine, and F1 with the cosine that is best on the training pairs; below that, of all pairs of
development articles on one topic, the area for "the same event". Plain Python 3, no dependencies."""
import json
import pathlib
import sys

from ecbplus import sentences
from ranking import area, best, f1

def lines(path):
    with open(path, encoding="utf8") as file:
        return [json.loads(line) for line in file if line.strip()]


def dot(a, b):
    return sum(x * y for x, y in zip(a, b)) if a and b else 0.0


def mean(vectors):
    sums = [sum(values) for values in zip(*[vector for vector in vectors if vector])]
    length = sum(value * value for value in sums) ** .5
    return [value / length for value in sums]


folder = pathlib.Path(sys.argv[2]) / "data/claims"
rows = lines(folder / "ecbplus.jsonl")
plain = {row["id"]: row for row in lines(folder / "ecbplus_articles.jsonl")}
spans = {row["id"]: sentences(row, plain[row["id"]]["text"]) for row in rows}
if sys.argv[1] == "texts":
    for row in rows:
        marked = [spans[row["id"]][number] for number in sorted(spans[row["id"]])]
        print(json.dumps({"id": row["id"], "text": plain[row["id"]]["text"], "spans": marked}))
else:
    vectors = {row["id"]: dict(zip(sorted(spans[row["id"]]), row["vectors"])) for row in lines(sys.argv[3])}
    of = lambda key: vectors[key.rsplit(":", 1)[0]].get(int(key.rsplit(":", 1)[1]))
    scored = {"train": [], "dev": []}
    for pair in lines(folder / "ecb_sentence_pairs.jsonl"):
        scored[pair["split"]].append((dot(of(pair["a_id"]), of(pair["b_id"])), pair["same_event"]))
    least = best(scored["train"])
    print("pairs", len(scored["dev"]))
    print("pairs.auc", round(area(scored["dev"]), 4))
    print("pairs.f1", round(f1(scored["dev"], least), 4))
    print("pairs.threshold", round(least, 3))
    dev = [(row["topic"], plain[row["id"]]["event"], mean(vectors[row["id"]].values())) for row in rows if row["split"] == "dev"]
    articles = [(dot(a[2], b[2]), a[1] == b[1]) for i, a in enumerate(dev) for b in dev[:i] if a[0] == b[0]]
    print("articles.pairs", len(articles))
    print("articles.auc", round(area(articles), 4))
