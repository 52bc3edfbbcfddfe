"""Says whether a spreadsheet, as another program reads it, holds what the table holds.

    soffice --headless --convert-to csv:"Text - txt - csv (StarCalc)":44,34,76,1,,0,false,true --outdir OUT x.xlsx
    python3 spreadsheet.py x.csv OUT/x.csv
"""

import csv
import sys

with open(sys.argv[1], newline="", encoding="utf-8") as table, open(sys.argv[2], newline="", encoding="utf-8") as read:
    wanted = list(csv.reader(table))
    there = list(csv.reader(read))

# Programs end a line in a cell each in their own way.
plain = lambda rows: [[cell.replace("\r\n", "\n") for cell in row] for row in rows]
wanted, there = plain(wanted), plain(there)
if wanted != there:
    rows = [(a, b) for a, b in zip(wanted, there) if a != b]
    sys.exit(f"{len(wanted)} rows are {len(there)}; the first that differs: {rows[:1]}")
print(f"{len(wanted)} rows are the same")
