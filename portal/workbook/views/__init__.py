from portal.workbook.views.confirming import Confirm, Drop, Ledger, Undo
from portal.workbook.views.exports import Export, ExportFile, ExportReady, Template
from portal.workbook.views.pages import BadRows, Home, Show, Upload

__all__ = ["BadRows", "Confirm", "Drop", "Export", "ExportFile", "ExportReady", "Home", "Ledger", "Show", "Template", "Undo", "Upload"]
