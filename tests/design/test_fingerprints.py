"""Scripts import each other by the names that browsers may keep forever."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import AppDirectoriesFinder
from django.core.files.storage import FileSystemStorage

from callsign.design.fingerprints import FingerprintedStaticFiles

OURS = ("design/", "stories/", "frontpage/", "live/", "audio/", "station/")
IMPORTED = re.compile(
    r"^(?:import|export)\b[^\"'\n]*[\"'](\.[^\"'\n]+)[\"']", re.MULTILINE
)


def fingerprinted(folder: Path, scripts: dict[str, bytes]) -> dict[str, str]:
    """Return the scripts as they are served, by the names they were written under."""
    storage = FingerprintedStaticFiles(location=folder)
    for name, script in scripts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(script)
    plain = FileSystemStorage(location=folder)
    list(storage.post_process({name: (plain, name) for name in scripts}))
    return {
        name: (folder / storage.hashed_files[name]).read_text(encoding="utf-8")
        for name in scripts
    }


class TestFingerprints:
    @pytest.mark.parametrize(
        "statement",
        [
            'import { STEP_MS } from "./player.js"',
            'import { STEP_MS } from "./player.js";',
            "import {\n  STEP_MS,\n} from './player.js'",
            'import * as player from "./player.js"',
            'import "./player.js"',
            'export { STEP_MS } from "./player.js"',
        ],
    )
    def test_an_import_names_the_module_as_the_page_does(self, tmp_path, statement):
        scripts = {
            "page.js": statement.encode(),
            "player.js": b"export const STEP_MS = 15000\n",
        }

        served = fingerprinted(tmp_path, scripts)

        assert re.search(r"[\"']\./player\.[0-9a-f]{12}\.js[\"']", served["page.js"])

    def test_words_about_an_import_stay_as_they_are(self, tmp_path):
        script = '/** We import from "./player.js". */\nconst from = "./player.js"\n'

        served = fingerprinted(tmp_path, {"page.js": script.encode()})

        assert served["page.js"] == script

    def test_no_script_of_the_house_imports_by_a_bare_name(self, tmp_path):
        scripts = {
            name: Path(storage.path(name)).read_bytes()
            for name, storage in AppDirectoriesFinder().list([])
            if name.endswith(".js") and name.startswith(OURS)
        }

        served = fingerprinted(tmp_path, scripts)

        addresses = [
            address
            for script in served.values()
            for address in IMPORTED.findall(script)
        ]
        assert addresses
        assert all(re.search(r"\.[0-9a-f]{12}\.js$", address) for address in addresses)
