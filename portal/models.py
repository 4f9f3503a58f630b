from portal.workbook.models import WorkbookImport

__all__ = ["WorkbookImport"]
