"""Scripts that Hypothesis writes: likely lines in unlikely order, and any text at all."""

from hypothesis import strategies as st

LABELS = [
    "ADA OKAFOR, host:", "ADA OKAFOR, HOST:", "OKAFOR:", "MINA SATO, BYLINE:", "SATO:",
    'Mr. LUIS PRIETO (Author, "Mud: A History"):', "Mr. PRIETO:", "PRIETO:",
    "JUNE BELL:", "MARY BELL:", "BELL:", "TONY:", "Tony:", "Chris Drew:", "Chris:",
    "**Ada Okafor:**", "Bonny Bartlett:", "BB:", "Unidentified Man#1:",
    "UNIDENTIFIED SINGERS:", "AI-GENERATED VOICE #1:", "Note:", "Q:", "He said:",
    "STACEY VANEK PORTER:", "VANEK PORTER:", "McEVERS:", "Speaker 2:", "Host:",
    "ADA OKAFOR", "Luis Prieto", "JUNE BELL  0:12", "[00:14] MINA SATO", "Speaker 3",
    "00:12 ADA OKAFOR:", "1:02:03 - Bonny Bartlett:", "00:00:12", "- 0:13",
]  # fmt: skip
SPEECH = [
    "Good morning.", "I'm Ada Okafor, in for June Bell.", "This is LOCAL DESK.",
    "The river rose...", "...At night -- twice.", "Tony's in Nampa.", "He said: no.",
    "You can donate blood.", "It was 10:30.", "Zoë Müller (ph), who", "3 < 5 & 7 > 6",
    "שלום", "Kelly McEvers and DeShawn", "Copyright is strange.", "(I think) so", "\u200bzero",
    "Yes. LUIS PRIETO: No. OKAFOR: Why? PRIETO: Mud.", "One. Ada Okafor: Two.",
]  # fmt: skip
ASIDES = [
    "(LAUGHTER)",
    "(Soundbite of NASA clip)",
    "[music]",
    "(As Joe Rogan)",
    "(ph)",
    "(Laughter).",
]
PAGE = [
    "KDEMO 91.3", "Listen · 4:32", "Download", "Transcript", "By Ada Okafor", "Donate today.",
    "Copyright 2026 KDEMO. To see more, visit https://kdemo.example.", "Home", "* * *",
    "November 3, 2026", "Ada Okafor/KDEMO", "hide caption", "See stories by Ada Okafor",
    "NPR transcripts are created on a rush deadline.", "<p><b>x</b></p>", "<script>", "</script>",
    "<a", 'href="x">', "<!-- x", "-->", "&amp;", "&#8217;", "&lt;b&gt;", "lt;", "&nbsp;",
]  # fmt: skip

pieces = st.one_of(
    st.sampled_from(SPEECH),
    st.sampled_from(ASIDES),
    st.sampled_from(PAGE),
    st.text(max_size=20),
)
lines = st.builds(
    lambda label, words: " ".join([*label, *words]),
    st.lists(st.sampled_from(LABELS), max_size=1),
    st.lists(pieces, max_size=4),
)
likely_scripts = st.builds(
    lambda rows, end: end.join(rows),
    st.lists(st.one_of(lines, st.just("")), max_size=25),
    st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\x85"]),
)
scripts = st.one_of(likely_scripts, st.text(max_size=200))
