"""
aeneas, asked for the start of every word; runs in an environment of its own.

    python aeneas_words.py AUDIO WORDS.txt STARTS.json

``WORDS.txt`` has one word a line. The settings are the best of those tried on
words: long pauses masked, a margin of 30 s.
"""

import json
import sys
from pathlib import Path

from aeneas.executetask import ExecuteTask
from aeneas.runtimeconfiguration import RuntimeConfiguration
from aeneas.task import Task


def main(audio: str, words: str, starts: str) -> None:
    task = Task(
        config_string="task_language=eng|is_text_type=plain|os_task_file_format=json"
    )
    task.audio_file_path_absolute = audio
    task.text_file_path_absolute = words
    settings = RuntimeConfiguration("mfcc_mask_nonspeech=True|dtw_margin=30")
    ExecuteTask(task, rconf=settings).execute()
    leaves = [leaf for leaf in task.sync_map_leaves() if leaf.is_regular]
    Path(starts).write_text(json.dumps([float(leaf.begin) * 1000 for leaf in leaves]))


if __name__ == "__main__":
    main(*sys.argv[1:])
