#!/usr/bin/env bash
# Checks the contract: lint, format, and no breaking change against the committed baseline image.
#   eng/contract.sh            check
#   eng/contract.sh --accept   move the baseline on purpose; say why in the commit message
set -euo pipefail
cd "$(dirname "$0")/.."
export npm_config_loglevel=error
[ -x node_modules/.bin/buf ] || npm install --no-save --no-audit --no-fund >/dev/null
buf=node_modules/.bin/buf
if [ "${1:-}" = "--accept" ]; then
  "$buf" build protos --exclude-source-info -o eng/contract-baseline.binpb
  exit 0
fi
"$buf" lint
"$buf" format --diff --exit-code --exclude-path protos/google --exclude-path protos/grpc
"$buf" breaking protos --against eng/contract-baseline.binpb
