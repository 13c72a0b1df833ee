#!/usr/bin/env bash
# Writes the licences and notices of everything that is compiled into the program: crates, fonts, map data and profile.
# Needs cargo-about. Fails if a crate has a licence that .ci/about.toml does not accept.
#   notices.sh FILE
set -euo pipefail
mkdir -p "$(dirname "$1")"
file=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."

section() {
  printf '\n================================================================================\n%s\n' "$1"
  printf -- '--------------------------------------------------------------------------------\n\n'
}

cargo about generate --locked --fail --config .ci/about.toml .ci/third-party.hbs --output-file "$file"

# Some licences ask for these files, which list works inside a crate.
crates=$(cargo metadata --locked --format-version 1 | grep -o '"manifest_path":"[^"]*"' | cut -d '"' -f 4 | sort)
while IFS= read -r manifest; do
  for notice in "$(dirname "$manifest")"/NOTICE*; do
    if [ -f "$notice" ]; then
      section "$(basename "$(dirname "$manifest")"), $(basename "$notice")"
      cat "$notice"
    fi
  done
done <<< "$crates" >> "$file"

for part in fonts/LICENSE-SourceSans3.md fonts/LICENSE-SourceSerif4.md data/profiles/README.md \
  data/geo/README.md data/geo/LICENSE-GeoNames.txt data/geo/LICENSE-Unicode.txt; do
  section "$part"
  cat "$part"
done >> "$file"
