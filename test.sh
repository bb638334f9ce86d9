#!/usr/bin/env bash
# Builds and tests everything from a clean clone. Installs what is missing (as root, from Debian packages), starts its
# own servers on loopback, and ends with one line: N passed, N failed.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 npm_config_loglevel=error
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
passed=0
failed=0

# check NAME COMMAND...: a check that is not a unit test counts as one test.
check() {
  local name=$1 log="$results/check.log"
  shift
  if "$@" >"$log" 2>&1; then
    passed=$((passed + 1))
    echo "ok    $name"
  else
    failed=$((failed + 1))
    echo "FAIL  $name"
    tail -60 "$log"
  fi
}

finish() {
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

source eng/prerequisites.sh
if ! install_prerequisites; then
  failed=1
  finish
fi

check "node tools" npm install --no-save --no-audit --no-fund
check "web page: tools" npm install --prefix clients/web --no-save --no-audit --no-fund
check "web page: types and unit tests" npm run --prefix clients/web verify
check "contract: lint, format, breaking" eng/contract.sh
check "build, warnings as errors" dotnet build GroupChat.sln -c Release -p:BuildWebPage=true
[ "$failed" -eq 0 ] || finish
check "format" dotnet format GroupChat.sln --verify-no-changes --no-restore

dotnet test GroupChat.sln -c Release --no-build --logger trx --results-directory "$results" --blame-hang-timeout 8m -- RunConfiguration.MaxCpuCount=1 2>&1 |
  awk '/Error Message:/ { show = 5 }
    show > 0 || /^[ \t]*(Failed |Passed!|Failed!|Unhandled exception|Fatal error|The active test run|The test running|GroupChat\..*Tests|   at )/ { print; fflush() }
    { show-- }'
ended=("${PIPESTATUS[@]}")
read -r unit_passed unit_failed < <(python3 eng/count-tests.py "$results")
# A test host that crashes takes tests with it that no result tells of.
if [ "${ended[0]}" -ne 0 ] && [ "$unit_failed" -eq 0 ]; then
  echo "FAIL  tests: the run ended before all of them had"
  unit_failed=1
fi
passed=$((passed + unit_passed))
failed=$((failed + unit_failed))
finish
