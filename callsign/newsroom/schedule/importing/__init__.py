"""
Importing: a grid from somebody else's file, as one edit that can be undone.

    wanted      what a file asks for, as values, and what of it was left out
    making      pages of the programs that are not there yet
    programs    programs by the names that others give them
    grid_file   our own grid file
    table       a table of slots (CSV)
    events      iCalendar, one event at a time
    calendar    events as slots and exceptions
    composer    what the widgets of Composer 2 are told
    reading     which kind of file it is
    applying    what is wanted, compared with what is there
"""
