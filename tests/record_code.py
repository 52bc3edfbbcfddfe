"""Works out the record code of an exported record, independently of Upfront.

    upfront export SESSION.ron -o record.json
    python3 record_code.py record.json

prints the code as it stands at the foot of each page, and all of it in hexadecimal. It needs nothing but Python 3. The
form is documented in the crate documentation of `upfront::record`.
"""

import hashlib
import json
import sys

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's: no I, L, O, U


def canonical(record):
    """The JSON of RFC 8785, of a record that holds texts, whole numbers, true, lists and objects."""
    text = json.dumps(record, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8")


def short(digest):
    """The first 80 bits in fours: K7QM-2D4X-9RTB-6HNE."""
    bits = int.from_bytes(digest[:10], "big")
    letters = [ALPHABET[bits >> shift & 31] for shift in range(75, -1, -5)]
    return "-".join("".join(letters[at : at + 4]) for at in range(0, 16, 4))


def main(path):
    with open(path, encoding="utf-8") as file:
        record = json.load(file)
    if record.get("form") != 1:
        sys.exit(f"{path}: this program knows form 1 only")
    digest = hashlib.sha256(canonical(record)).digest()
    print(f"Version {record['version']['no']}: {short(digest)}")
    print(digest.hex())


if __name__ == "__main__":
    main(sys.argv[1])
