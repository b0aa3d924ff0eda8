#!/usr/bin/env bash
# Measures every part that has a scorer against the development data beside the checkout (../shared, or HEADWATER_SHARED)
# and prints one section a part: its name, the digest of its data, then a name and a figure a line.
# Needs python3, as the scorers do; the program and its tests need none. HEADWATER=PROGRAM measures that program instead
# of building this version.
#
#   tools/measure.sh [story|newsroom|events|pairs|attribution|nested|gum|names|times|reuse]...      default: all
#   tools/measure.sh > docs/measured.txt && python3 tools/refresh.py         puts today's figures into docs/measurements.md
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${HEADWATER_SHARED:-../shared}
skip() { printf 'skipped: %s\n' "$1" >&2; exit 3; }
[ -d "$shared/bench" ] || skip "no development data at $shared"
command -v python3 > /dev/null || skip "no python3 to run the scorers"
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
if [ -n "${HEADWATER:-}" ]; then
  headwater=$HEADWATER
else
  cargo build --release --locked --quiet -p headwater
  target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')
  headwater=$target/release/headwater
fi

# The first sixteen digits of the SHA-256 over the files, in the order given.
section() {
  local name=$1; shift
  printf '\n## %s  (data %s)\n' "$name" "$(cat "$@" | sha256sum | cut -c1-16)"
}
# Exit status 1 tells of inputs with problems; the output is complete for the rest. Seconds are those of the processor,
# which a busy machine stretches less than those of the wall.
run() {
  local status=0 TIMEFORMAT='seconds %U'
  time "$headwater" "$@" --quiet --threads 1 || status=$?
  [ "$status" -le 1 ]
}
untimed() { run "$@" 2> /dev/null; }
# A JSON object as lines of "path value".
flat() {
  python3 -c '
import json, sys
def walk(at, value):
    if isinstance(value, dict):
        for key, inner in value.items(): walk(f"{at}.{key}" if at else key, inner)
    else: print(at.replace(" ", "_"), round(value, 4) if isinstance(value, float) else value)
walk("", json.load(sys.stdin))'
}

story() {
  section story "$shared"/stories/hts/*
  untimed trace "$shared"/stories/hts/*.txt --format json -o "$work/hts.json"
  python3 "$shared/bench/check_story.py" "$shared/stories/hts" "$work/hts.json"
}
newsroom() {
  section newsroom "$shared"/data/newsroom/*/{articles.jsonl,truth.json}
  for pile in "$shared"/data/newsroom/*/; do
    local copy; copy="$work/newsroom/$(basename "$pile")"
    mkdir -p "$copy"; cp "$pile/truth.json" "$copy/"
    untimed trace "$pile/articles.jsonl" --format json -o "$copy/pred.json"
  done
  python3 "$shared/bench/score_newsroom.py" --dir "$work/newsroom" --pred-name pred.json
}
events() {
  local articles=$shared/data/claims/ecbplus_articles.jsonl
  section events "$articles"
  run trace "$articles" --format json -o "$work/events.json" 2>&1
  python3 "$shared/bench/check_events.py" "$articles" "$work/events.json"
}
pairs() {
  section pairs "$shared"/data/claims/{ecb_sentence_pairs,ecbplus,ecbplus_articles}.jsonl
  python3 tools/score_pairs.py texts "$shared" > "$work/sentences.jsonl"
  cargo run --release --locked --quiet -p headwater --example meanings < "$work/sentences.jsonl" > "$work/vectors.jsonl"
  python3 tools/score_pairs.py score "$shared" "$work/vectors.jsonl"
}
attribution() {
  local gold=$shared/data/attribution/polnear_dev.jsonl
  section attribution "$gold"
  run annotate "$gold" --format jsonl -o "$work/polnear.jsonl" 2>&1
  python3 "$shared/bench/score_attribution.py" "$gold" "$work/polnear.jsonl" --json | flat
  # What the program's own measure says of the same articles.
  untimed eval attribution "$gold" --format json -o "$work/eval.json"
  flat < "$work/eval.json" | sed 's/^/eval./'
}
nested() {
  local gold=$shared/data/nested/gum_attribution.jsonl
  section nested "$gold"
  untimed eval attribution "$gold" --format json -o "$work/nested.json"
  flat < "$work/nested.json"
}
gum() {
  local gold=$shared/data/entities/gum_ner_coref.jsonl
  section gum "$gold"
  python3 tools/score_gum.py texts "$gold" > "$work/gum.jsonl"
  untimed annotate "$work/gum.jsonl" --format jsonl -o "$work/gum.out.jsonl"
  python3 tools/score_gum.py score "$gold" "$work/gum.out.jsonl"
}
names() {
  local pairs=$shared/data/names/pairs_dev.tsv
  section names "$pairs"
  python3 tools/score_names.py pairs "$pairs" > "$work/pairs"
  cargo run --release --locked --quiet -p headwater-trace --example names < "$work/pairs" > "$work/answers"
  python3 tools/score_names.py score "$pairs" "$work/answers"
}
times() {
  for set in timebank aquaint wikiwars; do
    local gold=$shared/data/time/$set.jsonl
    [ -s "$gold" ] || { printf '\n## %s\nskipped: %s is empty or absent\n' "$set" "${gold##*/}"; continue; }
    section "$set" "$gold"
    # The sets name the publication date "dct".
    python3 - "$gold" > "$work/$set.jsonl" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding='utf8'):
    row = json.loads(line)
    print(json.dumps({'id': row['id'], 'published': row['dct'], 'text': row['text']}))
PY
    untimed annotate "$work/$set.jsonl" --format jsonl -o "$work/$set.out.jsonl"
    python3 "$shared/bench/score_timex.py" "$gold" "$work/$set.out.jsonl" | tr ' =' '\n '
  done
}
# Passages that the output itself calls boilerplate are no claim of reuse; the scorer passes them over. Seconds are those of the
# processor, beside those of counting the words of the same file; the larger pile takes minutes to make.
piles_of_copies() {
  local documents=$1 seed=$2 pile=$work/reuse-$1
  python3 "$shared/bench/gen_reuse.py" --texts "$work/base" --docs "$documents" --seed "$seed" --date-noise 0.05 --out "$pile" \
    > /dev/null
  section "$3" "$pile"/docs.jsonl "$pile"/truth.jsonl
  run reuse "$pile/docs.jsonl" --near-duplicates "$pile/near.jsonl" -o "$pile/found.jsonl" 2>&1
  local TIMEFORMAT='words_seconds %U'
  { time LC_ALL=C wc -w "$pile/docs.jsonl" > /dev/null; } 2>&1
  printf 'boilerplate %s\n' "$(grep -c '"kind":"boilerplate"' "$pile/found.jsonl" || true)"
  python3 "$shared/bench/score_reuse.py" "$pile" "$pile/found.jsonl" --neardup "$pile/near.jsonl" | flat
  # The same without any date: what the words alone tell.
  python3 - "$pile" <<'PY'
import json, os, sys
pile = sys.argv[1]
with open(pile + '/undated.jsonl', 'w', encoding='utf8') as out:
    for line in open(pile + '/docs.jsonl', encoding='utf8'):
        row = json.loads(line)
        del row['date']
        out.write(json.dumps(row, ensure_ascii=False) + '\n')
PY
  untimed reuse "$pile/undated.jsonl" -o "$pile/undated.found.jsonl"
  python3 "$shared/bench/score_reuse.py" "$pile" "$pile/undated.found.jsonl" | flat | sed -n 's/^direction\./undated.direction./p'
}
reuse() {
  python3 - "$shared/data/attribution/polnear_train.jsonl" "$work/base" <<'PY'
import json, os, sys
os.makedirs(sys.argv[2])
for line in open(sys.argv[1], encoding='utf8'):
    row = json.loads(line)
    with open(f'{sys.argv[2]}/{row["id"].replace("/", "_")}.txt', 'w', encoding='utf8') as text:
        text.write(row['text'])
PY
  piles_of_copies 1000 1 reuse
  piles_of_copies 10000 3 reuse10k
}

printf 'headwater %s, %s\n' "$(git rev-parse --short HEAD)" "$(date -u +%F)"
for part in ${*:-story newsroom events pairs attribution nested gum names times reuse}; do
  case $part in
    story|newsroom|events|pairs|attribution|nested|gum|names|times|reuse) "$part" ;;
    *) printf 'no part %s\n' "$part" >&2; exit 1 ;;
  esac
done
