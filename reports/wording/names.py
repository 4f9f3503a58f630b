"""Names that tables print."""

TOTAL = "Tổng cộng"
NO_BLOCK = "Chưa xếp khối"
