#!/usr/bin/env python3
"""How much of what was planted was found: score.py TRUTH FOUND, both with one passage a line.

Counts the planted passages whose words in the copy are found with their maker, by characters. What else is found is not
counted against anybody: copies of one maker share passages too, and those stand in no list.
"""
import collections, json, sys

found = collections.defaultdict(list)
for line in open(sys.argv[2], encoding='utf8'):
    row = json.loads(line)
    for one, other in (('a', 'b'), ('b', 'a')):
        found[row[one], row[other]].append((row[other + '_start'], row[other + '_end']))
totals = collections.defaultdict(lambda: [0, 0])
for line in open(sys.argv[1], encoding='utf8'):
    row = json.loads(line)
    covered, done = 0, row['b_start']
    for start, end in sorted(found[row['a'], row['b']]):
        start, end = max(start, done), min(end, row['b_end'])
        covered += max(0, end - start)
        done = max(done, end)
    for kind in (row['kind'], 'all'):
        totals[kind][0] += covered
        totals[kind][1] += row['b_end'] - row['b_start']
for kind, (covered, planted) in sorted(totals.items()):
    print(f'{kind} {covered / max(1, planted):.3f}')
