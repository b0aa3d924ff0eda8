#!/usr/bin/env bash
# Works with the web app in a real browser, on a story of the bundled articles. Development only: where no browser or no Node can be
# found it says so and is content. Pictures go to the folder named by PICTURES; HEADWATER names a program that is built already.
set -euo pipefail
cd "$(dirname "$0")/.."

unseen="the web app was not used in a browser"
. tools/browser.sh
cp tools/check_serve.mjs "$tools/check_serve.mjs"

if [ -n "${HEADWATER:-}" ]; then
    headwater=("$HEADWATER")
else
    cargo build --quiet --locked -p headwater
    headwater=(cargo run --quiet --locked -p headwater --)
fi

work="$(mktemp -d)"
server=""
finish() {
    [ -z "$server" ] || kill -INT "$server" 2>/dev/null || true
    rm -rf "$work"
}
trap finish EXIT

"${headwater[@]}" new "$work/halchin.story"
"${headwater[@]}" add --quiet "$work/halchin.story" examples/halchin/articles >/dev/null
"${headwater[@]}" serve "$work/halchin.story" --port 0 >"$work/address" 2>"$work/errors" &
server=$!
for _ in $(seq 200); do
    grep -q token= "$work/address" && break
    kill -0 "$server" 2>/dev/null || { cat "$work/errors" >&2; exit 1; }
    sleep 0.1
done
address="$(grep -oE 'http://[^ ]*token=[0-9a-f]+' "$work/address")"

cat >"$work/strike.txt" <<'ARTICLE'
Dam workers strike
Coast Post
2032-04-16

The harbour master, Ilse Brandt, told the Coast Post on Friday that 63 boats lay at anchor in Ostrel.
ARTICLE
CHROMIUM="$chromium" node "$tools/check_serve.mjs" "$pictures" "$address" "$work/strike.txt"

# It ends when it is told to, and says nothing of errors.
kill -INT "$server"
wait "$server" || { printf 'the server ended with an error\n' >&2; exit 1; }
server=""
[ ! -s "$work/errors" ] || { cat "$work/errors" >&2; exit 1; }
printf 'pictures: %s\n' "$pictures"
