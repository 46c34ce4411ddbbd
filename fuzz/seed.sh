#!/bin/sh
# Links the public test files into the corpus of the targets that read their kind. Argument: the folder of the fixtures.
set -eu
cd "$(dirname "$0")"
from="${1:-../../shared/fixtures}"
[ -d "$from" ] || { echo "no fixtures in $from" >&2; exit 1; }
from=$(cd "$from" && pwd)

seed() {
    target=$1
    shift
    mkdir -p "corpus/$target"
    for kind in "$@"; do
        find "$from/$kind" -type f -size -200k -exec sh -c '
            target=$1; shift
            for file; do ln -sf "$file" "corpus/$target/$(basename "$file")"; done' sh "$target" {} +
    done
}

seed mail arf auth bounce charset forward-inline report torture
seed forwarded forward-inline reply
seed dates forward-inline
seed page ham-html phish
seed html attach-other
seed charset charset
seed rich_text msg
seed outlook msg
seed tnef tnef
seed pdf attach-pdf
seed picture qr
seed ole attach-office
seed rtf_objects attach-office
for target in zip seven rar iso cab xz lnk onenote; do seed "$target" attach-archive; done
seed file attach-archive attach-office attach-other attach-pdf
