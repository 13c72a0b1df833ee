#!/usr/bin/env bash
# Uses an existing program, or installs the one of a release after checking its hash.
# In:  PROGRAM or VERSION, SERVER, REPOSITORY, and the variables of every runner
# Out: the program as output `program`, its folder on the path
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)

fail() {
  printf '::error title=brochure::%s\n' "$(printf '%s' "$1" | awk 'NR > 1 { printf "%%0A" } { printf "%s", $0 }')"
  exit 1
}

sha256() {
  if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d ' ' -f 1
}

get() {
  curl --fail --location --silent --show-error --retry 3 --output "$1" "$from/$1" ||
    fail "cannot fetch $from/$1: is there a release $version? Set the input \`version\` to \
another one, or \`program\` to an existing program"
}

if [ -n "$PROGRAM" ]; then
  for program in "$PROGRAM" "$PROGRAM.exe" ""; do
    if [ -f "$program" ]; then break; fi
  done
  [ -n "$program" ] || fail "there is no file $PROGRAM, which the input \`program\` names"
  folder=$(cd "$(dirname "$program")" && pwd)
  program=$folder/$(basename "$program")
else
  # An action that is used at a hash or a branch has the version in its Cargo.toml.
  version=${VERSION:-$("$here/version.sh")}
  version=v${version#v}
  [ -n "$REPOSITORY" ] ||
    fail "an action from the work tree has no releases: set the input \`program\` to an existing program"
  archive=$("$here/archive.sh" "$version" "$RUNNER_OS" "$RUNNER_ARCH" 2>&1) || fail "$archive"
  from=$SERVER/$REPOSITORY/releases/download/$version
  mkdir -p "$RUNNER_TEMP/brochure-$version"
  cd "$RUNNER_TEMP/brochure-$version"
  get SHA256SUMS
  expected=$(awk -v name="$archive" '$2 == name { print $1 }' SHA256SUMS)
  [ -n "$expected" ] || fail "the release $version has no $archive; it has:
$(awk '{ print "  " $2 }' SHA256SUMS)"
  get "$archive"
  found=$(sha256 "$archive")
  [ "$found" = "$expected" ] || fail "$from/$archive does not match its release: its SHA-256 is $found, \
but SHA256SUMS has $expected; nothing was installed"
  case $archive in
    *.zip) unzip -q -o "$archive" && folder=$PWD/${archive%.zip} && program=$folder/brochure.exe ;;
    *) tar -xzf "$archive" && folder=$PWD/${archive%.tar.gz} && program=$folder/brochure ;;
  esac
fi

"$program" --version || fail "$program does not run here"
printf 'program=%s\n' "$program" >> "$GITHUB_OUTPUT"
if command -v cygpath >/dev/null; then folder=$(cygpath --windows "$folder"); fi
printf '%s\n' "$folder" >> "$GITHUB_PATH"
