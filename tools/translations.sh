#!/bin/sh
# Take the window's words into the translations: new ones come in, those that are gone go out.
# Each language is a file of resources/translations; translate in it what is marked as unfinished. The template is empty.
set -eu
cd "$(dirname "$0")/.."
folder=${1:-resources/translations}
words=$(find ui/desktop -name '*.py' | LC_ALL=C sort)
for file in "$folder"/parisana*.ts; do
    # shellcheck disable=SC2086  # a list of files without spaces
    .venv/bin/pyside6-lupdate -silent -locations none -no-obsolete -tr-function-alias QT_TRANSLATE_NOOP=later $words -ts "$file"
done
