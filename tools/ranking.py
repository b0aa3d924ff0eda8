"""How well a score tells pairs that are the same from pairs that are not. `scored` is a list of (score, same). Plain Python 3."""


def area(scored):
    """Area under the curve: the chance that a same pair scores higher than a different one, ties half; None without both."""
    place = {}
    for index, score in enumerate(sorted(score for score, _ in scored), 1):
        low, _ = place.get(score, (index, index))
        place[score] = (low, index)
    same = [sum(place[score]) / 2 for score, label in scored if label]
    others = len(scored) - len(same)
    if not same or not others:
        return None
    return (sum(same) - len(same) * (len(same) + 1) / 2) / (len(same) * others)


def best(scored):
    """The threshold with the best F1."""
    ranked, wanted, hit = sorted(scored, reverse=True), sum(same for _, same in scored), 0
    found = (0, 0)
    for index, (score, same) in enumerate(ranked, 1):
        hit += same
        found = max(found, (2 * hit / (index + wanted), score))
    return found[1]


def f1(scored, least):
    hit = sum(same for score, same in scored if score >= least)
    return 2 * hit / (sum(score >= least for score, _ in scored) + sum(same for _, same in scored))
