#!/usr/bin/env bash
# Runs the conformance suite of the Qdrant store against a real server (its gRPC port), in collections of its own that it deletes.
#   tests/qdrant-live.sh http://localhost:6334 [API_KEY]
# The key may also come by the environment variable QDRANT_API_KEY, which other users of the machine do not see.
# Where there is no server, the double of the tests shows what a run looks like: it says its address, and goes when its input ends.
#   dotnet run --project tests/VectorService -c Release -- qdrant [API_KEY]
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ] || [[ ! $1 =~ ^https?://(\[[^]]+\]|[^/:]+)(:([0-9]+))?/?$ ]]; then
  sed -n '2,6p' "$0" >&2
  exit 2
fi
host=${BASH_REMATCH[1]} port=${BASH_REMATCH[3]:-6334}
if [ -z "${BASH_REMATCH[2]}" ]; then set -- "${1%/}:$port" "${@:2}"; fi
if ! timeout 10 bash -c 'exec 3<>"/dev/tcp/$1/$2"' _ "$(tr -d '[]' <<<"$host")" "$port" 2>/dev/null; then
  echo "Nobody listens at $host, port $port." >&2
  exit 1
fi
cd "$(dirname "$0")/.."
export GROUPCHAT_TEST_QDRANT=$1 GROUPCHAT_TEST_QDRANT_KEY=${2:-${QDRANT_API_KEY:-}}
exec dotnet test tests/VectorService -c Release --nologo --logger "console;verbosity=normal" \
  --filter "FullyQualifiedName~GroupChat.Vectors.Tests.Qdrant.Qdrant&FullyQualifiedName!~QdrantTroubleTests" \
  -- RunConfiguration.TreatNoTestsAsError=true
