"""What a stretch of text means, as a vector: the mean of the vectors of its pieces, read in their context.

Two teachers: the base encoder, which was made to put sentences that mean alike near one another and reads each stretch by
itself, and ECB+ (training topics), where people marked which sentences of different articles report the same event.
"""
import pathlib
import sys

import torch
from torch import nn
from torch.nn import functional as F

from data import START, Text, lines
from model import HIDDEN, Tagger

sys.path.append(str(pathlib.Path(__file__).resolve().parent.parent / "tools"))
from ecbplus import sentences as printed

END = 102
STOPS = {999, 1012, 1029}      # "!", ".", "?"
LEAST, MOST = 5, 126           # pieces of a stretch
TAUGHT = 64                   # dimensions of the base encoder's vectors that are kept


def sentences(doc):
    """Ranges (first, last + 1) of a document's pieces that end at a stop or a paragraph's end."""
    found = []
    for first, last in doc.paragraphs:
        at = first
        for i in range(first, last):
            if doc.ids[i] in STOPS or i + 1 == last:
                if LEAST <= i + 1 - at <= MOST:
                    found.append((at, i + 1))
                at = i + 1
    return found


def contents(doc):
    """The contents of attributions, as runs of pieces: clauses inside sentences."""
    runs = (run for a in doc.text.attributions or () for run in doc.runs(a["content"]))
    return [(run[0], run[-1] + 1) for run in runs if LEAST <= len(run) <= MOST]


class EventText(Text):
    """An article of ECB+: `sentences` are (start, end, marked events), `topic` and `event` what it reports."""

    def __init__(self, key, text, topic, event, sentences):
        super().__init__(key, text)
        self.topic, self.event, self.sentences = topic, event, sentences


def event_texts(shared, split):
    folder = shared / "data/claims"
    plain = {row["id"]: row for row in lines(folder / "ecbplus_articles.jsonl")}
    return [event_text(row, plain[row["id"]]) for row in lines(folder / "ecbplus.jsonl") if row["split"] == split]


def event_text(row, plain):
    marked = {}
    for mention in row["mentions"]:
        if mention["type"].startswith(("ACTION", "NEG_ACTION")) and mention["inst"]:
            marked.setdefault(row["sent"][mention["tok"][0]], set()).add(mention["inst"])
    found = sorted(printed(row, plain["text"]).items())
    sentences = [(start, end, marked.get(n, set()), n) for n, (start, end) in found]
    return EventText("ecbplus:" + row["id"], plain["text"], row["topic"], plain["event"], sentences)


class Stretches:
    """The stretches of one document with the base encoder's vectors, unit length, cut down to TAUGHT dimensions."""

    def __init__(self, ranges, events=None):
        self.ranges, self.events, self.vectors = ranges, events, None


def stretches(doc):
    if isinstance(doc.text, EventText):
        ranges, events = [], []
        for start, end, marked, n in doc.text.sentences:
            pieces = doc.at((start, end))
            if LEAST <= len(pieces) <= MOST:
                ranges.append((pieces[0], pieces[-1] + 1)); events.append((n, marked))
        return Stretches(ranges, events)
    return Stretches(sorted(set(sentences(doc) + contents(doc))))


@torch.no_grad()
def teach(docs, encoder, device="cpu"):
    """{document: its stretches with vectors}. The dimensions kept are those in which the stretches differ most."""
    teacher = Tagger().to(device).eval()
    teacher.load_encoder(encoder)
    found = [stretches(doc) for doc in docs]
    items = [doc.ids[a:b] for doc, s in zip(docs, found) for a, b in s.ranges]
    whole = torch.zeros(len(items), HIDDEN)
    order = sorted(range(len(items)), key=lambda i: len(items[i]))
    for at in range(0, len(order), 128):
        part = order[at:at + 128]
        n = len(items[part[-1]]) + 2
        ids = torch.zeros(len(part), n, dtype=torch.long)
        for r, i in enumerate(part):
            ids[r, :len(items[i]) + 2] = torch.tensor([START, *items[i], END])
        real = (ids > 0).to(device)
        mask = torch.zeros(real.shape, device=device).masked_fill(~real, -1e4)[:, None, None, :]
        with torch.autocast(device, dtype=torch.bfloat16):
            x = teacher.plain(ids.to(device), mask.bfloat16())
        x = (x.float() * real[..., None]).sum(1) / real.sum(1, keepdim=True)
        whole[part] = F.normalize(x, dim=-1).cpu()
    _, _, axes = torch.pca_lowrank(whole[torch.randperm(len(whole))[:20000]], TAUGHT, center=False)
    kept = F.normalize(whole @ axes, dim=-1).half()
    at = 0
    for s in found:
        s.vectors = kept[at:at + len(s.ranges)].clone()   # a view would be written with all the others
        at += len(s.ranges)
    return dict(zip(map(id, docs), found))


class Likeness(nn.Module):
    """Cosines to the odds that two sentences, or two articles, report the same event."""

    def __init__(self):
        super().__init__()
        self.middle, self.steep = nn.Parameter(torch.tensor([.5, .5])), nn.Parameter(torch.tensor([8., 8.]))

    def loss(self, cosines, same, counts, which):
        """Both answers weigh alike, however rare one is."""
        if not (same & counts).any() or not (~same & counts).any():
            return cosines.sum() * 0
        odds = self.steep[which] * (cosines - self.middle[which])
        lost = F.binary_cross_entropy_with_logits(odds, same.float(), reduction="none")
        return (lost[same & counts].mean() + lost[~same & counts].mean()) / 2


def places(samples, taught):
    """(window, first place, last place + 1, document, stretch) of each stretch that lies in a window as a whole."""
    found = []
    for r, s in enumerate(samples):
        if id(s.doc) not in taught:
            continue
        at = {i: w for w, i in enumerate(s.index) if i >= 0}
        for k, (a, b) in enumerate(taught[id(s.doc)].ranges):
            if a in at and b - 1 in at:
                found.append((r, at[a], at[b - 1] + 1, id(s.doc), k))
    return found


def pooled(vectors, found):
    """Unit vectors of stretches; `vectors` (windows, places, width). Places between paragraphs count too: they are few."""
    sums = F.pad(vectors.float().cumsum(1), (0, 0, 1, 0))
    row, first, last = (torch.tensor([f[i] for f in found], device=vectors.device) for i in range(3))
    return F.normalize(sums[row, last] - sums[row, first], dim=-1)


def meaning_losses(vectors, samples, found, taught, likeness):
    """`copy`: squared difference to the teacher's cosines; `event` and `article`: are they the same event?"""
    if len(found) < 2:
        return {}
    unit = pooled(vectors, found)
    cosines = unit @ unit.T
    device = vectors.device
    teacher = torch.stack([taught[d].vectors[k] for *_, d, k in found]).float().to(device)
    apart = ~torch.eye(len(found), dtype=torch.bool, device=device)
    lost = {"copy": (cosines - teacher @ teacher.T)[apart].square().mean()}
    texts = {id(s.doc): s.doc.text for s in samples}
    events = [taught[d].events[k][1] if taught[d].events else set() for *_, d, k in found]
    if any(events):
        docs = torch.tensor([hash(d) % (1 << 40) for *_, d, _ in found], device=device)
        marked = torch.tensor([bool(e) for e in events], device=device)
        same = torch.tensor([[bool(a & b) for b in events] for a in events], device=device)
        counts = (docs[:, None] != docs[None]) & marked[:, None] & marked[None]
        lost["event"] = likeness.loss(cosines, same, counts, 0)
        of = sorted({d for *_, d, _ in found})
        whole = torch.zeros(len(of), unit.shape[1], device=device)
        whole.index_add_(0, torch.tensor([of.index(d) for *_, d, _ in found], device=device), unit)
        whole = F.normalize(whole, dim=-1)
        same = torch.tensor([[texts[a].event == texts[b].event for b in of] for a in of], device=device)
        lost["article"] = likeness.loss(whole @ whole.T, same, ~torch.eye(len(of), dtype=torch.bool, device=device), 1)
    return lost
