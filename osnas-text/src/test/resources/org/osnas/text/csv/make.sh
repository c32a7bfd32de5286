#!/bin/sh
# Makes the samples in this folder with the tools of the field: LibreOffice (soffice), Gnumeric (ssconvert), Python's csv
# and iconv, on Debian from libreoffice-calc, gnumeric and python3. The values are those that make.py writes.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 make.py "$work"
office() { # SOURCE, TARGET, tokens: separator, quote, encoding (76 UTF-8, 1 Windows-1252, 65535 UTF-16)
  soffice "-env:UserInstallation=file://$work/profile" --headless \
    --convert-to "csv:Text - txt - csv (StarCalc):$3,1,,0,false,true" --outdir "$work" "$work/$1.fods" >/dev/null
  mv "$work/$1.csv" "$2"
}
office plain office.csv 44,34,76
office german office-german.csv 59,34,76
office german-thousands office-german-thousands.csv 59,34,76
office english-thousands office-english-thousands.csv 44,34,76
office german office-german-tab-utf16.txt 9,34,65535
office plain office-windows-1252.csv 44,34,1
office unit office-unit.csv 44,34,76
ssconvert -O 'separator=; eol=windows quoting-mode=always charset=UTF-16' office.csv gnumeric-utf16.txt 2>/dev/null
ssconvert -O 'separator=, eol=unix quoting-mode=auto charset=UTF-8' office.csv gnumeric.txt 2>/dev/null
{ printf '\357\273\277'; sed 's/$/\r/' office-german.csv; } > office-german-bom-crlf.csv
iconv -f UTF-8 -t UTF-16BE office.csv > utf16-without-mark.csv
