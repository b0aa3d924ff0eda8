#!/usr/bin/env bash
# Works with the web app in a real browser, on a story of the bundled articles. Development only: where no browser or no Node can be
# found it says so and is content. Pictures go to the folder named by PICTURES; HEADWATER names a program that is built already.
# With STORY it only looks at the pages of a copy of that story.
set -euo pipefail
cd "$(dirname "$0")/.."

unseen="the web app was not used in a browser"
. tools/browser.sh
cp tools/browser.mjs tools/check_serve.mjs "$tools/"

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

story="$work/halchin.story"
if [ "$#" -gt 0 ]; then
    story="$work/copy.story"
    cp "$1" "$story"
    [ ! -e "$1-wal" ] || cp "$1-wal" "$story-wal"
else
    "${headwater[@]}" new "$story"
    "${headwater[@]}" add --quiet "$story" examples/halchin/articles >/dev/null
    # An article that is edited before anybody looks.
    strike() {
        printf 'Title: Dam workers strike\nOutlet: Ostrel Mail\nURL: https://mail.example/strike\n\nThe union said on Friday that %s workers had walked out.\n\n%s\n\n%s\n' \
            "$1" "The dam company said nothing." "$2" >"$work/strike-$1.txt"
        "${headwater[@]}" add --quiet "$story" "$work/strike-$1.txt" >/dev/null
    }
    strike 60 "Two pumps stand still, the union said."
    strike 90 "Correction: an earlier version of this article said that 60 workers had walked out."
fi
"${headwater[@]}" serve "$story" --port 0 >"$work/address" 2>"$work/errors" &
server=$!
for _ in $(seq 1800); do
    grep -q token= "$work/address" && break
    kill -0 "$server" 2>/dev/null || { cat "$work/errors" >&2; exit 1; }
    sleep 0.1
done
address="$(grep -oE 'http://[^ ]*token=[0-9a-f]+' "$work/address")"

article="$work/strike.txt"
cat >"$article" <<'ARTICLE'
Dam workers strike
Coast Post
2032-04-16

The harbour master, Ilse Brandt, told the Coast Post on Friday that 63 boats lay at anchor in Ostrel.
ARTICLE
[ "$#" -eq 0 ] || article=""
CHROMIUM="$chromium" node "$tools/check_serve.mjs" "$pictures" "$address" $article

# It ends when it is told to, and says nothing of errors.
kill -INT "$server"
wait "$server" || { printf 'the server ended with an error\n' >&2; exit 1; }
server=""
[ ! -s "$work/errors" ] || { cat "$work/errors" >&2; exit 1; }
printf 'pictures: %s\n' "$pictures"
