"""Documents, their editions, and the way of an edition to the public.

Here stands the mechanism: models and states, what an edition says, the actions that take it
further. On it stand three floors that the mechanism does not know:

    history     what a document said and who did what: versions, differences, restoring
    boards      what looks across all pages: what waits, what to look at again, parity
    desk        the admin of editions and bundles: forms, buttons, lists
"""
