"""Sets right what the programs that wrote the PDF leave out or put in too much."""

import pikepdf


def mend(pdf: pikepdf.Pdf) -> None:
    """Changes nothing that can be seen."""
    marks = pdf.Root.get("/MarkInfo")
    # "false" is what its absence means, and Poppler takes the written word for a fault
    if marks is not None and not marks.get("/Suspects", True):
        del marks["/Suspects"]
    for font in pdf.objects:
        # Cairo leaves it out; ISO 14289-1, 7.21.3.2 wants it said which glyph a code stands for
        if isinstance(font, pikepdf.Dictionary) and font.get("/Subtype") == "/CIDFontType2":
            font.CIDToGIDMap = font.get("/CIDToGIDMap", pikepdf.Name.Identity)
