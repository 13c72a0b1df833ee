#!/usr/bin/env bash
# Uses an existing program, or installs the one of a release. The archive must have a hash that the user has pinned. If
# none is pinned, it must have that of SHA256SUMS, which is no more trustworthy than the archive beside it: so where `gh`
# is installed, the archive must also be attested as made by the release workflow of this version.
# In:  PROGRAM or VERSION, SHA256, SERVER, REPOSITORY, GH_TOKEN, and the variables of every runner
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

# Verifies that the release workflow has made an archive from the commit that the version names.
attested() {
  if ! command -v gh >/dev/null; then
    printf '::warning title=brochure::%s\n' "gh is not installed, so nothing shows where $1 comes from: install gh, \
or pin the hash with the input \`sha256\`"
    return
  fi
  # Its long report is shown only if it fails.
  gh attestation verify "$1" --repo "$REPOSITORY" --signer-workflow "$REPOSITORY/.github/workflows/release.yml" \
    --source-ref "refs/tags/$version" >report.txt 2>&1 ||
    fail "$from/$1 has no valid attestation of its release; nothing was installed: $(tail -n 3 report.txt)"
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
  if [ -n "$SHA256" ]; then
    get "$archive"
    found=$(sha256 "$archive")
    pinned=no
    # All words of all lines.
    read -r -d '' -a hashes <<< "$SHA256" || true
    for hash in "${hashes[@]}"; do
      [[ ${hash#sha256:} =~ ^[0-9a-f]{64}$ ]] || fail "the input \`sha256\` has '$hash', which is not a SHA-256"
      if [ "$found" = "${hash#sha256:}" ]; then pinned=yes; fi
    done
    [ "$pinned" = yes ] || fail "the SHA-256 of $from/$archive is $found, which the input \`sha256\` does not have; \
nothing was installed"
  else
    get SHA256SUMS
    expected=$(awk -v name="$archive" '$2 == name { print $1 }' SHA256SUMS)
    [ -n "$expected" ] || fail "the release $version has no $archive; it has:
$(awk '{ print "  " $2 }' SHA256SUMS)"
    get "$archive"
    found=$(sha256 "$archive")
    [ "$found" = "$expected" ] || fail "$from/$archive does not match its release: its SHA-256 is $found, \
but SHA256SUMS has $expected; nothing was installed"
    attested "$archive"
  fi
  case $archive in
    *.zip) unzip -q -o "$archive" && folder=$PWD/${archive%.zip} && program=$folder/brochure.exe ;;
    *) tar -xzf "$archive" && folder=$PWD/${archive%.tar.gz} && program=$folder/brochure ;;
  esac
fi

"$program" --version || fail "$program does not run here"
printf 'program=%s\n' "$program" >> "$GITHUB_OUTPUT"
if command -v cygpath >/dev/null; then folder=$(cygpath --windows "$folder"); fi
printf '%s\n' "$folder" >> "$GITHUB_PATH"
