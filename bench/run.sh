#!/usr/bin/env bash
# Runs a benchmark: our side and its baseline interleaved, one JSON object per figure and line.
#   bench/run.sh list
#   bench/run.sh NAME [--quick]    quick: under two minutes
set -euo pipefail
cd "$(dirname "$0")/.."
source eng/prerequisites.sh
case "${1:-}" in
  vector-*) prerequisites+=(g++:/usr/bin/g++ libhnswlib-dev:/usr/include/hnswlib/hnswlib.h) ;; # the baseline
  llm-*) prerequisites+=(g++:/usr/bin/g++) ;; # the baseline
esac
install_prerequisites >&2
if [ "${1:-}" = llm-rooms ]; then # the baseline; its other platforms and its own builds are not needed
  export GROUPCHAT_BENCH_NODE="$PWD/artifacts/node-llama-cpp"
  mkdir -p "$GROUPCHAT_BENCH_NODE" && cp bench/Llama/rooms.mjs "$GROUPCHAT_BENCH_NODE"
  if [ ! -d "$GROUPCHAT_BENCH_NODE/node_modules/node-llama-cpp" ]; then
    echo '{"private":true}' > "$GROUPCHAT_BENCH_NODE/package.json"
    (cd "$GROUPCHAT_BENCH_NODE" && npm install --no-save --ignore-scripts --omit=optional --no-audit --no-fund \
      node-llama-cpp@3.22.1 "@node-llama-cpp/linux-$(node -p process.arch)@3.22.1") >&2
  fi
fi
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build bench/Bench.csproj -c Release -v quiet >&2
exec dotnet artifacts/bin/Bench/release/GroupChat.Bench.dll "$@"
