#!/usr/bin/env python3
"""Writes a pile of fictional articles that take passages from one another, with the places of every passage.

    generate.py DOCUMENTS SEED OUT      OUT/docs.jsonl and OUT/truth.jsonl

Sentences are put together from the word lists below, so that two of them share eight words only where one was taken
from the other; what all texts share is their furniture. The same arguments give the same bytes. Needs nothing but
Python.
"""
import json, os, random, sys

WHO = """harbour pilots|the water board|bakers|the lock keeper|two tuners|the choir|ferry crews|night nurses|the beekeeper|surveyors|
the orchard council|signal men|the mayor|weavers|tram drivers|the archivist|divers|millers|clerks|the bell founder""".replace('\n', '').split('|')
DID = """refused|counted|mended|measured|sold|painted|hid|described|carried|weighed|opened|flooded|closed|moved|borrowed|inspected|auctioned|
photographed|buried|repaired""".replace('\n', '').split('|')
WHAT = """sluice gates|copper kettles|paper lanterns|the tide tables|barley sacks|bridge piers|brass bolts|old maps|church bells|apple crates|
fishing nets|the night train|ballot boxes|salt pans|street lamps|rowing boats|chalk drawings|grain scales|rain barrels|school desks""".replace('\n', '').split('|')
WHERE = """in Vellmar|at Ostrand|below the chapel|along the quay|behind the tram depot|near Lowmeadow|on the upper river|inside the town hall|
beside the mill race|outside Karst Hill|under the viaduct|beyond the marsh|at the fish market|by the orchard wall""".replace('\n', '').split('|')
WHY = """because nobody had asked|before the rain came|after a long quarrel|without saying why|although the ice held|while the band played|
until the money ran out|since the spring floods|as the fog lifted|when the inspector slept|so that children could pass|in spite of the ban""".replace('\n', '').split('|')
FURNITURE = [
    'Our letter from the gardener comes free of charge each Thursday.',
    'Tide tables and train times stand on the last page.',
    'Write to us if you know more about this.',
    'The night desk of this paper contributed to the account.',
]
OUTLETS = ['Ostrand Courier', 'Vellmar Gazette', 'Chapel Hill Echo', 'Meadow Mail', 'Karst Observer', 'Lowmeadow Post', 'Quay Herald']


def sentence(rng):
    number = rng.randint(2, 999)
    parts = [rng.choice(WHO), rng.choice(DID), str(number), rng.choice(WHAT), rng.choice(WHERE), rng.choice(WHY)]
    if rng.random() < .5:
        parts += ['and', rng.choice(WHO), rng.choice(DID), rng.choice(WHAT), rng.choice(WHERE)]
    words = ' '.join(parts)
    return words[0].upper() + words[1:] + '.'


def edited(words, rate, rng):
    for word in words:
        chance = rng.random()
        if chance < rate / 2:
            yield rng.choice(WHAT).split()[-1]
        elif chance >= rate:
            yield word


def main():
    count, seed, out = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    rng = random.Random(seed)
    os.makedirs(out, exist_ok=True)
    texts, bodies = [], []
    with open(f'{out}/docs.jsonl', 'w', encoding='utf8') as docs, open(f'{out}/truth.jsonl', 'w', encoding='utf8') as truth:
        for doc in range(count):
            own = [' '.join(sentence(rng) for _ in range(rng.randint(1, 3))) for _ in range(rng.randint(4, 14))]
            taken = None
            kind = rng.choices(['none', 'whole', 'passage', 'quotation'], [45, 20, 25, 10])[0] if doc else 'none'
            if kind != 'none':
                maker = rng.randrange(max(0, doc - 800), doc)
                words = bodies[maker].split(' ')
                length = {'whole': len(words), 'passage': rng.randint(20, 120), 'quotation': rng.randint(9, 22)}[kind]
                start = rng.randint(0, max(0, len(words) - length))
                source = words[start:start + length]
                rate = 0 if kind == 'quotation' else rng.choice([0, 0, .03, .08])
                copy = ' '.join(edited(source, rate, rng)).replace('\n\n', ' ')
                if kind == 'quotation':
                    copy = copy.strip('."“”,')
                a_start = len(' '.join(words[:start])) + (1 if start else 0)
                taken = (maker, a_start, a_start + len(' '.join(source)), copy)
                if kind == 'whole':
                    own = own[:1]
                own.insert(rng.randint(0, len(own)), f'“{copy},” the archivist said.' if kind == 'quotation' else copy)
            body = '\n\n'.join(own)
            text = body + (f'\n\n{rng.choice(FURNITURE)}' if rng.random() < .4 else '')
            texts.append(text)
            bodies.append(body)
            day = f'2031-{1 + doc * 12 // (count + 1):02}-{1 + doc % 28:02}'
            record = {'id': f'd{doc:07}', 'source': rng.choice(OUTLETS), 'date': day, 'text': text}
            docs.write(json.dumps(record, ensure_ascii=False) + '\n')
            if taken and len(taken[3].split()) >= 8:
                maker, a_start, a_end, copy = taken
                b_start = text.index(copy)
                place = {'a': f'd{maker:07}', 'a_start': a_start, 'a_end': a_end, 'b': f'd{doc:07}', 'b_start': b_start,
                         'b_end': b_start + len(copy), 'kind': kind}
                truth.write(json.dumps(place) + '\n')


main()
