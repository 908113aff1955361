"""Two of the council's papers as real files: a chart and a letter. Like everything here they are made
up, and the same source always gives the same bytes."""
import struct
import zlib

from names import HERE, new_id

# Needs assessments waiting at each month's end; the last is the number in the report (D02).
WAITING = [121, 118, 126, 131, 139, 144, 140, 152, 149, 158, 171, 164]
LETTER = ["Northmere Council", "Adult Social Care", "", "Your carer's assessment", "",
          "Dear carer,", "",
          "Thank you for talking with us about caring for somebody.",
          "We have now finished your carer's assessment. We agreed that you",
          "need time to yourself, and that we would look for a break for you.", "",
          "Somebody will be in touch about what comes next.", "",
          "Adult Social Care, Northmere Council"]
# Five rows of three dots for each digit.
ROWS = {"0": (7, 5, 5, 5, 7), "1": (2, 6, 2, 2, 7), "2": (7, 1, 7, 4, 7), "3": (7, 1, 7, 1, 7), "4": (5, 5, 7, 1, 1),
        "5": (7, 4, 7, 1, 7), "6": (7, 4, 7, 5, 7), "7": (7, 1, 1, 1, 1), "8": (7, 5, 7, 5, 7), "9": (7, 5, 7, 1, 7)}


def chart(width=720, height=420):
    """Bars with their numbers above, black on white, as a PNG of one bit a dot."""
    dots = [bytearray(width) for _ in range(height)]

    def fill(left, top, right, bottom):
        for row in dots[top:bottom]:
            row[left:right] = b"\1" * (right - left)

    base = height - 30
    fill(30, base, width - 30, base + 2)
    for place, number in enumerate(WAITING):
        left, top = 45 + place * 54, base - 2 * number
        fill(left, top, left + 36, base)
        for index, digit in enumerate(str(number)):
            for line, bits in enumerate(ROWS[digit]):
                for column in range(3):
                    if bits >> (2 - column) & 1:
                        x, y = left + index * 12 + column * 3, top - 22 + line * 3
                        fill(x, y, x + 3, y + 3)
    lines = b""
    for row in dots:
        packed = bytearray((width + 7) // 8)
        for x, black in enumerate(row):
            if not black:
                packed[x // 8] |= 0x80 >> x % 8
        lines += b"\0" + bytes(packed)

    def part(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    # Stored, not compressed: other versions of zlib pack otherwise.
    return (b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)) +
            part(b"IDAT", zlib.compress(lines, 0)) + part(b"IEND", b""))


def letter():
    """One page of plain text as a PDF."""
    text = "BT /F1 12 Tf 16 TL 72 770 Td " + " ".join(f"({line}) Tj T*" for line in LETTER) + " ET"
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
               "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
               "/Resources << /Font << /F1 5 0 R >> >> >>",
               f"<< /Length {len(text)} >>\nstream\n{text}\nendstream",
               "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode()
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()


# File, the paper that it is a copy of, its kind, what it shows, and what it holds.
FILES = [("waiting.png", "document/D02", "document", "The chart on page 2: people waiting at each month's end", chart),
         ("letter.pdf", "document/D04", "document", "The specimen letter; it has no date for what comes next", letter)]


def write_files():
    """The files, and beside them what each belongs to, for `candour-cli attach`."""
    folder = HERE / "files"
    folder.mkdir(exist_ok=True)
    rows = []
    for name, paper, kind, caption, made in FILES:
        (folder / name).write_bytes(made())
        rows.append(" | ".join((name, new_id(paper), kind, caption)))
    (folder / "list.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
