#!/usr/bin/env bash
# Runs `headwater reuse` and, where they are installed, passim and datasketch on the same generated pile, one after the
# other, and prints seconds of the processor, how many times those of `wc -w` that is, and how much of the planted reuse
# each found.
#
#   benches/reuse/run.sh [DOCUMENTS] [SEED]                            HEADWATER=PROGRAM uses that program
#
# datasketch comes from PyPI. passim 2 does not: the package of that name there is another program. Its own repository has it
# (pip install git+https://github.com/dasmiq/passim); it brings Spark and needs Java.
set -euo pipefail
cd "$(dirname "$0")"
documents=${1:-1000} seed=${2:-1}
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
headwater=${HEADWATER:-headwater}
python3 generate.py "$documents" "$seed" "$work"
printf '%s documents, seed %s, %s bytes, digest %s\n' "$documents" "$seed" "$(stat -c %s "$work/docs.jsonl")" \
  "$(sha256sum "$work/docs.jsonl" | cut -c1-16)"
TIMEFORMAT='%U %S'
# Seconds of the processor of a command and all that it starts; its own output goes to a log.
cpu() { { time "$@" > "$work/log" 2>&1; } 2>&1 | tail -1 | awk '{print $1 + $2}'; }
base=$(cpu env LC_ALL=C wc -w "$work/docs.jsonl")
row() { printf '%-12s %10.2f s  %8.1f times wc -w  %s\n' "$1" "$2" "$(awk "BEGIN {print $2 / ($base > 0 ? $base : 0.01)}")" "$3"; }
row wc "$base" ''
seconds=$(cpu "$headwater" reuse "$work/docs.jsonl" -o "$work/found.jsonl" --near-duplicates "$work/near.jsonl" --quiet --threads 1)
row headwater "$seconds" "found $(python3 score.py "$work/truth.jsonl" "$work/found.jsonl" | tr '\n' ' ')"
if command -v passim > /dev/null; then
  python3 - "$work" <<'PY'
import json, sys
with open(sys.argv[1] + '/passim.json', 'w', encoding='utf8') as out:
    for line in open(sys.argv[1] + '/docs.jsonl', encoding='utf8'):
        row = json.loads(line)
        out.write(json.dumps({'id': row['id'], 'series': row['id'], 'date': row['date'], 'text': row['text']}) + '\n')
PY
  seconds=$(cpu passim --all-pairs "$work/passim.json" "$work/passim")
  python3 - "$work" > "$work/passim.found" <<'PY'
import glob, itertools, json, sys
clusters = {}
for path in glob.glob(sys.argv[1] + '/passim/out.json/*.json'):
    for line in open(path, encoding='utf8'):
        row = json.loads(line)
        clusters.setdefault(row['cluster'], []).append((row['id'], row['begin'], row['end']))
for members in clusters.values():
    for (a, a_start, a_end), (b, b_start, b_end) in itertools.combinations(members, 2):
        print(json.dumps({'a': a, 'a_start': a_start, 'a_end': a_end, 'b': b, 'b_start': b_start, 'b_end': b_end}))
PY
  row passim "$seconds" "found $(python3 score.py "$work/truth.jsonl" "$work/passim.found" | tr '\n' ' ')"
else
  printf 'passim       not installed\n'
fi
if python3 -c 'import datasketch' 2> /dev/null; then
  cat > "$work/minhash.py" <<'PY'
import json, sys
from datasketch import MinHash, MinHashLSH
index, pairs = MinHashLSH(threshold=0.5, num_perm=128), 0
for line in open(sys.argv[1], encoding='utf8'):
    row = json.loads(line)
    words = row['text'].lower().split()
    sketch = MinHash(num_perm=128)
    sketch.update_batch([' '.join(words[at:at + 3]).encode() for at in range(max(1, len(words) - 2))])
    pairs += len(index.query(sketch))
    index.insert(row['id'], sketch)
print(pairs)
PY
  seconds=$(cpu python3 "$work/minhash.py" "$work/docs.jsonl")
  row datasketch "$seconds" "near-duplicate pairs only: $(cat "$work/log"), headwater $(wc -l < "$work/near.jsonl")"
else
  printf 'datasketch   not installed\n'
fi
