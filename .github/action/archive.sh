#!/usr/bin/env bash
# Prints the names of the archives of a release, which are the same when packing and installing.
#   archive.sh VERSION               for all systems
#   archive.sh VERSION OS MACHINE    for one system, in the words of GitHub runners
set -euo pipefail
version=$1
system=${2:+$2 $3}
case $version in
  v[0-9]*[!0-9A-Za-z.+-]* | [!v]* | v[!0-9]* | v | "")
    echo "'$version' is not a version: write one such as v0.1.0" >&2
    exit 1
    ;;
esac

archives="Linux X64: linux-x86_64.tar.gz
Linux ARM64: linux-aarch64.tar.gz
macOS ARM64: macos-aarch64.tar.gz
macOS X64: macos-x86_64.tar.gz
Windows X64: windows-x86_64.zip"

found=$(printf '%s\n' "$archives" | sed -n "s/^${system:-.*}: /brochure-$version-/p")
if [ -z "$found" ]; then
  printf 'there is no brochure for %s; there is one for:\n' "$system" >&2
  printf '%s\n' "$archives" | sed 's/^\(.*\): .*/  \1/' >&2
  exit 1
fi
printf '%s\n' "$found"
