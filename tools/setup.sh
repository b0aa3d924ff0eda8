#!/usr/bin/env bash
# Installs what the checks need and this machine lacks: a C compiler and cargo-deny. A Rust toolchain is assumed.
# Prints nothing where nothing is missing.
set -euo pipefail

fail() {
    printf 'setup: %s\n' "$1" >&2
    exit 1
}

command -v cargo >/dev/null || fail "no Rust toolchain found; see https://rustup.rs"

for component in fmt clippy; do
    cargo "$component" --version >/dev/null 2>&1 || rustup component add "${component/fmt/rustfmt}"
done

if ! command -v cc >/dev/null; then
    command -v apt-get >/dev/null || fail "no C compiler found; install one and run this again"
    as_root=()
    [ "$(id -u)" -eq 0 ] || as_root=(sudo)
    "${as_root[@]}" apt-get update --quiet
    "${as_root[@]}" apt-get install --quiet --yes build-essential
fi

tools="${XDG_CACHE_HOME:-$HOME/.cache}/headwater-tools"
if ! command -v cargo-deny >/dev/null && [ ! -x "$tools/bin/cargo-deny" ]; then
    cargo install --locked --root "$tools" cargo-deny
fi
