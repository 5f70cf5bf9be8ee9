"""Word documents and PDFs, made by hand as small as they can be."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx(*blocks, **parts):
    """Return a Word document; blocks are texts of paragraphs, or XML."""
    body = "".join(
        block if block.startswith("<") else paragraph(block) for block in blocks
    )
    content = {"document": f"<w:body>{body}</w:body>", **parts}
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        for name, xml in content.items():
            archive.writestr(
                f"word/{name}.xml", f'<w:{name} xmlns:w="{WORD}">{xml}</w:{name}>'
            )
    return file.getvalue()


def paragraph(text):
    return f"<w:p>{run(text)}</w:p>"


def run(text):
    return f"<w:r><w:t>{escape(text)}</w:t></w:r>"


def table(*rows):
    """Return a table; each row is the texts of its cells."""
    cells = ("".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def pdf(*pages, trailer=""):
    """Return a PDF; each page is the lines on it."""
    kids = " ".join(f"{4 + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ]
    for at, lines in enumerate(pages):
        shown = "".join(f"({_escaped(line)}) Tj T* " for line in lines)
        stream = f"BT /F1 12 Tf 14 TL 72 720 Td {shown}ET" if lines else ""
        objects += [
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]"
            f"/Resources<</Font<</F1 3 0 R>>>>/Contents {5 + 2 * at} 0 R>>",
            f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream",
        ]
    return _file(objects, trailer)


def _file(objects, trailer):
    content, places = "%PDF-1.4\n", []
    for number, what in enumerate(objects, 1):
        places.append(len(content))
        content += f"{number} 0 obj\n{what}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    count = len(objects) + 1
    return (
        f"{content}xref\n0 {count}\n0000000000 65535 f \n{table}"
        f"trailer\n<</Size {count}/Root 1 0 R{trailer}>>\n"
        f"startxref\n{len(content)}\n%%EOF\n"
    ).encode("cp1252")


def _escaped(line):
    return line.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
