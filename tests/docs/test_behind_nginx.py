"""The guide's configuration is one that nginx takes."""

import re
import shutil
import subprocess

import pytest

from tests.docs.pages import ROOT

GUIDE = ROOT / "docs/guides/behind-nginx.md"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
OPENSSL = shutil.which("openssl")


@pytest.fixture
def certificate(tmp_path):
    made = subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "ec", "-nodes", "-days", "2"),
            *("-pkeyopt", "ec_paramgen_curve:prime256v1", "-subj", "/CN=kdemo.example"),
            *("-keyout", str(tmp_path / "privkey.pem")),
            *("-out", str(tmp_path / "fullchain.pem")),
        ],
        capture_output=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return tmp_path


@pytest.mark.skipif(NGINX is None, reason="nginx is not installed")
@pytest.mark.skipif(OPENSSL is None, reason="openssl is not installed")
def test_nginx_takes_the_configuration(certificate):
    (written,) = re.findall(r"^```nginx\n(.*?)^```", GUIDE.read_text(), re.M | re.S)
    here = written.replace("/etc/letsencrypt/live/kdemo.example", str(certificate))
    # As an ordinary user, who may not have the ports below 1024.
    here = re.sub(r"(listen \S*?)(80|443)\b", r"\g<1>8\2", here)
    file = certificate / "nginx.conf"
    file.write_text(
        f"pid {certificate}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\naccess_log off;\nclient_body_temp_path {certificate}/body;\n"
        f"proxy_temp_path {certificate}/proxy;\n{here}\n}}\n"
    )

    said = subprocess.run(
        [NGINX, "-t", "-c", str(file)], capture_output=True, text=True, check=False
    )

    assert said.returncode == 0, said.stderr
    assert "syntax is ok" in said.stderr
