#!/usr/bin/env bash
# Packs a program for the system of the runner, with the licences of everything inside it.
#   pack.sh VERSION PROGRAM NOTICES FOLDER
# NOTICES is the file that .github/action/notices.sh writes.
set -euo pipefail
version=$1
program=$2
notices=$3
mkdir -p "$4"
folder=$(cd "$4" && pwd)
root=$(cd "$(dirname "$0")/../.." && pwd)

archive=$("$root/.github/action/archive.sh" "$version" "$RUNNER_OS" "$RUNNER_ARCH")
name=${archive%.zip}
name=${name%.tar.gz}
mkdir -p "$folder/$name"
if [ -f "$program.exe" ]; then program=$program.exe; fi
cp "$program" "$root/README.md" "$root/LICENSE-APACHE" "$root/LICENSE-MIT" "$folder/$name/"
cp "$notices" "$folder/$name/THIRD-PARTY.txt"
for part in fonts/LICENSE-SourceSans3.md fonts/LICENSE-SourceSerif4.md data/profiles/README.md \
  data/geo/README.md data/geo/LICENSE-GeoNames.txt data/geo/LICENSE-Unicode.txt; do
  mkdir -p "$folder/$name/$(dirname "$part")"
  cp "$root/$part" "$folder/$name/$part"
done
cd "$folder"
case $archive in
  *.zip) 7z a -bso0 "$archive" "$name" ;;
  *) tar -czf "$archive" "$name" ;;
esac
rm -r "$name"
printf '%s\n' "$folder/$archive"
