#!/usr/bin/env bash
# Serves a story to many readers for a minute while an article is added, and prints how long each page takes by itself, then p50, p99,
# errors and the time until the claims of the new article show.
#
#   benches/serve/run.sh STORY [READERS] [SECONDS] [PAUSE]         HEADWATER=PROGRAM uses that program
#
# A copy of STORY is served, so that it stays as it is. A story of 1,000 real articles is made of any pile of them: headwater new,
# headwater add. Readers pause PAUSE seconds between pages (default 1). Needs python3; readers and server share this machine.
set -euo pipefail
cd "$(dirname "$0")"
story=${1:?a story} readers=${2:-50} seconds=${3:-60} pause=${4:-1}
work=$(mktemp -d)
server=""
finish() {
    [ -z "$server" ] || kill -INT "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT
headwater=${HEADWATER:-headwater}
cp "$story" "$work/copy.story"
[ ! -e "$story-wal" ] || cp "$story-wal" "$work/copy.story-wal"
"$headwater" serve "$work/copy.story" --port 0 --quiet >"$work/address" &
server=$!
started=$(date +%s)
until grep -q token= "$work/address"; do
    kill -0 "$server" || exit 1
    sleep 0.2
done
printf 'read and traced after %s s\n' $(($(date +%s) - started))
python3 readers.py "$(grep -oE 'http://[^ ]*token=[0-9a-f]+' "$work/address")" "$readers" "$seconds" "$pause"
printf 'memory at most %s MiB\n' "$(awk '/VmHWM/ {print int($2 / 1024)}' "/proc/$server/status")"
kill -INT "$server"
wait "$server"
server=""
