# Sourced: starts and stops a replay of the sources. Sets MIRROR to its address; start_mirror takes serve.py's options.
start_mirror() {
    local port log
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    log=$(mktemp)
    python3 "$MIRROR_DIR/serve.py" --port "$port" "$@" >"$log" 2>&1 &
    MIRROR_PID=$!
    MIRROR=http://127.0.0.1:$port
    # Its first start packs the records, which takes about a minute.
    for _ in $(seq 300); do
        if curl -fs "$MIRROR/__stats" >/dev/null 2>&1; then
            rm -f "$log"
            return 0
        fi
        kill -0 "$MIRROR_PID" 2>/dev/null || break
        sleep 1
    done
    cat "$log" >&2
    return 1
}

stop_mirror() {
    if [[ -n ${MIRROR_PID:-} ]]; then
        kill "$MIRROR_PID" 2>/dev/null || true
        wait "$MIRROR_PID" 2>/dev/null || true
        MIRROR_PID=
    fi
}
