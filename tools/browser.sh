# Sourced by the scripts that use a browser: finds one, and the packages that drive it, or says what was skipped and ends.
# Before: `unseen`, what is not done without a browser. After: `chromium`, `tools`, the folder of the packages, and `pictures`.

skip() {
    printf 'skipped: %s, %s\n' "$unseen" "$1"
    exit 0
}

chromium=""
for name in chromium chromium-browser google-chrome; do
    command -v "$name" >/dev/null && chromium="$(command -v "$name")" && break
done
[ -n "$chromium" ] || skip "no chromium is installed"
command -v node >/dev/null && command -v npm >/dev/null || skip "no node and npm are installed"

# Node finds packages beside the script that asks for them, so a copy of each script runs there.
tools="${XDG_CACHE_HOME:-$HOME/.cache}/headwater-tools/browser"
mkdir -p "$tools"
if [ ! -d "$tools/node_modules/playwright-core" ] || [ ! -d "$tools/node_modules/axe-core" ]; then
    npm install --silent --no-fund --no-audit --prefix "$tools" playwright-core@1.65.1 axe-core@4.14.1 >/dev/null 2>&1 ||
        skip "playwright-core and axe-core cannot be installed"
fi
pictures="${PICTURES:-$(mktemp -d)}"
