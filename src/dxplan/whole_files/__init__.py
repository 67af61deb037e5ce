"""Files and folders that are written as a whole or not at all; everything dxplan writes goes here.

Whatever ends the process, and whenever: afterwards there is what was there before or the whole of
what is new.
"""

from dxplan.whole_files.writing import whole_file, whole_folder, write_whole

__all__ = ["whole_file", "whole_folder", "write_whole"]
