# What building and testing need beside the .NET SDK. Sourced by test.sh and bench/run.sh.

# package:command-or-file that proves it is there
prerequisites=(
  libsqlite3-0:/usr/lib/*/libsqlite3.so.0
  python3-grpcio:/usr/lib/python3/dist-packages/grpc/__init__.py
  python3-protobuf:/usr/lib/python3/dist-packages/google/protobuf/__init__.py
  protobuf-compiler:/usr/bin/protoc
  libprotobuf-dev:/usr/include/google/protobuf/duration.proto
  protobuf-compiler-grpc:/usr/bin/grpc_python_plugin
  golang-go:/usr/bin/go
  golang-google-grpc-dev:/usr/share/gocode/src/google.golang.org/grpc/version.go
  golang-google-protobuf-dev:/usr/share/gocode/src/google.golang.org/protobuf/proto/decode.go
  golang-google-genproto-dev:/usr/share/gocode/src/google.golang.org/genproto/googleapis/rpc/status/status.pb.go
  golang-github-golang-protobuf-1-5-dev:/usr/share/gocode/src/github.com/golang/protobuf/proto/buffer.go
  protoc-gen-go-1-5:/usr/bin/protoc-gen-go
  protoc-gen-go-grpc:/usr/bin/protoc-gen-go-grpc
  curl:/usr/bin/curl
  chromium:/usr/bin/chromium
  redis-server:/usr/bin/redis-server
  postgresql:/usr/lib/postgresql/*/bin/initdb
  postgresql-contrib:/usr/share/postgresql/*/extension/btree_gin.control
)

install_prerequisites() {
  local missing=() entry
  for entry in "${prerequisites[@]}"; do
    compgen -G "${entry#*:}" >/dev/null || missing+=("${entry%%:*}")
  done
  command -v npm >/dev/null || missing+=(nodejs npm)
  if ! command -v dotnet >/dev/null; then
    echo "The .NET SDK 10 is missing: install it first (https://dot.net)." >&2
    return 1
  fi
  [ ${#missing[@]} -eq 0 ] && return 0
  if [ "$(id -u)" -ne 0 ]; then
    echo "Missing: ${missing[*]}. Install them with: sudo apt-get install --no-install-recommends ${missing[*]}" >&2
    return 1
  fi
  echo "installing ${missing[*]}"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"; } >/dev/null
}
