"""
Batches of transcripts: whole folders read, aligned or heard.

    order      what is wanted of every file
    finding    which files of a folder it is wanted of, and why not of the others
    making     one transcript, of one script, recording or both
    work       one job from its files to its receipt, wherever it is done
    folder     a folder's jobs, as many as are lacking
    tally      what the files became, added up
    report     the same for each, as CSV
"""
