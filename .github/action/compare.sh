#!/usr/bin/env bash
# Reports which records and pages differ from those of another commit. Neither a difference nor a comparison
# that is impossible fails the run.
# In:  BROCHURE, BASE, EDITION, LANGUAGES, TARGETS, ARTIFACT
# Out: `changed`, `report` if a page differs, and a text in the summary of the run
set -euo pipefail

folder=$RUNNER_TEMP/brochure-changes
mkdir -p "$folder"
report=$folder/${ARTIFACT:-brochure}-changes.html
rm -f "$report"

# Warns that there is no comparison. The reason is in $folder/failed: its first line goes into the warning, all
# of it into the summary.
warn() {
  printf '::warning title=brochure::no comparison with %s: %s\n' "$BASE" \
    "$(head -n 1 "$folder/failed" | sed 's/^error: //; s/%/%25/g')"
  printf '### No comparison with %s\n\n~~~~~~text\n%s\n~~~~~~\n' "$BASE" "$(cat "$folder/failed")" \
    >> "$GITHUB_STEP_SUMMARY"
  exit
}

# By default, a checkout has only one commit.
fetch() {
  git fetch --quiet --no-tags --depth=1 origin "$1" || true
}
known() {
  git cat-file -e "$BASE^{commit}" 2>/dev/null
}
if ! known; then
  case $BASE in
    origin/*) fetch "+refs/heads/${BASE#origin/}:refs/remotes/$BASE" ;;
    *[!0-9a-f]*) fetch "+refs/tags/$BASE:refs/tags/$BASE" ;;
    *) fetch "$BASE" ;;
  esac
fi
if ! known; then
  echo "it is not in the checkout and cannot be fetched from origin; set fetch-depth: 0 to fetch the whole history" > "$folder/failed"
  warn
fi

options=(--target "${TARGETS%%,*}" --report "$report")
if [ -n "$EDITION" ]; then options+=(--edition "$EDITION"); fi
if [ -n "$LANGUAGES" ]; then options+=(--lang "$LANGUAGES"); fi
ended=0
"$BROCHURE" diff "${options[@]}" -- "$BASE" >"$folder/changes" 2>"$folder/steps" || ended=$?
cat "$folder/changes"
cat "$folder/steps" >&2

case $ended in
  0)
    printf 'changed=false\n' >> "$GITHUB_OUTPUT"
    printf '### No page differs from %s\n' "$BASE" >> "$GITHUB_STEP_SUMMARY"
    ;;
  1)
    printf 'changed=true\n' >> "$GITHUB_OUTPUT"
    if [ -f "$report" ]; then printf 'report=%s\n' "$report" >> "$GITHUB_OUTPUT"; fi
    # A summary is limited to 1 MiB; the report is complete.
    { printf '### What differs from %s\n\n~~~~~~text\n' "$BASE"; head -c 500000 "$folder/changes"; printf '\n~~~~~~\n'; } \
      >> "$GITHUB_STEP_SUMMARY"
    ;;
  3)
    # Leave out the progress messages before the error.
    sed -n '/^error/,$p' "$folder/steps" > "$folder/failed"
    warn
    ;;
  *) exit "$ended" ;;
esac
