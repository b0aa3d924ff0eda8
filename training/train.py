"""Fine-tunes the tagger. `python train.py --help`; `make.sh` runs everything from data to the model file."""
import argparse
import json
import pathlib
import random
import subprocess
import sys
import time

import torch
from torch.nn import functional as F

from data import Labelled, NONE, Sample, attribution_texts, batches, collate, name_texts, read_pieces, windows
from decode import decode, spans, viterbi
from model import KINDS, PARTS, Tagger, crf_loss, link_scores

torch.set_flush_denormal(True)


def additive(real):
    return torch.zeros(real.shape, dtype=torch.bfloat16).masked_fill(~real, -1e4)[:, None, None, :]


def run(model, batch):
    """{part: scores (windows, places, width)}"""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = model.encode(batch["ids"], batch["shape"], batch["quoted"], additive(batch["real"]))
    return dict(zip(PARTS, out.split(list(PARTS.values()), dim=-1)))


def losses(model, out, batch):
    found = {}
    if (batch["role"] != NONE).any():
        found["role"] = crf_loss(out["role"], model.step, batch["role"], batch["real"])
        hide = torch.zeros(batch["real"].shape).masked_fill(~batch["real"], -1e4)[:, None, :]
        for key in ("cue", "source"):
            scores = link_scores(out[f"ask_{key}"], out[f"be_{key}"]) + hide
            if (batch[key] != NONE).any():
                found[key] = F.cross_entropy(scores.flatten(0, 1), batch[key].flatten(), ignore_index=NONE)
    if (batch["name"] != NONE).any():
        scores = out["mention"].clone()
        scores[..., -4:] = scores[..., -4:].masked_fill(~batch["other"][:, None, None], -1e4)
        found["name"] = F.cross_entropy(scores.flatten(0, 1), batch["name"].flatten(), ignore_index=NONE)
    return found


@torch.no_grad()
def predict(model, docs, longest):
    """For each document the tensors of its pieces, each from the window in which it is best placed, and the windows."""
    model.eval()
    samples = [Sample(doc, *w) for doc in docs for w in windows(doc, longest)]
    order = sorted(range(len(samples)), key=lambda i: len(samples[i].index))
    outs = [None] * len(samples)
    for at in range(0, len(order), 24):
        part = order[at:at + 24]
        out = run(model, collate([samples[i] for i in part]))
        for r, i in enumerate(part):
            outs[i] = {k: v[r, :len(samples[i].index)] for k, v in out.items()}
    return list(zip(samples, outs))


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--shared", type=pathlib.Path, required=True, help="folder with data/attribution and data/entities")
    p.add_argument("--encoder", type=pathlib.Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    p.add_argument("--start", type=pathlib.Path, help="weights of an earlier run to go on from")
    p.add_argument("--out", type=pathlib.Path, required=True)
    p.add_argument("--epochs", type=float, default=5)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--window", type=int, default=128)
    p.add_argument("--batch", type=int, default=3600, help="pieces")
    p.add_argument("--names", type=float, default=.5, help="share of the name collections seen in an epoch")
    p.add_argument("--average", type=float, default=.998, help="decay of the running average of the weights")
    p.add_argument("--crf-weight", type=float, default=1.0)
    p.add_argument("--dropout", type=float, default=.1)
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    repository = pathlib.Path(__file__).resolve().parent.parent
    a.out.mkdir(parents=True, exist_ok=True)

    articles, names = attribution_texts(a.shared, "train"), name_texts(a.shared, "train")
    dev, dev_names = attribution_texts(a.shared, "dev"), name_texts(a.shared, "dev")
    pieces = read_pieces([t for g in articles + dev for t in g] + names + dev_names, repository)
    label = lambda t: Labelled(t, pieces[t.text])
    articles = [[label(t) for t in g] for g in articles]
    dev = [label(g[0]) for g in dev]
    names, dev_names = [label(t) for t in names], [label(t) for t in dev_names]
    print(f"pieces: articles {sum(len(g[0].ids) for g in articles)}, names {sum(len(d.ids) for d in names)}, dev {sum(len(d.ids) for d in dev)}", flush=True)

    model = Tagger(a.dropout)
    model.load_encoder(a.encoder)
    if a.start:
        model.load_state_dict(torch.load(a.start))
    added = ("shape", "quoted", "heads", "step")
    groups = {"old": [], "new": []}
    for name, parameter in model.named_parameters():
        groups["new" if name.split(".")[0] in added else "old"].append(parameter)
    opt = torch.optim.AdamW([{"params": groups["old"], "lr": a.rate}, {"params": groups["new"], "lr": 10 * a.rate}],
                            weight_decay=.01, fused=True)

    def epoch():
        docs = [rng.choice(g) for g in articles]
        mixed = batches([Sample(d, *w) for d in docs for w in windows(d, a.window, rng)], a.batch, rng)
        some = rng.sample(names, int(len(names) * a.names))
        mixed += batches([Sample(d, *w) for d in some for w in windows(d, a.window, rng)], a.batch, rng)
        rng.shuffle(mixed)
        return mixed

    probe = len(epoch())
    rng.seed(a.seed)
    total = int(probe * a.epochs)
    rates = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1, (s + 1) / 60) * max(0, 1 - s / (total * 1.01)))
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    print("steps", total, flush=True)
    done, sums, counts, began = 0, {}, {}, time.time()
    while done < total:
        model.train()
        for samples in epoch():
            batch = collate(samples, rng)
            parts = losses(model, run(model, batch), batch)
            weight = {"role": a.crf_weight, "cue": .3, "source": .3, "name": .5}
            sum(weight[k] * v for k, v in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step(); rates.step(); opt.zero_grad()
            done += 1
            decay = min(a.average, done / (done + 20))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    mean[k].lerp_(v, 1 - decay)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0) + v.item(); counts[k] = counts.get(k, 0) + 1
            if done % 50 == 0:
                print(done, f"{(time.time() - began) / done:.2f} s/step", {k: round(sums[k] / counts[k], 3) for k in sums}, flush=True)
                sums, counts = {}, {}
            if done >= total:
                break
        kept = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        torch.save(mean, a.out / "tagger.pt")
        print(f"after {done} steps, {time.time() - began:.0f} s:", flush=True)
        report(model, dev, dev_names, a, final=done >= total)
        model.load_state_dict(kept)


def report(model, dev, dev_names, a, final):
    rows = [decode(model.step.detach(), doc, outs) for doc, outs in grouped(predict(model, dev, a.window))]
    path = a.out / "dev.jsonl"
    path.write_text("".join(json.dumps(r) + "\n" for r in rows))
    gold = a.shared / "data/attribution/polnear_dev.jsonl"
    said = subprocess.run([sys.executable, a.shared / "bench/score_attribution.py", gold, path, "--json"], capture_output=True, text=True)
    if said.returncode:
        print(said.stderr[-2000:], flush=True)
        return
    table = json.loads(said.stdout)
    print("  ", " ".join(f"{k} {table[k]['F1']:.3f}" for k in
          ("TOKEN content", "EXACT source", "EXACT cue", "EXACT content", "ATTRIBUTION", "CONTENT50", "KIND direct", "KIND indirect")),
          f"P {table['ATTRIBUTION']['P']:.3f} R {table['ATTRIBUTION']['R']:.3f}", flush=True)
    print("   names", name_score(model, dev_names, a), flush=True)


def grouped(predictions):
    by = {}
    for sample, out in predictions:
        by.setdefault(id(sample.doc), (sample.doc, []))[1].append((sample, out))
    return by.values()


def name_score(model, docs, a):
    """F1 of person, organisation and place, exact spans and kinds, on GUM's runs of proper nouns."""
    hit = said = there = 0
    step = torch.zeros(PARTS["mention"], PARTS["mention"])
    for doc, outs in grouped(predict(model, docs, a.window)):
        found = set()
        for sample, out in outs:
            for kind, x, y in spans(viterbi(out["mention"], step), sample):
                if kind < 3:
                    found.add((kind, doc.start[x], doc.end[y]))
        gold = {(KINDS.index(k), s, e) for s, e, k in doc.text.names if k != "other"}
        hit += len(found & gold); said += len(found); there += len(gold)
    return f"P {hit / max(1, said):.3f} R {hit / max(1, there):.3f} F1 {2 * hit / max(1, said + there):.3f}"


if __name__ == "__main__":
    main()
