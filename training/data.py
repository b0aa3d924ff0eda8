"""Corpora to labelled pieces. Pieces come from the program itself (the example `pieces`), so both read a text alike."""
import bisect
import json
import subprocess

import torch

from model import KINDS, ROLES

START, BREAK, PAD = 101, 102, 0
NONE = -100

# Tags of the collections of named entities; anything not listed is no name.
TAGS = {
    "wikigold": {"PER": "person", "ORG": "organisation", "LOC": "place", "MISC": "other"},
    "uner_ewt": {"PER": "person", "ORG": "organisation", "LOC": "place"},
    "wnut17": {"person": "person", "location": "place", "group": "organisation", "corporation": "organisation",
               "product": "other", "creative-work": "other"},
    "crossner_politics": {"person": "person", "politician": "person", "organisation": "organisation",
                          "politicalparty": "organisation", "location": "place", "country": "place",
                          "election": "other", "event": "other", "misc": "other"},
    "re3d": {"Person": "person", "Organisation": "organisation", "Location": "place"},
    "gum": {"person": "person", "organization": "organisation", "place": "place", "event": "other", "abstract": "other",
            "object": "other", "substance": "other", "animal": "other", "plant": "other"},
}
# These collections do not mark names of other things, so their silence there says nothing.
WITHOUT_OTHER = {"uner_ewt", "re3d"}


def lines(path):
    with open(path, encoding="utf8") as f:
        return [json.loads(line) for line in f if line.strip()]


class Text:
    """A text of one collection: attributions (or None), names (or None), as spans of code points."""

    def __init__(self, key, text, attributions=None, discard=(), names=None, other=True):
        self.key, self.text, self.attributions, self.discard, self.names, self.other = key, text, attributions, discard, names, other


def attribution_texts(shared, split):
    """One text an article. In training, an article that several people annotated comes with all of their readings, of
    which each epoch draws one."""
    folder = shared / "data/attribution"
    # What nobody annotated teaches nothing; in development articles the scorer leaves it out.
    text = lambda row: Text("polnear:" + row["id"], row["text"], row["attributions"], row["discard"] if split == "train" else ())
    found = {row["id"]: [text(row)] for row in lines(folder / f"polnear_{split}.jsonl")}
    if split == "train":
        for row in lines(folder / "polnear_multi_annotator.jsonl"):
            if row["split"] == "train" and row["id"] in found:
                found[row["id"]].append(text(row))
    return list(found.values())


def joined(key, sentences, space=None):
    """Sentences of (tokens, tags) as one text, a paragraph each; tags in BIO or IO."""
    text, names = "", []
    for tokens, tags in sentences:
        start, kind = None, None
        for token, tag in zip(tokens, tags):
            begin = len(text)
            text += token
            what = tag[2:] if tag != "O" else None
            if kind and what == kind and not tag.startswith("B-"):
                names[-1][1] = len(text)
            elif what:
                names.append([begin, len(text), what])
            kind = what
            text += " "
        text = text.rstrip() + "\n\n"
    return text, names


def name_texts(shared, split):
    folder, texts = shared / "data/entities", []
    for name in ("wikigold", "uner_ewt", "wnut17", "crossner_politics"):
        if split != "train":
            continue
        rows = lines(folder / f"{name}.jsonl")
        for i in range(0, len(rows), 20):
            text, names = joined(name, [(row["tokens"], row["tags"]) for row in rows[i:i + 20]])
            names = [(a, b, TAGS[name][k]) for a, b, k in names if k in TAGS[name]]
            texts.append(Text(f"{name}:{i}", text, names=names, other=name not in WITHOUT_OTHER))
    if split == "train":
        for row in lines(folder / "re3d.jsonl"):
            names = [(e["start"], e["end"], TAGS["re3d"][e["type"]]) for e in row["entities"] if e["type"] in TAGS["re3d"]]
            texts.append(Text("re3d:" + row["id"], row["text"], names=names, other=False))
    for row in lines(folder / "gum_ner_coref.jsonl"):
        # Texts under a licence that forbids commercial use, or under none that is stated, teach nothing here.
        free = "NC" not in row["text_licence"] and row["text_licence"].startswith("CC")
        if row["split"] == split and (free or split != "train"):
            texts.append(gum_text(row))
    return texts


def gum_text(row):
    """GUM marks whole noun phrases; a name here is the run of proper nouns around the head of a phrase that is one."""
    text, spans, breaks = "", [], {end for _, end in row["sents"]}
    for i, token in enumerate(row["tokens"]):
        begin = len(text)
        text += token
        spans.append((begin, len(text)))
        if i + 1 in breaks:
            text += "\n\n"
        elif row["space_after"][i]:
            text += " "
    taken, names = set(), []
    for m in sorted(row["mentions"], key=lambda m: m["end"] - m["start"]):
        kind = TAGS["gum"].get(m["type"])
        if not m["named"] or m["pron"] or not kind or row["upos"][m["head"]] != "PROPN":
            continue
        a = b = m["head"]
        while a > m["start"] and row["upos"][a - 1] == "PROPN":
            a -= 1
        while b + 1 < m["end"] and row["upos"][b + 1] == "PROPN":
            b += 1
        if not taken & set(range(a, b + 1)):
            taken |= set(range(a, b + 1))
            names.append((spans[a][0], spans[b][1], kind))
    return Text("gum:" + row["id"], text, names=names)


def read_pieces(texts, repository):
    """{text: paragraphs of (piece, shape, quoted, start, end)}, by the program's own code."""
    unique = list({t.text for t in texts})
    given = "".join(json.dumps({"id": i, "text": t}) + "\n" for i, t in enumerate(unique))
    done = subprocess.run(["cargo", "run", "--release", "--locked", "--quiet", "-p", "headwater", "--example", "pieces"],
                          cwd=repository, input=given.encode(), stdout=subprocess.PIPE, check=True)
    return {unique[row["id"]]: row["paragraphs"] for row in map(json.loads, done.stdout.decode().splitlines())}


def bioes(labels, run, kind):
    """Tags the pieces of `run` (indices without holes) as one span."""
    base = 1 + 4 * kind
    if len(run) == 1:
        labels[run[0]] = base + 3
        return
    for i in run:
        labels[i] = base + 1
    labels[run[0]], labels[run[-1]] = base, base + 2


class Labelled:
    """A text as flat lists of pieces with labels; `paragraphs` are (first, last + 1)."""

    def __init__(self, text, paragraphs):
        self.text = text
        self.ids, self.shape, self.quoted, self.start, self.end, self.paragraphs = [], [], [], [], [], []
        for pieces in paragraphs:
            if any(s < b and e > a for a, b in text.discard for _, _, _, s, e in pieces):
                continue
            first = len(self.ids)
            for piece, shape, quoted, start, end in pieces:
                self.ids.append(piece); self.shape.append(shape); self.quoted.append(quoted)
                self.start.append(start); self.end.append(end)
            if len(self.ids) > first:
                self.paragraphs.append((first, len(self.ids)))
        n = len(self.ids)
        self.role, self.name = [0] * n, [0] * n
        self.cue, self.source = [NONE] * n, [NONE] * n     # NONE: nothing to learn; -1: none; else a flat index
        self.para = [0] * n
        for p, (a, b) in enumerate(self.paragraphs):
            self.para[a:b] = [p] * (b - a)
        for a in text.attributions or ():
            self.attribution(a)
        for a, b, kind in text.names or ():
            for run in self.runs([(a, b)]):
                bioes(self.name, run, KINDS.index(kind))

    def at(self, span):
        a, b = span
        return [i for i in self.between(a, b) if self.start[i] < b and self.end[i] > a]

    def between(self, a, b):
        lo = bisect.bisect_right(self.end, a)
        hi = bisect.bisect_left(self.start, b)
        return range(lo, hi)

    def runs(self, spans):
        pieces = sorted({i for span in spans for i in self.at(span)})
        runs = []
        for i in pieces:
            if runs and runs[-1][-1] == i - 1 and self.para[i] == self.para[i - 1]:
                runs[-1].append(i)
            else:
                runs.append([i])
        return runs

    def attribution(self, a):
        runs = {role: self.runs(a[role]) for role in ROLES}
        for kind, role in enumerate(ROLES):
            for run in runs[role]:
                bioes(self.role, run, kind)
        if not runs["cue"]:
            return
        head = runs["cue"][0][0]
        for role in ("cue", "content"):
            for run in runs[role]:
                for i in run:
                    self.cue[i] = head
        for i in runs["cue"][0]:
            self.source[i] = runs["source"][0][0] if runs["source"] else -1


WHOLE = 254


def windows(doc, longest, rng=None):
    """Ranges (first, last + 1), as crates/annotate/src/tagger/windows.rs makes them: whole paragraphs while they fit,
    long paragraphs in overlapping parts. With `rng`, sizes are drawn, so that no epoch sees the same windows."""
    out, p = [], 0
    paragraphs = doc.paragraphs
    while p < len(paragraphs):
        room = longest if rng is None else rng.randint(longest // 2, longest * 3 // 2)
        first, last = paragraphs[p]
        p += 1
        used = last - first + 2
        if used > room:
            while last - first + 2 > WHOLE:
                out.append((first, first + WHOLE - 2))
                first += (WHOLE - 2) // 2
        else:
            while p < len(paragraphs) and used + paragraphs[p][1] - paragraphs[p][0] < room:
                used += paragraphs[p][1] - paragraphs[p][0] + 1
                last = paragraphs[p][1]; p += 1
        out.append((first, last))
    return out


class Sample:
    """A window with its labels: `index` maps its places to the document's pieces, -1 for added ones."""

    def __init__(self, doc, first, last):
        self.doc = doc
        self.index = [-1]
        for i in range(first, last):
            if i > first and doc.para[i] != doc.para[i - 1]:
                self.index.append(-1)
            self.index.append(i)
        self.index.append(-1)


def batches(samples, size, rng):
    """Lists of samples of like length with about `size` pieces together."""
    samples = sorted(samples, key=lambda s: (len(s.index), rng.random()))
    out, at = [], 0
    while at < len(samples):
        take = max(1, size // len(samples[min(len(samples) - 1, at + 8)].index))
        out.append(samples[at:at + take]); at += take
    rng.shuffle(out)
    return out


def collate(samples, rng=None):
    """Tensors of a batch. With `rng`, now and then a window loses its quotation marks' roles or its case."""
    n = max(len(s.index) for s in samples)
    keys = ("ids", "shape", "quoted", "role", "name", "cue", "source")
    t = {k: torch.full((len(samples), n), NONE if k in keys[3:] else 0, dtype=torch.long) for k in keys}
    real = torch.zeros(len(samples), n, dtype=torch.bool)
    for r, s in enumerate(samples):
        doc, m = s.doc, len(s.index)
        place = {i: w for w, i in enumerate(s.index) if i >= 0}
        real[r, :m] = True
        get = lambda name, added: [getattr(doc, name)[i] if i >= 0 else added for i in s.index]
        ids = get("ids", BREAK); ids[0] = START
        shape, quoted = get("shape", 0), get("quoted", 0)
        if rng and rng.random() < .1:
            quoted = [0] * m
        if rng and rng.random() < .03:
            flat = rng.choice((1, 3))
            shape = [flat if x in (1, 2, 3, 5) else x for x in shape]
        t["ids"][r, :m], t["shape"][r, :m], t["quoted"][r, :m] = map(torch.tensor, (ids, shape, quoted))
        if doc.text.attributions is not None:
            t["role"][r, :m] = torch.tensor(get("role", 0))
            for key in ("cue", "source"):
                # The window's first place stands for "none"; what points out of the window is not learnt from.
                t[key][r, :m] = torch.tensor([NONE if i < 0 else 0 if (v := getattr(doc, key)[i]) == -1 else place.get(v, NONE) for i in s.index])
        if doc.text.names is not None:
            t["name"][r, :m] = torch.tensor(get("name", 0))
    t["real"] = real
    t["other"] = torch.tensor([s.doc.text.other for s in samples])
    return t
