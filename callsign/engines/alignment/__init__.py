"""
Alignment: fitting the words of a script to the sound of a recording.

The way of a script through this package, one file each:

    hearing         what the engine asks of the outside: somebody who hears
    stretches       the recording, cut at quiet points
    language_model  the script as expectation: which word follows which
    matching        what was heard, paired with the script
    anchors         the runs of pairs that can be trusted
    chunks          the script between anchors, each with its piece of recording
    forcing         the words of one chunk, fitted to its sound
    interpolation   words between timed ones, where the pace is believable
    report          what an editor should know
    align           all of it, in order
"""
