#!/usr/bin/env bash
# Looks at the report of the bundled story in a real browser. Development only: where no browser or no Node can be found it says so and
# is content. With REPORT.html ... it looks at those; pictures go to the folder named by PICTURES.
set -euo pipefail
cd "$(dirname "$0")/.."

skip() {
    printf 'skipped: the report was not looked at in a browser, %s\n' "$1"
    exit 0
}

chromium=""
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && chromium="$(command -v "$name")" && break
done
[ -n "$chromium" ] || skip "no chromium is installed"
command -v node >/dev/null && command -v npm >/dev/null || skip "no node and npm are installed"

# Node finds packages beside the script that asks for them, so a copy of it runs there.
tools="${XDG_CACHE_HOME:-$HOME/.cache}/headwater-tools/browser"
mkdir -p "$tools"
if [ ! -d "$tools/node_modules/playwright-core" ] || [ ! -d "$tools/node_modules/axe-core" ]; then
    npm install --silent --no-fund --no-audit --prefix "$tools" playwright-core@1.65.1 axe-core@4.14.1 >/dev/null 2>&1 ||
        skip "playwright-core and axe-core cannot be installed"
fi
cp tools/check_report.mjs "$tools/check_report.mjs"

pictures="${PICTURES:-$(mktemp -d)}"
if [ "$#" -eq 0 ]; then
    report="$(mktemp -d)/halchin.html"
    cargo run --quiet --locked -p headwater -- report examples/halchin/articles --since 2032-04-14 -o "$report"
    set -- "$report"
fi
CHROMIUM="$chromium" node "$tools/check_report.mjs" "$pictures" "$@"
printf 'pictures: %s\n' "$pictures"
