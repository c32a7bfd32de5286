"""Writes what the samples are made of: documents for spreadsheets, and CSV by Python's own module.

The table is the same in all of them:

    layer,block,value
    base,,0.41
    0,k3e1,1234.5
    0,k3e3,0.00025
    1,"é ""x""; y, z",3
"""
import csv
import html
import sys

ROWS = [("base", "", 0.41), ("0", "k3e1", 1234.5), ("0", "k3e3", 0.00025), ("1", 'é "x"; y, z', 3)]
HEADER = ("layer", "block", "value")


def document(path, language, country, digits, grouping, suffix=""):
    """A flat OpenDocument spreadsheet whose numbers are shown as people of a country write them."""
    text = f"<number:text>{suffix}</number:text>" if suffix else ""
    number = (
        f'<number:number-style style:name="N" number:language="{language}" number:country="{country}">'
        f'<number:number number:decimal-places="{digits}" number:min-decimal-places="{digits}"'
        f' number:min-integer-digits="1" number:grouping="{str(grouping).lower()}"/>{text}</number:number-style>'
        '<style:style style:name="C" style:family="table-cell" style:data-style-name="N"/>'
    )
    lines = ["".join(cell(name) for name in HEADER)]
    for layer, block, value in ROWS:
        shown = f'<table:table-cell table:style-name="C" office:value-type="float" office:value="{value}"/>'
        lines.append(cell(layer) + cell(block) + shown)
    with open(path, "w", encoding="utf-8") as out:
        out.write(
            '<?xml version="1.0" encoding="UTF-8"?><office:document'
            ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
            ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
            ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
            ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
            ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
            ' office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">'
            f"<office:automatic-styles>{number}</office:automatic-styles><office:body><office:spreadsheet>"
            '<table:table table:name="t">'
            + "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)
            + "</table:table></office:spreadsheet></office:body></office:document>"
        )


def cell(text):
    if not text:
        return "<table:table-cell/>"
    return f'<table:table-cell office:value-type="string"><text:p>{html.escape(text)}</text:p></table:table-cell>'


def write(path, rows, before="", **dialect):
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write(before)
        csv.writer(out, **dialect).writerows(rows)


work = sys.argv[1]
document(work + "/plain.fods", "en", "US", 5, False)
document(work + "/german.fods", "de", "DE", 5, False)
document(work + "/german-thousands.fods", "de", "DE", 2, True)
document(work + "/english-thousands.fods", "en", "US", 2, True)
document(work + "/unit.fods", "en", "US", 5, False, " ms")

table = [HEADER, *ROWS]
write("python-excel.csv", table)
write("python-all-quoted.csv", table, quoting=csv.QUOTE_ALL)
write("python-old-mac.csv", table, lineterminator="\r")
write("python-sep-line.csv", table, before="sep=;\r\n", delimiter=";")
write("python-exponents.csv", [HEADER, *((a, b, f"{v:.4E}") for a, b, v in ROWS)], lineterminator="\n")
write("python-remarks.csv", [HEADER, [], *ROWS, [], ["# the end"]], before="# device: phone\n\n", lineterminator="\n")
for value in ("nan", "inf", "1e999"):
    write(f"python-{value}.csv", [*table[:-1], ("1", "k", value)], lineterminator="\n")
