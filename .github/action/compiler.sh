#!/usr/bin/env bash
# Installs the oldest compiler that Cargo.toml allows and makes it the default.
set -euo pipefail
cd "$(dirname "$0")/../.."
version=$(sed -n 's/^rust-version = "\(.*\)"$/\1/p' Cargo.toml)
rustup toolchain install "$version" --profile minimal --component clippy,rustfmt
rustup default "$version"
