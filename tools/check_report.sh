#!/usr/bin/env bash
# Looks at the report of the bundled story in a real browser. Development only: where no browser or no Node can be found it says so and
# is content. With REPORT.html ... it looks at those; pictures go to the folder named by PICTURES.
set -euo pipefail
cd "$(dirname "$0")/.."

unseen="the report was not looked at in a browser"
. tools/browser.sh
cp tools/browser.mjs tools/check_report.mjs "$tools/"

if [ "$#" -eq 0 ]; then
    report="$(mktemp -d)/halchin.html"
    cargo run --quiet --locked -p headwater -- report examples/halchin/articles --since 2032-04-14 -o "$report"
    set -- "$report"
fi
CHROMIUM="$chromium" node "$tools/check_report.mjs" "$pictures" "$@"
printf 'pictures: %s\n' "$pictures"
