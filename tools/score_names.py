#!/usr/bin/env python3
"""Area under the curve of name comparison: `score_names.py pairs PAIRS.tsv` writes the pairs for the example `names`;
`score_names.py score PAIRS.tsv ANSWERS` reads what it answered. A pair is judged "same" or "different"; the area is the chance that a
same pair is held to be more alike than a different one, ties half. Noms de guerre are counted apart: no spelling shows that one
belongs to its bearer. Plain Python 3, no dependencies."""
import csv
import sys

from ranking import area


def shown(scored):
    found = area(scored)
    return "not measured" if found is None else round(found, 4)


rows = list(csv.DictReader(open(sys.argv[2], encoding="utf8"), delimiter="\t", quoting=csv.QUOTE_NONE))
if sys.argv[1] == "pairs":
    for row in rows:
        print(row["name_a"], row["name_b"], sep="\t")
else:
    answers = [float(line) for line in open(sys.argv[3])]
    assert len(answers) == len(rows), "an answer a pair"
    scored = [(score, row["label"] == "same", row) for score, row in zip(answers, rows)]
    of = lambda keep: shown([(score, label) for score, label, row in scored if keep(row)])
    spelt = lambda row: row["tag"] != "nom-de-guerre"
    print("pairs", sum(map(spelt, rows)))
    print("auc", of(spelt))
    for name, schemas in (("people", {"Person"}), ("bodies", {"Organization", "Company", "LegalEntity"})):
        print(f"auc.{name}", of(lambda row: spelt(row) and row["schema"] in schemas))
    print("with_noms_de_guerre.pairs", len(rows))
    print("with_noms_de_guerre.auc", of(lambda row: True))
