"""References in prose: figures and pages of the portal, named and never copied.

A text holds the mark `{figure:returns-2023}`, in HTML inside `<data value="figure:returns-2023">`.
What readers see is asked of the live figure each time; the text itself has no number.

    markup      the mark, and HTML in which marks stand
    targets     what can be referred to: apps register their kinds in AppConfig.ready()
    resolving   a text as readers see it
    models      who refers to what, kept by the database at every write (see database)
    checking    what keeps a text with references from going public; broken references
    uses        where something is used
    views       what the editor of prose asks
"""
