# Sourced by the commands in bin/. Needs nothing but a POSIX shell.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)

# Print a Python new enough for Callsign: the one already in .venv, or the machine's.
# 3.14 comes last: pocketsphinx has no wheel for it yet and would need a compiler.
find_python() {
    for name in "$root/.venv/bin/python" python3 \
        python3.13 python3.12 python3.11; do
        if is_python "$name" '(3, 11) <= sys.version_info < (3, 14)'; then
            command -v "$name"
            return
        fi
    done
    for name in python3 python3.14 python3.15; do
        if is_python "$name" 'sys.version_info >= (3, 14)'; then
            command -v "$name"
            return
        fi
    done
    echo "Callsign needs Python 3.11 or newer, and there is none on this machine." >&2
    echo "On Debian or Ubuntu: apt-get install python3 python3-venv" >&2
    return 1
}

is_python() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c "import sys; sys.exit(not ($2))" 2>/dev/null
}

# Run one of the modules in bin/house by the given Python.
# -P keeps the caller's own folder out of the places Python imports from.
house() {
    python=$1
    module=$2
    shift 2
    PYTHONPATH="$root" exec "$python" -P -m "bin.house.$module" "$@"
}
