#!/usr/bin/env bash
# Makes a whole data directory of this program, and what its gateway answers on it: NAME.zip and NAME.answers.
#   tests/Ayni.Gateway.Tests/Earlier/make.sh schema-08      (TRAINER, GATEWAY: programs that are built already)
# Later programs open it (DataDirectoryTests). Never made again: it is of its program for ever.
set -euo pipefail
cd "$(dirname "$0")/../../.."
name=$1 out=$PWD/tests/Ayni.Gateway.Tests/Earlier port=${PORT:-5987}
work=$(mktemp -d)
trap 'kill "${gateway:-0}" 2>/dev/null || true; rm -rf "$work"' EXIT
[ ! -e "$out/$name.zip" ] || { echo "$out/$name.zip is there already."; exit 1; }

trainer=${TRAINER:-dotnet run --project trainer/Ayni.Trainer --}
serve=${GATEWAY:-dotnet run --project gateway --}
$trainer generate --data "$work/shop" --users 40 --products 30 --events 1200
$trainer train --data "$work/shop" --rank 4 --sweeps 2 --judged-share 0
$trainer train --data "$work/shop" --rank 3 --sweeps 2 --judged-share 0

$serve --data "$work/shop" --urls "http://127.0.0.1:$port" \
  --Ayni:Gateway:ReadDeadline=00:01:00 >"$work/log" &
gateway=$!
at=http://127.0.0.1:$port
for _ in $(seq 600); do curl -sf "$at/health/ready" >/dev/null && break; sleep 0.2; done
send() { curl -sS --fail-with-body -X PUT -H 'Content-Type: application/json' "$at$1" -d "$2"; }
# The model alone: it counts time from its own moment, so that its answers stay the same.
send /v1/scenarios/model_alone '{"sources": [{"name": "model"}]}'
send /v1/interaction-types/quote '{"weight": 2.5}'
send /v1/users/c000003/profile '{"segment": "wholesale"}'
for path in '/v1/users/c000001/recommendations?scenario=model_alone&n=5' \
  '/v1/users/c000002/recommendations?scenario=model_alone&n=5' '/v1/products/COC-00001/similar?n=5' \
  '/v1/models' '/v1/users/c000003' '/v1/interaction-types'; do
  answer=$(curl -sS --fail-with-body "$at$path" | tr -d '\n')
  printf '%s\t%s\n' "$path" "$answer"
done >"$work/answers"
kill -TERM "$(pgrep -P "$gateway" || echo "$gateway")" && wait "$gateway" || true
rm -f "$work/shop/silo.lock"
(cd "$work/shop" && python3 -c 'import shutil; shutil.make_archive("../shop-files", "zip", ".")')
mv "$work/shop-files.zip" "$out/$name.zip"
mv "$work/answers" "$out/$name.answers"
ls -l "$out/$name".*
