#!/bin/sh
# Installs Vigie for a container. Usage: install.sh BUILD ROOT, where BUILD has vigie.jar, vigie and vigie-healthy, and ROOT is / or, in
# a test, another directory.
set -eu
build=$1
root=${2%/}

if [ -z "$root" ] && ! command -v java >/dev/null; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends \
        openjdk-17-jre-headless ca-certificates libgomp1
    rm -rf /var/lib/apt/lists/*
fi
install -d -m 0755 "$root/usr/bin" "$root/usr/share/vigie"
install -m 0644 "$build/vigie.jar" "$root/usr/share/vigie/vigie.jar"
install -m 0755 "$build/vigie" "$root/usr/bin/vigie"
install -m 0755 "$build/vigie-healthy" "$root/usr/bin/vigie-healthy"
# The user has a number and no entry: an engine may choose another.
install -d -o 10001 -g 10001 -m 0750 "$root/data"
