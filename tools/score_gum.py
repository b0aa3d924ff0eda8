#!/usr/bin/env python3
"""Scores mentions and antecedents against GUM (gum_ner_coref.jsonl): `score_gum.py texts GOLD` writes its documents as JSON
lines of {id, text}; `score_gum.py score GOLD ANNOTATED` reads the lines of `headwater annotate` for them.

names        F1 of people, bodies and places: a name of GUM (the proper noun at the head of a phrase that is one) counts as
             found where a name that is told covers that word and has its kind; outlets are bodies. The kind is what the
             words show (`referent`), else what the model says (`kind`); `names.kind.F1` is of the model's word alone.
antecedents  of the sources of attributions that are pronouns or descriptions, where GUM names the same one earlier: how many
             are resolved, and how many of those to a mention of the same one.
Documents of GUM's development part for names, all of them for antecedents. Plain Python 3, no dependencies."""
import collections
import json
import sys

KIND = {"person": "person", "organization": "organisation", "place": "place"}
REFERENT = {"person": "person", "eyewitness": "person", "body": "organisation", "outlet": "organisation", "wire": "organisation", "place": "place"}


def text_of(row):
    # GUM's file keeps sentences, not paragraphs: five of them make one here.
    text, spans, ends = "", [], {end: n for n, (_, end) in enumerate(row["sents"], 1)}
    for i, token in enumerate(row["tokens"]):
        spans.append((len(text), len(text) + len(token)))
        last = i + 1 in ends
        text += token + ("\n\n" if last and ends[i + 1] % 5 == 0 else " " if last or row["space_after"][i] else "")
    return text, spans


def main():
    rows = [json.loads(line) for line in open(sys.argv[2], encoding="utf8")]
    if sys.argv[1] == "texts":
        for row in rows:
            print(json.dumps({"id": row["id"], "text": text_of(row)[0]}))
        return
    found = {d["id"]: d for d in map(json.loads, open(sys.argv[3], encoding="utf8"))}
    n, kind = collections.Counter(), collections.Counter()
    for row in rows:
        notes = found[row["id"]]
        _, spans = text_of(row)
        mentions = notes["mentions"]
        if row["split"] == "dev":
            score_names(row, spans, mentions, n)
            kinds = [dict(m, referent="unknown") for m in mentions]
            score_names(row, spans, kinds, kind)
        score_antecedents(row, spans, notes, n)
    for name, count in (("names", n), ("names.kind", kind)):
        p, r = count["right"] / max(1, count["said"]), count["hit"] / max(1, count["gold"])
        print(f"{name}.precision", round(p, 4)); print(f"{name}.recall", round(r, 4)); print(f"{name}.F1", round(2 * p * r / max(1e-9, p + r), 4))
    for form in ("pronoun", "description"):
        print(f"antecedents.{form}.sources", n[form]); print(f"antecedents.{form}.resolved", n[form, "resolved"])
        print(f"antecedents.{form}.right", n[form, "right"])


def score_names(row, spans, mentions, n):
    gold = {}
    for m in row["mentions"]:
        if m["named"] and not m["pron"] and m["type"] in KIND and row["upos"][m["head"]] == "PROPN":
            gold.setdefault(m["head"], KIND[m["type"]])
    other = {m["head"] for m in row["mentions"] if m["named"]} - set(gold)
    # Where words do not show what a name refers to, the model's word counts.
    said = [(m["head"], REFERENT.get(m["referent"], m["kind"])) for m in mentions if m["form"] == "name"]
    said = [(head, kind if kind != "other" else None) for head, kind in said]
    covers = lambda span, word: span[0] < spans[word][1] and spans[word][0] < span[1]
    for word, kind in gold.items():
        n["gold"] += 1
        n["hit"] += any(k == kind and covers(s, word) for s, k in said)
    for span, kind in said:
        if kind and not any(covers(span, word) for word in other):
            n["said"] += 1
            n["right"] += any(k == kind and covers(span, word) for word, k in gold.items())


def score_antecedents(row, spans, notes, n):
    heads = {}
    for m in sorted(row["mentions"], key=lambda m: m["end"] - m["start"]):
        heads.setdefault(m["head"], m)
    at = lambda mention: next((heads[w] for w in heads if mention["head"][0] <= spans[w][0] and spans[w][1] <= mention["head"][1]), None)
    for mention in {a["source_mention"] for a in notes["attributions"]} - {None}:
        mention = notes["mentions"][mention]
        gold = at(mention)
        if mention["form"] not in ("pronoun", "description") or gold is None:
            continue
        if not any(m["eid"] == gold["eid"] and m["start"] < gold["start"] and not m["pron"] for m in row["mentions"]):
            continue
        form = mention["form"]
        n[form] += 1
        if mention["antecedent"] is not None:
            n[form, "resolved"] += 1
            meant = at(notes["mentions"][mention["antecedent"]])
            n[form, "right"] += meant is not None and meant["eid"] == gold["eid"]


if __name__ == "__main__":
    main()
