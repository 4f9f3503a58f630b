"""Where the two codes lie on a printed sheet, in millimetres from its top left: what printing/paper.py draws.

Written out here because the child process loads neither Django nor the library that draws; a test holds them together.
"""
WIDTH, HEIGHT = 210, 297
CODE = 22
TOP_CODE, BOTTOM_CODE = (176, 10), (14, 265)
# Between these a sheet is written on.
WRITING = (40, 40, 200, 258)
