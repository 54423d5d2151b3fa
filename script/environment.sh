# Sourced by the scripts beside it: where things are and how they speak.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)
VAR=$ROOT/var
PYTHON=$VAR/venv/bin/python
CALLED_FROM=$PWD
PATH=$PATH:/usr/sbin:/sbin # runuser, which not everybody has in the path
cd "$ROOT"

say() { printf '== %s\n' "$*"; }

fail() {
    printf 'Error: %s\n' "$*" >&2
    exit 1
}

# The comment at the head of a script is its help text.
show_help() { sed -n '2,/^[^#]/ { s/^# \{0,1\}//p }' "$1"; }

# use_city DIR: one database and one folder of files per city folder, so that cities do not overwrite each other.
# A DATABASE_URL from outside stays as it is, and so do folders named by the caller.
use_city() {
    local folder key
    folder=$(cd "$CALLED_FROM" && cd "$1" 2>/dev/null && pwd -P) || fail "There is no folder '$1'."
    [ -f "$folder/city.toml" ] || fail "'$1' is not a city folder: it has no city.toml."
    CITY_DIR=$folder
    [ -z "${DATABASE_URL:-}" ] || return 0
    key=$(printf %s "${folder#"$ROOT/"}" | sha256sum | cut -c1-6)
    DATABASE_NAME=$(basename "$folder" | tr '[:upper:]' '[:lower:]' | tr -c '[:alnum:]\n' _ | cut -c1-40)_$key
    PUBLIC_URL_FILE=$VAR/cities/$DATABASE_NAME/public_url
    export MEDIA_ROOT=${MEDIA_ROOT:-$VAR/cities/$DATABASE_NAME/media}
    export TILE_DIR=${TILE_DIR:-$VAR/cities/$DATABASE_NAME/tiles}
}

# open_database [NAME]: the private server runs and DATABASE_URL leads to the database, until close_database.
# The shared lock tells who uses the server: a script is not connected all the time. The server must not inherit it.
open_database() {
    mkdir -p "$VAR"
    exec 9>>"$VAR/database.users"
    flock --shared 9
    script/database start "${1:-}" --until-idle 9>&-
    DATABASE_URL=$(script/database url "${1:-}")
    export DATABASE_URL
}

# The last one out ends the server.
close_database() {
    exec 9>&-
    env -u DATABASE_URL script/database stop --if-idle
}
