"""Fine-tunes the tagger. `python train.py --help`; `make.sh` runs everything from data to the model file."""
import argparse
import json
import pathlib
import pickle
import random
import subprocess
import sys
import time

import torch
from torch.nn import functional as F

from data import Labelled, NONE, Sample, attribution_texts, batches, collate, lines, name_texts, read_pieces, windows
from decode import decode, spans, viterbi
from meaning import Likeness, event_texts, meaning_losses, places, pooled, teach
from model import KINDS, PARTS, Tagger, crf_loss, link_scores
from ranking import area, best, f1   # meaning.py has put tools/ on the path

torch.set_flush_denormal(True)


def additive(real):
    return torch.zeros(real.shape, dtype=torch.bfloat16, device=real.device).masked_fill(~real, -1e4)[:, None, None, :]


def run(model, batch):
    """{part: scores (windows, places, width)}"""
    with torch.autocast(batch["ids"].device.type, dtype=torch.bfloat16):
        out = model.encode(batch["ids"], batch["shape"], batch["quoted"], additive(batch["real"]))
    return dict(zip(PARTS, out.split(list(PARTS.values()), dim=-1)))


def losses(model, out, batch):
    found = {}
    if (batch["role"] != NONE).any():
        found["role"] = crf_loss(out["role"], model.step, batch["role"], batch["real"])
        hide = torch.zeros(batch["real"].shape, device=batch["real"].device).masked_fill(~batch["real"], -1e4)[:, None, :]
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
def predict(model, docs, longest, device):
    """For each document the tensors of its pieces, each from the window in which it is best placed, and the windows."""
    model.eval()
    samples = [Sample(doc, *w) for doc in docs for w in windows(doc, longest)]
    order = sorted(range(len(samples)), key=lambda i: len(samples[i].index))
    outs = [None] * len(samples)
    for at in range(0, len(order), 24):
        part = order[at:at + 24]
        out = {k: v.cpu() for k, v in run(model, moved(collate([samples[i] for i in part]), device)).items()}
        for r, i in enumerate(part):
            outs[i] = {k: v[r, :len(samples[i].index)] for k, v in out.items()}
    return list(zip(samples, outs))


def moved(batch, device):
    return {k: v.to(device, non_blocking=True) for k, v in batch.items()}


def prepare(shared, encoder):
    """Everything that training reads, labelled."""
    repository = pathlib.Path(__file__).resolve().parent.parent
    texts = {
        "articles": attribution_texts(shared, "train"), "dev": [g[:1] for g in attribution_texts(shared, "dev")],
        "names": [[t] for t in name_texts(shared, "train")], "dev_names": [[t] for t in name_texts(shared, "dev")],
        "events": [[t] for t in event_texts(shared, "train")], "dev_events": [[t] for t in event_texts(shared, "dev")],
    }
    pieces = read_pieces([t for groups in texts.values() for g in groups for t in g], repository)
    docs = {k: [[Labelled(t, pieces[t.text]) for t in g] for g in groups] for k, groups in texts.items()}
    # Names of the collections stand in sentences without a text around them, and say little of what texts mean.
    taught = {k: [g[0] for g in docs[k]] for k in ("articles", "events", "dev_events")}
    vectors = teach([d for some in taught.values() for d in some], encoder)
    vectors = {k: [vectors[id(d)] for d in some] for k, some in taught.items()}
    return docs, vectors


class Batches(torch.utils.data.Dataset):
    """One epoch: lists of samples, collated by other processes where there are any to spare."""

    def __init__(self, lists, seed):
        self.lists, self.seed = lists, seed

    def __len__(self):
        return len(self.lists)

    def __getitem__(self, i):
        return i, collate(self.lists[i], random.Random(self.seed + i))


def event_batches(docs, longest, articles, rng):
    """Windows of several articles on one topic, with a few on another, so that events are told apart within a topic."""
    by = {}
    for doc in docs:
        by.setdefault(doc.text.topic, []).append(doc)
    topics = sorted(by)
    out = []
    for _ in range(len(docs) // articles):
        topic, other = rng.sample(topics, 2)
        some = rng.sample(by[topic], min(articles * 3 // 4, len(by[topic])))
        some += rng.sample(by[other], min(articles - len(some), len(by[other])))
        out.append([Sample(d, *w) for d in some for w in windows(d, longest, rng)])
    return out


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--shared", type=pathlib.Path, required=True, help="folder with data/attribution, data/entities and data/claims")
    p.add_argument("--encoder", type=pathlib.Path, required=True, help="model.safetensors of all-MiniLM-L6-v2")
    p.add_argument("--prepared", type=pathlib.Path, help="file to keep what was read in; used if it exists, on a machine without cargo too")
    p.add_argument("--device", default="cpu")
    p.add_argument("--workers", type=int, default=0, help="processes that prepare batches")
    p.add_argument("--start", type=pathlib.Path, help="weights of an earlier run to go on from")
    p.add_argument("--out", type=pathlib.Path, required=True)
    p.add_argument("--epochs", type=float, default=5)
    p.add_argument("--rate", type=float, default=1e-4)
    p.add_argument("--window", type=int, default=128)
    p.add_argument("--batch", type=int, default=3600, help="pieces")
    p.add_argument("--names", type=float, default=.5, help="share of the name collections seen in an epoch")
    p.add_argument("--average", type=float, default=.998, help="decay of the running average of the weights")
    p.add_argument("--crf-weight", type=float, default=1.0)
    p.add_argument("--meaning", type=float, default=1.0, help="weight of the losses of meaning")
    p.add_argument("--dropout", type=float, default=.1)
    p.add_argument("--every", type=int, default=1, help="epochs between measurements on development data")
    p.add_argument("--seed", type=int, default=1)
    a = p.parse_args()
    torch.manual_seed(a.seed)
    rng = random.Random(a.seed)
    a.out.mkdir(parents=True, exist_ok=True)

    if a.prepared and a.prepared.exists():
        docs, vectors = pickle.loads(a.prepared.read_bytes())
    else:
        docs, vectors = prepare(a.shared, a.encoder)
        if a.prepared:
            a.prepared.write_bytes(pickle.dumps((docs, vectors)))
    taught = {id(g[0]): s for k, some in vectors.items() for g, s in zip(docs[k], some)}
    firsts = {k: [g[0] for g in groups] for k, groups in docs.items()}
    print("pieces", {k: sum(len(d.ids) for d in some) for k, some in firsts.items()}, flush=True)

    model, likeness = Tagger(a.dropout), Likeness()
    model.load_encoder(a.encoder)
    if a.start:
        model.load_state_dict(torch.load(a.start))
    model.to(a.device); likeness.to(a.device)
    added = ("shape", "quoted", "heads", "step")
    groups = {"old": [], "new": list(likeness.parameters())}
    for name, parameter in model.named_parameters():
        groups["new" if name.split(".")[0] in added else "old"].append(parameter)
    opt = torch.optim.AdamW([{"params": groups["old"], "lr": a.rate}, {"params": groups["new"], "lr": 10 * a.rate}],
                            weight_decay=.01, fused=True)

    def epoch():
        some = [rng.choice(g) for g in docs["articles"]]
        mixed = batches([Sample(d, *w) for d in some for w in windows(d, a.window, rng)], a.batch, rng)
        some = rng.sample(firsts["names"], int(len(firsts["names"]) * a.names))
        mixed += batches([Sample(d, *w) for d in some for w in windows(d, a.window, rng)], a.batch, rng)
        if a.meaning:
            mixed += event_batches(firsts["events"], a.window, 8, rng)
        rng.shuffle(mixed)
        return Batches(mixed, rng.randrange(1 << 30))

    probe = len(epoch())
    rng.seed(a.seed)
    total = int(probe * a.epochs)
    rates = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min(1, (s + 1) / 60) * max(0, 1 - s / (total * 1.01)))
    mean = {k: v.clone() for k, v in model.state_dict().items()}
    weight = {"role": a.crf_weight, "cue": .3, "source": .3, "name": .5, "copy": 10 * a.meaning, "event": .2 * a.meaning, "article": .1 * a.meaning}
    print("steps", total, flush=True)
    done, passed, sums, counts, began = 0, 0, {}, {}, time.time()
    while done < total:
        model.train()
        passed += 1
        made = epoch()
        for i, batch in torch.utils.data.DataLoader(made, batch_size=None, num_workers=a.workers):
            batch = moved(batch, a.device)
            out = run(model, batch)
            parts = losses(model, out, batch)
            samples = made.lists[i]
            if a.meaning:
                parts |= meaning_losses(out["meaning"], samples, places(samples, taught), taught, likeness)
            sum(weight[k] * v for k, v in parts.items()).backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step(); rates.step(); opt.zero_grad()
            done += 1
            decay = min(a.average, done / (done + 20))
            with torch.no_grad():
                for k, v in model.state_dict().items():
                    mean[k].lerp_(v, 1 - decay)
            for k, v in parts.items():
                sums[k] = sums.get(k, 0) + v.detach(); counts[k] = counts.get(k, 0) + 1
            if done % 50 == 0:
                print(done, f"{(time.time() - began) / done:.2f} s/step", {k: round(float(sums[k]) / counts[k], 4) for k in sums}, flush=True)
                sums, counts = {}, {}
            if done >= total:
                break
        kept = {k: v.clone() for k, v in model.state_dict().items()}
        model.load_state_dict(mean)
        torch.save({k: v.cpu() for k, v in mean.items()}, a.out / "tagger.pt")
        if done >= total or passed % a.every == 0:
            print(f"after {done} steps, {time.time() - began:.0f} s:", flush=True)
            report(model, firsts, taught, a)
        model.load_state_dict(kept)


def report(model, firsts, taught, a):
    rows = [decode(model.step.detach().cpu(), doc, outs) for doc, outs in grouped(predict(model, firsts["dev"], a.window, a.device))]
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
    print("   names", name_score(model, firsts["dev_names"], a), flush=True)
    if a.meaning:
        print("   pairs", pair_score(model, firsts, taught, a), flush=True)


def grouped(predictions):
    by = {}
    for sample, out in predictions:
        by.setdefault(id(sample.doc), (sample.doc, []))[1].append((sample, out))
    return by.values()


def name_score(model, docs, a):
    """F1 of person, organisation and place, exact spans and kinds, on GUM's runs of proper nouns."""
    hit = said = there = 0
    step = torch.zeros(PARTS["mention"], PARTS["mention"])
    for doc, outs in grouped(predict(model, docs, a.window, a.device)):
        found = set()
        for sample, out in outs:
            for kind, x, y in spans(viterbi(out["mention"], step), sample):
                if kind < 3:
                    found.add((kind, doc.start[x], doc.end[y]))
        gold = {(KINDS.index(k), s, e) for s, e, k in doc.text.names if k != "other"}
        hit += len(found & gold); said += len(found); there += len(gold)
    return f"P {hit / max(1, said):.3f} R {hit / max(1, there):.3f} F1 {2 * hit / max(1, said + there):.3f}"


def pair_score(model, firsts, taught, a):
    """Do two sentences of ECB+ report the same event? Area under the curve of their cosine on the development pairs, and F1
    with the threshold that is best on the training pairs."""
    unit = {}
    for doc, outs in grouped(predict(model, firsts["events"] + firsts["dev_events"], a.window, a.device)):
        for sample, out in outs:
            for *place, _, k in places([sample], taught):
                key = f"{doc.text.key.split(':', 1)[1]}:{taught[id(doc)].events[k][0]}"
                unit[key] = pooled(out["meaning"][None], [place])[0]
    scored = {"train": [], "dev": []}
    for row in lines(a.shared / "data/claims/ecb_sentence_pairs.jsonl"):
        x, y = (unit.get(row[k]) for k in ("a_id", "b_id"))
        scored[row["split"]].append((float(x @ y) if x is not None and y is not None else 0., row["same_event"]))
    least = best(scored["train"])
    return f"AUC {area(scored['dev']):.3f} F1 {f1(scored['dev'], least):.3f} at {least:.2f}"


if __name__ == "__main__":
    main()
