"""Infosheets: one or two A4 pages made from live content, in the languages of `words`.

`programme` and `returns` ask the questions and give a sheet (`sheet`), `printing` sets it.
"""
