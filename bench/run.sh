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
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet build bench/Bench.csproj -c Release -v quiet >&2
exec dotnet artifacts/bin/Bench/release/GroupChat.Bench.dll "$@"
