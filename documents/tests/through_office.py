"""Word documents as PDF through LibreOffice, set in the paper's own faces as Times New Roman is on an office's machine."""
import subprocess
import tempfile
from pathlib import Path

from documents.drawing import FONT_FOLDER

_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{cache}</cachedir><alias binding="same"><family>Times New Roman</family>
<accept><family>Liberation Serif</family></accept></alias></fontconfig>"""


def through_office(files):
    """`{name: bytes of a DOCX}` to `{name: bytes of the PDF}`: LibreOffice is started once for all of them."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, content in enumerate(files.values()):
            (folder / f"{number}.docx").write_bytes(content)
        (folder / "fonts.conf").write_text(_FONTS.format(folder=FONT_FOLDER, cache=folder / "cache"))
        subprocess.run(
            ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless", "--convert-to", "pdf", "--outdir", name,
             *(str(folder / f"{number}.docx") for number in range(len(files)))],
            check=True, capture_output=True, timeout=180,
            env={"FONTCONFIG_FILE": str(folder / "fonts.conf"), "PATH": "/usr/bin:/bin", "HOME": name},
        )
        return {key: (folder / f"{number}.pdf").read_bytes() for number, key in enumerate(files)}
