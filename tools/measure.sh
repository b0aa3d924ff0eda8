#!/usr/bin/env bash
# Measures every part that has a scorer against the development data beside the checkout and prints one table a part,
# with the digest of the data. Needs python3 (only here; the program and its tests need none).
#
#   tools/measure.sh [story|newsroom|events|attribution|times|reuse]...      default: all
set -euo pipefail
cd "$(dirname "$0")/.."
shared=${HEADWATER_SHARED:-../shared}
[ -d "$shared/bench" ] || { echo "skipped: no development data at $shared" >&2; exit 3; }
work=$(mktemp -d); trap 'rm -rf "$work"' EXIT
cargo build --release --locked --quiet -p headwater
target=$(cargo metadata --format-version 1 --no-deps | python3 -c 'import json,sys; print(json.load(sys.stdin)["target_directory"])')
headwater=$target/release/headwater
digest() { cat "$@" | sha256sum | cut -c1-16; }
title() { printf '\n## %s  (data %s)\n' "$1" "$2"; }

# Exit code 1 tells of inputs with problems; the output is complete for the rest.
run() { "$headwater" "$@" || [ $? -eq 1 ]; }

story() {
  title "careful reading of three articles" "$(digest "$shared"/stories/hts/*)"
  run trace --quiet "$shared"/stories/hts/*.txt --format json -o "$work/hts.json"
  python3 "$shared/bench/check_story.py" "$shared/stories/hts" "$work/hts.json"
}
newsroom() {
  title "newsroom piles" "$(digest "$shared"/data/newsroom/*/truth.json)"
  cp -r "$shared/data/newsroom" "$work/newsroom"; chmod -R u+w "$work/newsroom"
  for pile in "$work"/newsroom/*/; do
    run trace --quiet "$pile/articles.jsonl" --format json -o "$pile/pred.json"
  done
  python3 "$shared/bench/score_newsroom.py" --dir "$work/newsroom" --pred-name pred.json
}
events() {
  title "claims join articles of the same event" "$(digest "$shared/data/claims/ecbplus_articles.jsonl")"
  local from=$(date +%s.%N)
  run trace --quiet "$shared/data/claims/ecbplus_articles.jsonl" --format json -o "$work/events.json"
  printf 'wall seconds %.1f\n' "$(echo "$(date +%s.%N) - $from" | bc)"
  python3 "$shared/bench/check_events.py" "$shared/data/claims/ecbplus_articles.jsonl" "$work/events.json"
}
attribution() {
  title "attributions, PolNeAR dev" "$(digest "$shared/data/attribution/polnear_dev.jsonl")"
  run annotate --quiet "$shared/data/attribution/polnear_dev.jsonl" --format jsonl -o "$work/polnear.jsonl"
  python3 "$shared/bench/score_attribution.py" "$shared/data/attribution/polnear_dev.jsonl" "$work/polnear.jsonl"
}
times() {
  for set in timebank aquaint; do
    title "time expressions, $set" "$(digest "$shared/data/time/$set.jsonl")"
    # The sets name the publication date "dct".
    python3 - "$shared/data/time/$set.jsonl" > "$work/$set.jsonl" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding='utf8'):
    row = json.loads(line)
    print(json.dumps({'id': row['id'], 'published': row['dct'], 'text': row['text']}))
PY
    run annotate --quiet "$work/$set.jsonl" --format jsonl -o "$work/$set.out.jsonl"
    python3 "$shared/bench/score_timex.py" "$shared/data/time/$set.jsonl" "$work/$set.out.jsonl"
  done
}
reuse() {
  mkdir -p "$work/base"
  python3 - "$shared/data/attribution/polnear_train.jsonl" "$work/base" <<'PY'
import json, sys
for line in open(sys.argv[1], encoding='utf8'):
    row = json.loads(line)
    open(f'{sys.argv[2]}/{row["id"].replace("/", "_")}.txt', 'w', encoding='utf8').write(row['text'])
PY
  python3 "$shared/bench/gen_reuse.py" --texts "$work/base" --docs 1000 --seed 1 --date-noise 0.05 --out "$work/reuse"
  title "text reuse, 1,000 generated documents" "$(digest "$work"/reuse/*.jsonl)"
  local docs=$work/reuse/docs.jsonl
  run reuse --quiet "$docs" --format jsonl -o "$work/reuse.out.jsonl"
  python3 "$shared/bench/score_reuse.py" "$work/reuse" "$work/reuse.out.jsonl"
}

for part in "${@:-story newsroom events attribution times reuse}"; do
  for name in $part; do "$name"; done
done
