"""
Airtime: schedules as arithmetic. What is on the air, what comes next, and why.

The way of a grid through this package, one file each:

    document     a grid file read, tiles written
    grid_values  its values, each with what is wrong with it
    titles       lines that can be shown
    grid         slots and overrides, as values
    recurrence   rules read
    expansion    the dates of a rule
    wall_clock   local days and times as instants
    occurrences  the single airings that slots ask for
    tiling       who covers whom: no gap, no overlap
    asking       what is on at a moment, what next, and why
    remarks      gaps, overlaps, times that do not exist
    hour_clock   what stands where within an hour
    difference   what an edit would change
"""
