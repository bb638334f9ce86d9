#!/usr/bin/env bash
# The long run of the checker, by hand: tests/Chaos/run.sh [--seed N] [--seeds COUNT] [--seconds S] [--least N] [--backend sqlite|postgres|both]
# Without options: 20 seeds of a minute, each on one server with SQLite and on two with PostgreSQL and Redis; takes an hour.
#   tests/Chaos/run.sh --answers [STRIKES [SEED]]: cuts and kills while agents answer, 500 unless said otherwise.
# Prints a line for each run; fails when a promise was broken. The same seed does the same things in the same order again.
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build tests/Chaos -c Release -v q --nologo >&2
[ $# -gt 0 ] || set -- --seeds 20 --seconds 60
exec dotnet artifacts/bin/Chaos.Tests/release/GroupChat.Chaos.Tests.dll "$@"
