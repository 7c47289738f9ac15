"""PDF files as received: what is wrong with them, what they say, how they look.

`faults`, `contents` and `lines` are pure and know no Django: a process of its own, `child`, asks
them about a file that somebody sent, so that no file can end or stop the server. `asking` is
the way there.
"""
