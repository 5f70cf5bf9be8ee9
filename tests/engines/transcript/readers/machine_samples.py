"""The same short talk in every format that machines and podcasts write in JSON."""

import json
from dataclasses import dataclass
from functools import cached_property

NAMES = ("Ada Okafor", "Luis Prieto")
# Word, mark behind it, start and end in seconds, score, who: Ada (0) and Luis (1).
_ROUND = (
    ("Good", "", 0.5, 0.7, 0.99, 0),
    ("morning", ",", 0.7, 1.2, 0.9, 0),
    ("Luis", ".", 1.2, 1.6, 0.5, 0),
    ("Good", "", 2.0, 2.2, 0.99, 1),
    ("morning", ",", 2.2, 2.7, 0.9, 1),
    ("Ada", ".", 2.7, 3.0, 0.6, 1),
)
_ROUND_TAKES = 3.0


@dataclass(frozen=True)
class Talk:
    """Ada and Luis greet each other, so many times."""

    rounds: int = 1

    @cached_property
    def words(self):
        """The words, each as in a round, with its time in the talk."""
        return [
            (text, mark, round(start + late, 3), round(end + late, 3), score, who)
            for late in (number * _ROUND_TAKES for number in range(self.rounds))
            for text, mark, start, end, score, who in _ROUND
        ]

    @property
    def turns(self):
        """What is said in each turn, its words, and who says it."""
        for at in range(0, len(self.words), 3):
            words = self.words[at : at + 3]
            said = " ".join(text + mark for text, mark, *_ in words)
            yield said, words, words[0][-1]

    @property
    def texts(self):
        return [said for said, _, _ in self.turns]

    @property
    def text(self):
        return " ".join(self.texts)

    @property
    def times(self):
        """When each word starts and ends, in milliseconds."""
        return [
            (round(start * 1_000), round(end * 1_000))
            for _, _, start, end, *_ in self.words
        ]


ONCE = Talk()
TURNS, TEXT, TIMES = ONCE.texts, ONCE.text, ONCE.times


def aws(talk=ONCE):
    items = []
    for text, mark, start, end, score, who in talk.words:
        guess = [{"confidence": str(score), "content": text}]
        items.append(
            {"type": "pronunciation", "alternatives": guess, "start_time": str(start)}
            | {"end_time": str(end), "speaker_label": f"spk_{who}"}
        )
        if mark:
            guess = [{"confidence": "0.0", "content": mark}]
            items.append({"type": "punctuation", "alternatives": guess})
    results = {"transcripts": [{"transcript": talk.text}], "items": items}
    return {"jobName": "kdemo", "results": results, "status": "COMPLETED"}


def google(talk=ONCE):
    """The last result says all again, with who said it."""
    words = [
        {"word": text + mark, "startTime": f"{start:.3f}s", "endTime": f"{end:.3f}s"}
        for text, mark, start, end, _, _ in talk.words
    ]
    again = [
        one | {"speakerTag": who + 1}
        for one, (*_, who) in zip(words, talk.words, strict=True)
    ]
    guesses = [
        {"transcript": f" {said}", "words": words[3 * at : 3 * at + 3]}
        for at, said in enumerate(talk.texts)
    ]
    return {
        "results": [{"alternatives": [one]} for one in (*guesses, {"words": again})]
    }


def google_2(talk=ONCE):
    words = [
        {
            "word": text + mark,
            "startOffset": f"{start}s",
            "endOffset": f"{end}s",
            "confidence": score,
            "speakerLabel": str(who + 1),
        }
        for text, mark, start, end, score, who in talk.words
    ]
    result = {"alternatives": [{"transcript": talk.text, "words": words}]}
    return {"results": [result | {"languageCode": "en-us"}]}


def ibm(talk=ONCE):
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
                            for text, mark, start, end, _, _ in words
                        ],
                        "word_confidence": [
                            [text + mark, score] for text, mark, _, _, score, _ in words
                        ],
                    }
                ],
            }
            for said, words, _ in talk.turns
        ],
        "speaker_labels": [
            {"from": start, "to": end, "speaker": who, "final": True}
            for _, _, start, end, _, who in talk.words
        ],
    }


def speechmatics_1(talk=ONCE):
    words = []
    for text, mark, start, end, score, _ in talk.words:
        took = f"{end - start:.2f}"
        words.append(
            {"name": text, "time": str(start), "duration": took, "confidence": score}
        )
        if mark:
            words.append({"name": mark, "time": str(end), "duration": "0"})
    speakers = [
        {"name": ("F1", "M2")[who], "time": str(words[0][2])}
        for _, words, who in talk.turns
    ]
    return {"format": "1.0", "speakers": speakers, "words": words}


def speechmatics(talk=ONCE):
    results = []
    for text, mark, start, end, score, who in talk.words:
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


def kaldi(talk=ONCE):
    words = [
        {"word": text.lower(), "punct": text + mark, "start": start, "end": end}
        | {"confidence": score}
        for text, mark, start, end, score, _ in talk.words
    ]
    segments = [
        {"@type": "Segment", "start": spoken[0][2], "speaker": {"@id": f"S{who}"}}
        for _, spoken, who in talk.turns
    ]
    answer = {
        "punct": talk.text,
        "words": words,
        "segmentation": {"segments": segments},
    }
    return {"action": "audio-transcribe", "retval": answer}


def vosk(talk=ONCE):
    return [
        {
            "text": said,
            "result": [
                {"word": text + mark, "start": start, "end": end, "conf": score}
                for text, mark, start, end, score, _ in words
            ],
        }
        for said, words, _ in talk.turns
    ]


def kaldi_server(talk=ONCE):
    return {
        "status": 0,
        "segment-start": 0.5,
        "hypotheses": [
            {
                "utterance": talk.text,
                "word-alignment": [
                    {"word": text + mark, "start": start - 0.5, "confidence": score}
                    | {"length": end - start}
                    for text, mark, start, end, score, _ in talk.words
                ],
            }
        ],
    }


def gentle(talk=ONCE):
    words, at = [], 0
    for text, mark, start, end, *_ in talk.words:
        words.append(
            {"word": text, "alignedWord": text.lower(), "case": "success"}
            | {"start": start, "end": end}
            | {"startOffset": at, "endOffset": at + len(text)}
        )
        at += len(text) + len(mark) + 1
    return {"transcript": talk.text, "words": words}


def assemblyai(talk=ONCE):
    words = [
        {"text": text + mark, "start": round(start * 1_000), "confidence": score}
        | {"end": round(end * 1_000), "speaker": "AB"[who]}
        for text, mark, start, end, score, who in talk.words
    ]
    utterances = [
        {"text": said, "speaker": "AB"[who], "words": words[3 * at : 3 * at + 3]}
        | {"start": words[3 * at]["start"], "end": words[3 * at + 2]["end"]}
        for at, (said, _, who) in enumerate(talk.turns)
    ]
    job = {"id": "kdemo", "status": "completed", "audio_duration": 3}
    return job | {"text": talk.text, "words": words, "utterances": utterances}


def deepgram(talk=ONCE):
    words = [
        {"word": text.lower(), "punctuated_word": text + mark, "confidence": score}
        | {"start": start, "end": end, "speaker": who}
        for text, mark, start, end, score, who in talk.words
    ]
    paragraphs = [
        {"sentences": [{"text": said}], "num_words": 3, "speaker": who}
        for said, _, who in talk.turns
    ]
    guess = {"transcript": talk.text, "words": words}
    guess["paragraphs"] = {"transcript": talk.text, "paragraphs": paragraphs}
    return {"metadata": {}, "results": {"channels": [{"alternatives": [guess]}]}}


def autoedit(talk=ONCE):
    voices = [
        {
            "id": at,
            "speaker": NAMES[who],
            "paragraph": [
                {
                    "line": [
                        {"text": text + mark, "startTime": start, "endTime": end}
                        for text, mark, start, end, _, _ in words
                    ]
                }
            ],
        }
        for at, (_, words, who) in enumerate(talk.turns)
    ]
    return {"text": voices}


def paper_edit(talk=ONCE):
    words = [
        {"id": number, "text": text + mark, "start": start, "end": end}
        for number, (text, mark, start, end, _, _) in enumerate(talk.words)
    ]
    paragraphs = [
        {"id": at, "start": spoken[0][2], "end": spoken[-1][3], "speaker": NAMES[who]}
        for at, (_, spoken, who) in enumerate(talk.turns)
    ]
    return {"words": words, "paragraphs": paragraphs}


def podlove(talk=ONCE):
    return [
        {"start_ms": round(start * 1_000), "end_ms": round(end * 1_000)}
        | {"start": "00:00:00.000", "end": "00:00:00.000", "speaker": str(who)}
        | {"voice": NAMES[who], "text": text + mark}
        for text, mark, start, end, _, who in talk.words
    ]


def podcasting(talk=ONCE):
    segments = [
        {"speaker": NAMES[who], "body": text + mark}
        | {"startTime": start, "endTime": end}
        for text, mark, start, end, _, who in talk.words
    ]
    return {"version": "1.0.0", "segments": segments}


def mmif(talk=ONCE):
    where = "http://mmif.clams.ai/vocabulary"
    found = [
        {
            "@type": f"{where}/TextDocument/v1",
            "properties": {"id": "td1", "text": {"@value": talk.text}},
        },
        {
            "@type": f"{where}/Alignment/v1",
            "properties": {"id": "a0", "source": "m1", "target": "td1"},
        },
    ]
    for number, (text, mark, start, end, *_) in enumerate(talk.words, 1):
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


def whisper(talk=ONCE):
    return {
        "text": talk.text,
        "language": "en",
        "segments": [
            {
                "start": words[0][2],
                "end": words[-1][3],
                "text": f" {said}",
                "speaker": f"SPEAKER_0{who}",
                "words": [
                    {"word": f" {text}{mark}", "start": start, "end": end}
                    | {"probability": score}
                    for text, mark, start, end, score, _ in words
                ],
            }
            for said, words, who in talk.turns
        ],
    }


def openai(talk=ONCE):
    """Words stand beside the segments, and have no marks."""
    words = [
        {"word": text, "start": start, "end": end}
        for text, _, start, end, *_ in talk.words
    ]
    segments = [
        {"id": at, "start": spoken[0][2], "end": spoken[-1][3], "text": f" {said}"}
        for at, (said, spoken, _) in enumerate(talk.turns)
    ]
    whole = {"task": "transcribe", "language": "english", "duration": 3.0}
    return whole | {"text": talk.text, "segments": segments, "words": words}


def openai_words(talk=ONCE):
    values = openai(talk)
    del values["segments"]
    return values


def faster_whisper(talk=ONCE):
    return whisper(talk)["segments"]


def faster_whisper_rows(talk=ONCE):
    """The bare values: id, seek, start, end, text, tokens, some scores, words."""
    rows = []
    for number, one in enumerate(whisper(talk)["segments"]):
        words = [
            [word["start"], word["end"], word["word"], word["probability"]]
            for word in one["words"]
        ]
        times = [one["start"], one["end"]]
        rows.append([number, 0, *times, one["text"], [50_364], -0.2, 1.1, 0.0, words])
    return rows


def hugging_face(talk=ONCE):
    return {
        "text": talk.text,
        "chunks": [
            {"text": f" {text}{mark}", "timestamp": [start, end]}
            for text, mark, start, end, *_ in talk.words
        ],
    }


def whisperx_words(talk=ONCE):
    words = [
        {"word": text + mark, "start": start, "end": end, "score": score}
        | {"speaker": f"SPEAKER_0{who}"}
        for text, mark, start, end, score, who in talk.words
    ]
    return {"word_segments": words}


def whisper_cpp(talk=ONCE):
    def offsets(start, end):
        return {"offsets": {"from": round(start * 1_000), "to": round(end * 1_000)}}

    return {
        "result": {"language": "en"},
        "transcription": [
            {
                "text": f" {said}",
                **offsets(words[0][2], words[-1][3]),
                "tokens": [
                    {"text": "[_BEG_]", **offsets(words[0][2], words[0][2])},
                    *(
                        {"text": f" {text}{mark}", "p": score, **offsets(start, end)}
                        for text, mark, start, end, score, _ in words
                    ),
                ],
                "speaker_turn_next": True,
            }
            for said, words, _ in talk.turns
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


def written(name, talk=ONCE):
    """Return a sample as a file."""
    sample, _ = SAMPLES[name]
    return json.dumps(sample(talk)).encode()
