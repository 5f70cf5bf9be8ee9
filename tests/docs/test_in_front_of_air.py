"""The guide's configuration for air is one that nginx takes."""

import re
import subprocess

import pytest

from tests.docs.pages import ROOT
from tests.docs.test_behind_nginx import NGINX

GUIDE = ROOT / "docs/guides/in-front-of-air.md"


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
def test_nginx_takes_the_configuration(tmp_path):
    (written,) = re.findall(r"^```nginx\n(.*?)^```", GUIDE.read_text(), re.M | re.S)
    file = tmp_path / "nginx.conf"
    file.write_text(
        f"pid {tmp_path}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\nclient_body_temp_path {tmp_path}/body;\n"
        f"proxy_temp_path {tmp_path}/proxy;\n"
        f"server {{ listen 8080; {written} }}\n}}\n"
    )

    said = subprocess.run(
        [NGINX, "-t", "-c", str(file)], capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stderr


SOUND = [
    "/live/kdemo/index.m3u8",
    "/live/kdemo/beat",
    "/live/kdemo/at/2026-11-23T12:00:00Z.m3u8",
    "/live/kdemo/from/2026-11-23T12:00:00Z/to/2026-11-23T13:00:00Z.m3u8",
    "/live/kdemo/aac128/live.m3u8",
    "/live/kdemo-jazz/aac48/1234.m4s",
    "/listen/kdemo.mp3",
]
PAGES = [
    "/live/",
    "/live/services.json",
    "/live/kdemo.m3u",
    "/live/kdemo/beats",
    "/live/kdemo/schedule.json",
    "/listen/kdemo.pls",
    "/listen/",
]


@pytest.mark.parametrize("server", ["nginx", "text"])
def test_rules_send_air_its_sound_and_leave_pages_to_the_website(server):
    """Caddy has the same rules; what it cannot be asked here, its expressions can."""
    (written,) = re.findall(rf"^```{server}\n(.*?)^```", GUIDE.read_text(), re.M | re.S)
    rules = re.findall(r"(?:location ~|path_regexp) (\S+)", written)
    assert len(rules) == 2

    def goes_to_air(path):
        return any(re.search(rule, path) for rule in rules)

    assert [path for path in SOUND if not goes_to_air(path)] == []
    assert [path for path in PAGES if goes_to_air(path)] == []
