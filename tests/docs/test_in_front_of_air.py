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
