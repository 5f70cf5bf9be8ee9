"""
Whether any input breaks the script reader: Hypothesis, then atheris.

Every case must end in a transcript that keeps each character in one place, comes
back from JSON, or in one of the reader's own errors. Hypothesis writes likely
scripts in unlikely order; atheris (libFuzzer) follows the reader's branches. It is
installed in an environment of its own that is thrown away.

    bin/bench fuzz_script_reader [--cases 20000] [--seconds 600]
"""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from bench.fuzz_target import SEEDS, check
from bench.measuring import ROOT, heading, write_result
from tests.engines.transcript.scripts import scripts

UV = Path(sys.executable).with_name("uv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--seconds", type=int, default=600)
    options = parser.parse_args()
    # Before the run: the tree may move on meanwhile, what was loaded does not.
    head = heading("Fuzzing the script reader")
    findings = [by_hypothesis(options.cases)]
    if options.seconds:
        findings.append(by_atheris(options.seconds))
    write_result(
        "fuzz-script-reader",
        head + "\n" + "\n".join(findings) + "\n",
    )


def by_hypothesis(cases: int) -> str:
    """Check so many generated scripts; a failure rises with its smallest case."""
    started = time.monotonic()
    seen = 0

    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=list(HealthCheck),
    )
    @given(scripts)
    def every_script(text: str) -> None:
        nonlocal seen
        seen += 1
        check(text)

    every_script()
    return (
        f"- Hypothesis: {seen:,} scripts in {time.monotonic() - started:.0f} s,"
        " none broke the reader"
    )


def by_atheris(seconds: int) -> str:
    """Fuzz for so long in a throw-away environment; a crash ends it with its case."""
    with tempfile.TemporaryDirectory(prefix="callsign-atheris-") as folder:
        python = Path(folder) / "env" / "bin" / "python"
        version = f"{sys.version_info.major}.{sys.version_info.minor}"
        run(UV, "venv", "--quiet", "--python", version, python.parents[1])
        run(UV, "pip", "install", "--quiet", "--python", python, "atheris")
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(SEEDS):
            (corpus / str(number)).write_bytes(seed)
        done = subprocess.run(
            [
                python, "-m", "bench.fuzz_target", f"-max_total_time={seconds}",
                "-max_len=4096", "-timeout=10", f"-artifact_prefix={folder}/", corpus,
            ],
            cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
            capture_output=True, text=True,
        )  # fmt: skip
        if done.returncode:
            sys.exit(done.stderr[-6_000:])
    runs = re.findall(r"^#(\d+)\s+DONE\s+cov: (\d+)", done.stderr, re.MULTILINE)
    count, branches = runs[-1] if runs else ("?", "?")
    return (
        f"- atheris: {int(count):,} inputs in {seconds} s, {branches} branches reached,"
        " none broke the reader"
    )


def run(*command: object) -> None:
    subprocess.run([str(part) for part in command], check=True)


if __name__ == "__main__":
    main()
