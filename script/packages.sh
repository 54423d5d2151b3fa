# Sourced by script/bootstrap: which Debian packages are missing, and how they are installed.

# Read where a message needs it, here and in script/bootstrap.
DOCKER_ROUTE='With Docker nothing has to be installed: copy .env.example to .env and run "docker compose up".'

# need PACKAGE COMMAND…: notes the package unless the command succeeds.
need() {
    local package=$1
    shift
    "$@" >/dev/null 2>&1 || MISSING+=("$package")
}

has_library() { { ldconfig -p || /sbin/ldconfig -p; } 2>/dev/null | grep -F "$1.so"; }
has_font() { [ -n "$(find /usr/share/fonts /usr/local/share/fonts -name "$1" -print -quit 2>/dev/null)" ]; }
has_browser() { command -v chromium || command -v chromium-browser || command -v google-chrome; }

# Prints the newest installed server version that has PostGIS; with any other argument than "postgis" any version.
find_server() {
    local version
    for version in $(ls /usr/lib/postgresql 2>/dev/null | sort -rn); do
        [ -x "/usr/lib/postgresql/$version/bin/initdb" ] || continue
        [ "$1" != postgis ] || [ -e "/usr/share/postgresql/$version/extension/postgis.control" ] || continue
        echo "$version"
        return
    done
    return 1
}

# find_missing_packages SERVER LOCK fills MISSING.
find_missing_packages() {
    MISSING=()
    need python3-venv find_python
    need postgresql-client command -v pg_dump
    need postgis has_library libgdal
    need osm2pgsql command -v osm2pgsql
    need fonts-noto-core has_font NotoSansArabic-Regular.ttf
    need fonts-noto-extra has_font NotoSans-SemiBold.ttf
    [ "$1" = no ] || need postgresql find_server postgis
    [ "$2" = requirements.lock ] || need git command -v git
    [ "$2" = requirements.lock ] || need chromium has_browser
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        env DEBIAN_FRONTEND=noninteractive "$@"
    else
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    fi
}

apt_get() { as_root apt-get -qy -o Dpkg::Use-Pty=0 --no-install-recommends "$@"; }

# A password can only be asked for where somebody sits.
may_install() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null || { [ -t 0 ] && command -v sudo >/dev/null; }; }

apt_install() {
    local missing=("$@") package plain=()
    command -v apt-get >/dev/null || fail "This system has no apt. Missing: ${missing[*]}. $DOCKER_ROUTE"
    may_install || fail "Missing system packages, and neither root nor sudo is at hand. Ask your administrator to run:
    apt-get install --no-install-recommends ${missing[*]/%postgresql/postgresql postgresql-postgis}
$DOCKER_ROUTE"
    apt_get update
    for package in "${missing[@]}"; do
        [ "$package" = postgresql ] || plain+=("$package")
    done
    [ ${#plain[@]} = ${#missing[@]} ] || install_server
    [ ${#plain[@]} = 0 ] || apt_get install "${plain[@]}"
}

# PostGIS for the server that is there, else Debian's own pair; PGDG's archive has no metapackage for PostGIS.
install_server() {
    local version
    if version=$(find_server any); then
        apt_get install "postgresql-$version-postgis-3"
        return
    fi
    version=$(apt-cache depends postgresql | sed -nE 's/.*Depends: postgresql-([0-9]+)$/\1/p' | head -n 1)
    apt_get install postgresql-common
    without_main_cluster apt_get install "postgresql-$version" "postgresql-$version-postgis-3"
}

# Debian starts a server of its own with the package. Nobody asked for one, so its creation is switched off while
# the package is installed; the administrator's file is put back as it was.
without_main_cluster() {
    local conf=/etc/postgresql-common/createcluster.conf kept status=0
    kept=$(mktemp)
    cp "$conf" "$kept"
    as_root sed -i -E '/^#?create_main_cluster/d; $a create_main_cluster = false' "$conf"
    "$@" || status=$?
    as_root cp "$kept" "$conf"
    rm "$kept"
    return "$status"
}
