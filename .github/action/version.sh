#!/usr/bin/env bash
# Prints the version in Cargo.toml as a tag. Fails if the given tag differs.
#   version.sh [TAG]
set -euo pipefail
version=v$(sed -n 's/^version = "\(.*\)"$/\1/p' "$(dirname "$0")/../../Cargo.toml" | head -n 1)
if [ "${1:-$version}" != "$version" ]; then
  echo "the tag is $1, but the version in Cargo.toml is $version: tag a commit that has this version" >&2
  exit 1
fi
printf '%s\n' "$version"
