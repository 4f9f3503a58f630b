"""Names of the kinds of job a workbook asks for."""
CHECK = "workbook.check"
APPLY = "workbook.apply"
