"""The same six words in every format that machines and podcasts write in JSON."""

import json

# Word, mark behind it, start and end in seconds, score, who: Ada (0) and Luis (1).
TALK = (
    ("Good", "", 0.5, 0.7, 0.99, 0),
    ("morning", ",", 0.7, 1.2, 0.9, 0),
    ("Luis", ".", 1.2, 1.6, 0.5, 0),
    ("Good", "", 2.0, 2.2, 0.99, 1),
    ("morning", ",", 2.2, 2.7, 0.9, 1),
    ("Ada", ".", 2.7, 3.0, 0.6, 1),
)
TURNS = ["Good morning, Luis.", "Good morning, Ada."]
TEXT = " ".join(TURNS)
TIMES = [(round(start * 1_000), round(end * 1_000)) for _, _, start, end, *_ in TALK]
ADA, LUIS = TALK[:3], TALK[3:]


def aws():
    items = []
    for text, mark, start, end, score, who in TALK:
        guess = [{"confidence": str(score), "content": text}]
        items.append(
            {"type": "pronunciation", "alternatives": guess, "start_time": str(start)}
            | {"end_time": str(end), "speaker_label": f"spk_{who}"}
        )
        if mark:
            guess = [{"confidence": "0.0", "content": mark}]
            items.append({"type": "punctuation", "alternatives": guess})
    results = {"transcripts": [{"transcript": TEXT}], "items": items}
    return {"jobName": "kdemo", "results": results, "status": "COMPLETED"}


def google():
    words = [
        {"word": text + mark, "startTime": f"{start:.3f}s", "endTime": f"{end:.3f}s"}
        for text, mark, start, end, _, _ in TALK
    ]
    again = [
        one | {"speakerTag": who + 1}
        for one, (*_, who) in zip(words, TALK, strict=True)
    ]
    return {
        "results": [
            {"alternatives": [{"transcript": TURNS[0], "words": words[:3]}]},
            {"alternatives": [{"transcript": " " + TURNS[1], "words": words[3:]}]},
            {"alternatives": [{"words": again}]},
        ]
    }


def google_2():
    words = [
        {
            "word": text + mark,
            "startOffset": f"{start}s",
            "endOffset": f"{end}s",
            "confidence": score,
            "speakerLabel": str(who + 1),
        }
        for text, mark, start, end, score, who in TALK
    ]
    result = {"alternatives": [{"transcript": TEXT, "words": words}]}
    return {"results": [result | {"languageCode": "en-us"}]}


def ibm():
    return {
        "result_index": 0,
        "results": [
            {
                "final": True,
                "alternatives": [
                    {
                        "transcript": f"{said} ",
                        "timestamps": [
                            [text + mark, start, end]
                            for text, mark, start, end, _, _ in talk
                        ],
                        "word_confidence": [
                            [text + mark, score] for text, mark, _, _, score, _ in talk
                        ],
                    }
                ],
            }
            for said, talk in zip(TURNS, (ADA, LUIS), strict=True)
        ],
        "speaker_labels": [
            {"from": start, "to": end, "speaker": who, "final": True}
            for _, _, start, end, _, who in TALK
        ],
    }


def speechmatics_1():
    words = []
    for text, mark, start, end, score, _ in TALK:
        took = f"{end - start:.2f}"
        words.append(
            {"name": text, "time": str(start), "duration": took, "confidence": score}
        )
        if mark:
            words.append({"name": mark, "time": str(end), "duration": "0"})
    speakers = [{"name": "F1", "time": "0.5"}, {"name": "M2", "time": "2.0"}]
    return {"format": "1.0", "speakers": speakers, "words": words}


def speechmatics():
    results = []
    for text, mark, start, end, score, who in TALK:
        guess = {"content": text, "confidence": score, "speaker": f"S{who + 1}"}
        results.append(
            {"type": "word", "start_time": start, "end_time": end}
            | {"alternatives": [guess]}
        )
        if mark:
            results.append(
                {"type": "punctuation", "attaches_to": "previous", "start_time": end}
                | {"end_time": end, "alternatives": [guess | {"content": mark}]}
            )
    return {"format": "2.9", "metadata": {"type": "transcription"}, "results": results}


def kaldi():
    words = [
        {"word": text.lower(), "punct": text + mark, "start": start, "end": end}
        | {"confidence": score}
        for text, mark, start, end, score, _ in TALK
    ]
    segments = [
        {"@type": "Segment", "start": 0, "duration": 1.7, "speaker": {"@id": "S0"}},
        {"@type": "Segment", "start": 1.9, "duration": 2, "speaker": {"@id": "S1"}},
    ]
    answer = {"punct": TEXT, "words": words, "segmentation": {"segments": segments}}
    return {"action": "audio-transcribe", "retval": answer}


def vosk():
    return [
        {
            "text": said,
            "result": [
                {"word": text + mark, "start": start, "end": end, "conf": score}
                for text, mark, start, end, score, _ in talk
            ],
        }
        for said, talk in zip(TURNS, (ADA, LUIS), strict=True)
    ]


def kaldi_server():
    return {
        "status": 0,
        "segment-start": 0.5,
        "hypotheses": [
            {
                "utterance": TEXT,
                "word-alignment": [
                    {"word": text + mark, "start": start - 0.5, "confidence": score}
                    | {"length": end - start}
                    for text, mark, start, end, score, _ in TALK
                ],
            }
        ],
    }


def gentle():
    words, at = [], 0
    for text, mark, start, end, *_ in TALK:
        words.append(
            {"word": text, "alignedWord": text.lower(), "case": "success"}
            | {"start": start, "end": end}
            | {"startOffset": at, "endOffset": at + len(text)}
        )
        at += len(text) + len(mark) + 1
    return {"transcript": TEXT, "words": words}


def assemblyai():
    words = [
        {"text": text + mark, "start": round(start * 1_000), "confidence": score}
        | {"end": round(end * 1_000), "speaker": "AB"[who]}
        for text, mark, start, end, score, who in TALK
    ]
    utterances = [
        {"text": TURNS[0], "speaker": "A", "start": 500, "end": 1_600}
        | {"words": words[:3]},
        {"text": TURNS[1], "speaker": "B", "start": 2_000, "end": 3_000}
        | {"words": words[3:]},
    ]
    job = {"id": "kdemo", "status": "completed", "audio_duration": 3}
    return job | {"text": TEXT, "words": words, "utterances": utterances}


def deepgram():
    words = [
        {"word": text.lower(), "punctuated_word": text + mark, "confidence": score}
        | {"start": start, "end": end, "speaker": who}
        for text, mark, start, end, score, who in TALK
    ]
    paragraphs = [
        {"sentences": [{"text": said}], "num_words": 3, "speaker": who}
        for who, said in enumerate(TURNS)
    ]
    guess = {"transcript": TEXT, "words": words}
    guess["paragraphs"] = {"transcript": TEXT, "paragraphs": paragraphs}
    return {"metadata": {}, "results": {"channels": [{"alternatives": [guess]}]}}


def autoedit():
    return {
        "text": [
            {
                "id": who,
                "speaker": name,
                "paragraph": [
                    {
                        "line": [
                            {"text": text + mark, "startTime": start, "endTime": end}
                            for text, mark, start, end, _, _ in talk
                        ]
                    }
                ],
            }
            for who, (name, talk) in enumerate(
                [("Ada Okafor", ADA), ("Luis Prieto", LUIS)]
            )
        ]
    }


def paper_edit():
    words = [
        {"id": number, "text": text + mark, "start": start, "end": end}
        for number, (text, mark, start, end, _, _) in enumerate(TALK)
    ]
    paragraphs = [
        {"id": 0, "start": 0.5, "end": 1.6, "speaker": "Ada Okafor"},
        {"id": 1, "start": 2.0, "end": 3.0, "speaker": "Luis Prieto"},
    ]
    return {"words": words, "paragraphs": paragraphs}


def podlove():
    return [
        {"start_ms": start_ms, "end_ms": end_ms, "speaker": str(who), "voice": name}
        | {"start": "00:00:00.000", "end": "00:00:00.000", "text": text + mark}
        for (text, mark, *_, who), (start_ms, end_ms) in zip(TALK, TIMES, strict=True)
        for name in [("Ada Okafor", "Luis Prieto")[who]]
    ]


def podcasting():
    segments = [
        {"speaker": ("Ada Okafor", "Luis Prieto")[who], "body": text + mark}
        | {"startTime": start, "endTime": end}
        for text, mark, start, end, _, who in TALK
    ]
    return {"version": "1.0.0", "segments": segments}


def mmif():
    where = "http://mmif.clams.ai/vocabulary"
    found = [
        {
            "@type": f"{where}/TextDocument/v1",
            "properties": {"id": "td1", "text": {"@value": TEXT}},
        },
        {
            "@type": f"{where}/Alignment/v1",
            "properties": {"id": "a0", "source": "m1", "target": "td1"},
        },
    ]
    for number, (text, mark, start, end, *_) in enumerate(TALK, 1):
        found += [
            {
                "@type": f"{where}/Token/v1",
                "properties": {"id": f"t{number}", "text": text + mark},
            },
            {
                "@type": f"{where}/TimeFrame/v5",
                "properties": {"id": f"tf{number}", "start": start, "end": end},
            },
            {
                "@type": f"{where}/Alignment/v1",
                "properties": {"source": f"tf{number}", "target": f"v1:t{number}"},
            },
        ]
    contains = {
        f"{where}/Token/v1": {"document": "v1:td1"},
        f"{where}/TimeFrame/v5": {"timeUnit": "seconds"},
    }
    view = {"id": "v1", "metadata": {"contains": contains}, "annotations": found}
    document = {
        "@type": f"{where}/AudioDocument/v1",
        "properties": {"id": "m1", "location": "file:///kdemo.wav"},
    }
    return {"metadata": {}, "documents": [document], "views": [view]}


def whisper():
    return {
        "text": TEXT,
        "language": "en",
        "segments": [
            {
                "start": talk[0][2],
                "end": talk[-1][3],
                "text": f" {said}",
                "speaker": f"SPEAKER_0{who}",
                "words": [
                    {"word": f" {text}{mark}", "start": start, "end": end}
                    | {"probability": score}
                    for text, mark, start, end, score, _ in talk
                ],
            }
            for who, (said, talk) in enumerate(zip(TURNS, (ADA, LUIS), strict=True))
        ],
    }


def openai():
    """Words stand beside the segments, and have no marks."""
    words = [
        {"word": text, "start": start, "end": end} for text, _, start, end, *_ in TALK
    ]
    segments = [
        {"id": 0, "start": 0.5, "end": 1.6, "text": f" {TURNS[0]}"},
        {"id": 1, "start": 2.0, "end": 3.0, "text": f" {TURNS[1]}"},
    ]
    whole = {"task": "transcribe", "language": "english", "duration": 3.0}
    return whole | {"text": TEXT, "segments": segments, "words": words}


def openai_words():
    values = openai()
    del values["segments"]
    return values


def faster_whisper():
    return whisper()["segments"]


def faster_whisper_rows():
    """The bare values: id, seek, start, end, text, tokens, some scores, words."""
    rows = []
    for number, one in enumerate(whisper()["segments"]):
        words = [
            [word["start"], word["end"], word["word"], word["probability"]]
            for word in one["words"]
        ]
        times = [one["start"], one["end"]]
        rows.append([number, 0, *times, one["text"], [50_364], -0.2, 1.1, 0.0, words])
    return rows


def hugging_face():
    return {
        "text": TEXT,
        "chunks": [
            {"text": f" {text}{mark}", "timestamp": [start, end]}
            for text, mark, start, end, *_ in TALK
        ],
    }


def whisperx_words():
    words = [
        {"word": text + mark, "start": start, "end": end, "score": score}
        | {"speaker": f"SPEAKER_0{who}"}
        for text, mark, start, end, score, who in TALK
    ]
    return {"word_segments": words}


def whisper_cpp():
    def offsets(start, end):
        return {"offsets": {"from": round(start * 1_000), "to": round(end * 1_000)}}

    return {
        "result": {"language": "en"},
        "transcription": [
            {
                "text": f" {said}",
                **offsets(talk[0][2], talk[-1][3]),
                "tokens": [
                    {"text": "[_BEG_]", **offsets(talk[0][2], talk[0][2])},
                    *(
                        {"text": f" {text}{mark}", "p": score, **offsets(start, end)}
                        for text, mark, start, end, score, _ in talk
                    ),
                ],
                "speaker_turn_next": True,
            }
            for said, talk in zip(TURNS, (ADA, LUIS), strict=True)
        ],
    }


# Each with the name of its format in the table.
SAMPLES = {
    "aws": (aws, "aws"),
    "google": (google, "google"),
    "google-2": (google_2, "google"),
    "ibm": (ibm, "ibm"),
    "speechmatics-1": (speechmatics_1, "speechmatics"),
    "speechmatics-2": (speechmatics, "speechmatics"),
    "kaldi": (kaldi, "kaldi"),
    "vosk": (vosk, "kaldi"),
    "kaldi-server": (kaldi_server, "kaldi"),
    "gentle": (gentle, "gentle"),
    "assemblyai": (assemblyai, "assemblyai"),
    "deepgram": (deepgram, "deepgram"),
    "autoedit": (autoedit, "autoedit"),
    "paper-edit": (paper_edit, "paper-edit"),
    "podlove": (podlove, "podlove"),
    "podcasting": (podcasting, "podcasting"),
    "mmif": (mmif, "mmif"),
    "whisper": (whisper, "whisper"),
    "openai": (openai, "whisper"),
    "openai-words": (openai_words, "whisper"),
    "faster-whisper": (faster_whisper, "whisper"),
    "faster-whisper-rows": (faster_whisper_rows, "whisper"),
    "hugging-face": (hugging_face, "whisper"),
    "whisperx-words": (whisperx_words, "whisper"),
    "whisper-cpp": (whisper_cpp, "whisper-cpp"),
}


def written(name):
    """Return a sample as a file."""
    sample, _ = SAMPLES[name]
    return json.dumps(sample()).encode()
