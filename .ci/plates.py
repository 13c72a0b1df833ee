#!/usr/bin/env python3
"""Checks that the black text of a print PDF is on the black plate only.

Usage:  plates.py FILE.pdf
Needs:  ghostscript, poppler-utils; pip install pikepdf pillow numpy
Exit:   0 if the black plate has all black text and the other plates have none of it.

The black text is removed from a copy of the file, and both are separated into plates. Only the black plates
may differ.
"""

import glob
import os
import subprocess
import sys
import tempfile

import numpy
import pikepdf
from PIL import Image

PLATES = ("Cyan", "Magenta", "Yellow", "Black")
SHOWING = {"Tj", "TJ", "'", '"'}


def without_black_text(pdf, path):
    """Writes a copy without black text and returns the number of texts removed."""
    gone = 0
    for page in pdf.pages:
        kept, fill, mode, states = [], None, 0, []
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "q":
                states.append((fill, mode))
            elif name == "Q" and states:
                fill, mode = states.pop()
            elif name == "Tr":
                mode = int(operands[0])
            elif name == "k":
                fill = [float(ink) for ink in operands]
            elif name in ("g", "rg", "cs", "sc", "scn"):
                fill = None
            # Other rendering modes stroke the text in another colour, which is on other plates.
            if name in SHOWING and mode == 0 and fill == [0, 0, 0, 1]:
                gone += 1
                continue
            kept.append((operands, operator))
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))
    pdf.save(path)
    return gone


def plates(path, folder):
    os.makedirs(folder)
    command = ["gs", "-q", "-dBATCH", "-dNOPAUSE", "-dPDFSTOPONERROR", "-r100", "-sDEVICE=tiffsep",
               "-o", os.path.join(folder, "p%04d.tif"), path]
    subprocess.run(command, check=True, capture_output=True)
    for composite in sorted(glob.glob(os.path.join(folder, "p????.tif"))):
        yield {plate: numpy.asarray(Image.open(composite.replace(".tif", f"({plate}).tif")), dtype=numpy.int32)
               for plate in PLATES}


def main():
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "without.pdf")
        gone = without_black_text(pikepdf.open(sys.argv[1]), copy)
        changed = dict.fromkeys(PLATES, 0)
        pages = zip(plates(sys.argv[1], os.path.join(folder, "a")), plates(copy, os.path.join(folder, "b")))
        for whole, bare in pages:
            for plate in PLATES:
                changed[plate] += int((numpy.abs(whole[plate] - bare[plate]) > 2).sum())
    print(f"{gone} black texts; pixels changed by plate: {changed}")
    return 0 if gone and changed["Black"] and not any(changed[plate] for plate in PLATES[:3]) else 1


if __name__ == "__main__":
    sys.exit(main())
