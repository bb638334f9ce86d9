#!/usr/bin/env bash
# Runs the conformance suite of the Qdrant store against a real server (its gRPC port), in collections of its own that it deletes.
#   tests/qdrant-live.sh http://localhost:6334 [API_KEY]
# The key may also come by the environment variable QDRANT_API_KEY, which other users of the machine do not see.
set -euo pipefail
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
  sed -n '2,4p' "$0" >&2
  exit 2
fi
cd "$(dirname "$0")/.."
export GROUPCHAT_TEST_QDRANT=$1 GROUPCHAT_TEST_QDRANT_KEY=${2:-${QDRANT_API_KEY:-}}
exec dotnet test tests/VectorService -c Release --nologo --logger "console;verbosity=normal" \
  --filter "FullyQualifiedName~GroupChat.Vectors.Tests.Qdrant.Qdrant&FullyQualifiedName!~QdrantTroubleTests"
