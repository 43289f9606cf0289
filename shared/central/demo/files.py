"""Small files for the demo's messages, drawn here so that nothing binary lies in the repository."""

import struct
import zlib
from functools import cache

WIDTH, HEIGHT = 480, 640


@cache
def receipt_png() -> bytes:
    """Return a picture of a payment receipt: PNG, 480 × 640, true colour."""
    rows = [b"\x00" + b"".join(_pixel(x, y) for x in range(WIDTH)) for y in range(HEIGHT)]
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"".join(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, content) for kind, content in chunks)


def _pixel(x: int, y: int) -> bytes:
    paper = 40 <= x < WIDTH - 40 and 40 <= y < HEIGHT - 40
    if not paper:
        shade = 190 + (x + y) * 40 // (WIDTH + HEIGHT)
        return bytes((shade - 40, shade, shade))
    if 40 <= y < 110:
        return b"\x0b\x5c\x6b"
    if (x - WIDTH // 2) ** 2 + (y - 190) ** 2 < 45**2:
        return b"\xf2\xa5\x1a"
    line, within = divmod(y - 280, 44)
    if 280 <= y < 560 and 12 <= within < 24:
        left = 80 <= x < 80 + 90 + (line * 37) % 60
        right = WIDTH - 190 + (line * 53) % 70 <= x < WIDTH - 80
        if left or right:
            return b"\xc4\xcf\xd4" if left else b"\x5c\x6d\x76"
    return b"\xff\xff\xff"


def _chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def invoice_pdf() -> bytes:
    """Return a one-page invoice: PDF 1.4 with a standard font."""
    lines = (
        ("F2", 22, "Loja Sol"),
        ("F1", 12, "Segunda via do boleto - novembro de 2026"),
        ("F1", 12, "Cliente: Ana Souza    CPF: 111.111.111-11"),
        ("F2", 16, "Valor: R$ 189,90    Vencimento: 27/11/2026"),
        ("F1", 11, "23793.38128 60082.677139 61000.063305 8 96120000018990"),
    )
    text = b"BT 60 770 Td "
    for font, size, line in lines:
        text += f"/{font} {size} Tf ({line}) Tj 0 -34 Td ".encode("latin-1")
    text += b"ET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(text), text),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>>",
    )
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        out + head + table + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    )
