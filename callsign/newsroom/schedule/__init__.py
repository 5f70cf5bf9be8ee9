"""
The schedule: slots and overrides, the broadcasts they make, and every change to them.

    models      slots, overrides, broadcasts, changes
    grids       rows as the engine's grid
    planning    an edit: previewed, saved, undone
    airing      broadcasts, eight weeks ahead
    rounds      what the worker does every few minutes
"""
