"""Names of the files as people read them, fit for every file system."""
import re
import unicodedata
from pathlib import PurePosixPath

from essays.printing import labels

_LONGEST = 80


def safe(name):
    """Letters and marks composed, without the characters Windows refuses, not too long, no dot at the ends."""
    return re.sub(r'[<>:"/\\|?*\x00-\x1f]', "-", unicodedata.normalize("NFC", name))[:_LONGEST].strip(" .")


def path_of_cell(duty):
    """Folder of the unit above and file of the cell; the codes keep equal names apart."""
    name = safe(labels.FILE_OF_UNIT.format(code=duty.unit.code, name=duty.unit.name).removesuffix(".pdf")) + ".pdf"
    if duty.parent is None:
        return PurePosixPath(name)
    return PurePosixPath(safe(labels.FOLDER_OF_UNIT.format(code=duty.parent.unit.code, name=duty.parent.unit.name))) / name
