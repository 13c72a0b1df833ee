#!/usr/bin/env bash
# Checks the records, builds the PDFs, or compares committed PDFs, depending on the inputs of the action.
#   run.sh check|build
# In:  BROCHURE, PROJECT, EDITION, LANGUAGES, DENY_WARNINGS; for a build also TARGETS, OUT and COMMITTED
# Out: for a build, `files` as JSON and the `paths` to upload
set -euo pipefail
command=$1

# Other words must not count as `false`, or nobody would notice that warnings are not denied.
yes() {
  case $2 in
    true) return 0 ;;
    false) return 1 ;;
    *) echo "::error title=brochure::the input $1 is '$2': write true or false"; exit 2 ;;
  esac
}

# Annotations need paths from the root of the repository; the program prints them from the root of the project.
prefix=${PROJECT%/}/
while [ "${prefix#./}" != "$prefix" ]; do prefix=${prefix#./}; done
prefix=$(printf '%s' "$prefix" | sed 's/%/%25/g; s/:/%3A/g; s/,/%2C/g; s/[&|\\]/\\&/g')
annotate() {
  sed "s|^\(::[a-z]* file=\)|\1$prefix|"
}

brochure() {
  local options=(--format "$1")
  if [ "$command" = build ]; then options+=(--target "$TARGETS" --out "$OUT"); fi
  if [ "$compares" = yes ]; then options+=(--check); fi
  if [ -n "$LANGUAGES" ]; then options+=(--lang "$LANGUAGES"); fi
  if [ "$deny" = yes ]; then options+=(--deny-warnings); fi
  if [ -n "$EDITION" ]; then options+=(-- "$EDITION"); fi
  "$BROCHURE" "$command" "${options[@]}"
}

deny=no compares=no
if yes deny-warnings "$DENY_WARNINGS"; then deny=yes; fi
if [ "$command" = build ] && yes committed "$COMMITTED"; then compares=yes; fi

brochure github | annotate
if [ "$command" = check ] || [ "$compares" = yes ]; then exit; fi

# The PDFs are up to date, so this only lists them, in the last line.
report=$(brochure json | tail -n 1)
files=${report#*\"files\":}
files=${files%,\"warnings\":*}
printf '%s\n' "$report"
{
  printf 'files=%s\n' "$files"
  printf 'paths<<END\n'
  {
    printf '%s\n' "$files" | grep -o '"file":"[^"]*"' | cut -d '"' -f 4 | sed 's|\\\\|/|g'
    printf '%s/SHA256SUMS\n' "$OUT"
  } |
    while IFS= read -r file; do
      case $file in
        /* | ?:*) printf '%s\n' "$file" ;;
        *) printf '%s/%s\n' "${PROJECT%/}" "$file" ;;
      esac
    done
  printf 'END\n'
} >> "$GITHUB_OUTPUT"
