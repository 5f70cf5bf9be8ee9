"""
Batches: thousands of jobs on one machine or many, each result made and put in place once.

    naming     the name of a result: a hash of all that it is made of
    receipt    what became of a job, as JSON
    results    the folder they lie in; nothing in it is ever half there, or overwritten
    sweeping   what a machine that died left behind
    ledger     which process put what in place
    known      what files held that were hashed before
    spreading  jobs handed out, so many at a time, and never two of the same
    here, processes, cluster     who does them
"""
