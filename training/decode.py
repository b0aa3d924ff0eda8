"""Scores to attributions, as crates/annotate/src/tagger does it; here only to follow training and to try variants."""
import torch

from model import LINK, PARTS, ROLES


def allowed(kinds):
    """Which tag may follow which: 0 outside, then begin, inside, end, single of each kind."""
    n = 1 + 4 * kinds
    ok = torch.zeros(n, n, dtype=torch.bool)
    for i in range(n):
        for j in range(n):
            open_i = i and (i - 1) % 4 in (0, 1)
            inner_j = j and (j - 1) % 4 in (1, 2)
            ok[i, j] = (i - 1) // 4 == (j - 1) // 4 and inner_j if open_i else not inner_j
    return ok


OK = {n: torch.where(allowed((n - 1) // 4), 0., -1e4) for n in (PARTS["role"], PARTS["mention"])}


def viterbi(emit, step):
    step = step + OK[emit.shape[-1]]
    n, t = emit.shape
    inner = torch.tensor([bool(j and (j - 1) % 4 in (1, 2)) for j in range(t)])
    best = emit[0].masked_fill(inner, -1e4)
    back = []
    for i in range(1, n):
        scores, arg = (best[:, None] + step).max(0)
        back.append(arg)
        best = scores + emit[i]
    opens = torch.tensor([bool(j and (j - 1) % 4 in (0, 1)) for j in range(t)])
    tag = int(best.masked_fill(opens, -1e4).argmax())
    tags = [tag]
    for arg in reversed(back):
        tag = int(arg[tag])
        tags.append(tag)
    return tags[::-1]


def spans(tags, sample):
    """(kind, first, last) in the document's pieces."""
    out, start = [], None
    for place, tag in enumerate(tags):
        if tag == 0:
            start = None
            continue
        kind, part = divmod(tag - 1, 4)
        if part in (0, 3):
            start = place
        if part in (2, 3) and start is not None:
            a, b = sample.index[start], sample.index[place]
            if a >= 0 and b >= 0:
                out.append((kind, a, b))
    return out


def decode(step, doc, windows):
    attributions = []
    done = 0                                   # pieces before this one are settled by earlier windows
    for sample, out in windows:
        place = {i: w for w, i in enumerate(sample.index) if i >= 0}
        found = [s for s in spans(viterbi(out["role"], step), sample) if s[1] >= done]
        done = sample.index[-2] + 1
        of = lambda kind: [s for s in found if s[0] == kind]
        sources, cues, contents = of(0), of(1), of(2)
        score = lambda ask, be: float(ask @ be) / LINK ** .5
        made = {}
        for c in cues:
            best, who = None, None
            pieces = range(place[c[1]], place[c[2]] + 1)
            ask = torch.stack([out["ask_source"][p] for p in pieces]).mean(0)
            options = [(score(ask, out["be_source"][0]), None)] + [(score(ask, out["be_source"][place[s[1]]]), s) for s in sources]
            who = max(options, key=lambda o: o[0])[1]
            made[c] = {"source": [who] if who else [], "cue": [c], "content": []}
        for k in contents:
            ask = torch.stack([out["ask_cue"][p] for p in range(place[k[1]], place[k[2]] + 1)]).mean(0)
            options = [(score(ask, out["be_cue"][place[c[1]]]), c) for c in cues]
            if options:
                made[max(options, key=lambda o: o[0])[1]]["content"].append(k)
        for a in made.values():
            if a["content"]:
                attributions.append({r: [[doc.start[x], doc.end[y]] for _, x, y in a[r]] for r in ROLES})
    key = doc.text.key.split(":", 1)[1]
    return {"id": key, "attributions": [{"id": str(i), **a} for i, a in enumerate(attributions)]}
