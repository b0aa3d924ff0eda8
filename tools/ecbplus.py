"""The articles of ECB+ as they were printed. Plain Python 3."""

MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def sentences(row, text):
    """Number of each sentence to its (start, end); the corpus marks tokens, the article has them as printed."""
    found, at = {}, 0
    for token, number in zip(row["tokens"], row["sent"]):
        token = MARKS.get(token, token)
        start = text.find(token, at, at + len(token) + 40)
        start, at = (at, at) if start < 0 else (start, start + len(token))
        first, _ = found.get(number, (start, at))
        found[number] = (first, max(at, first))
    return found
