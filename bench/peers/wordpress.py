"""WordPress from Debian's packages: nginx, php-fpm and MariaDB in a folder of their own."""

import re
import shutil
import subprocess
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PACKAGES = (
    "wordpress",
    "wordpress-theme-twentytwentythree",
    "mariadb-server",
    "nginx-light",
    "php-fpm",
    "php-mysql",
    "php-cli",
    "php-opcache",
)


class MissingPeer(Exception):
    """WordPress or what it stands on is not installed; the message says what to install."""


@contextmanager
def wordpress(folder: Path, *, title: str, html: str, port: int) -> Iterator[str]:
    """Run WordPress with its default theme and one post; yield the post's address."""
    require_programs()
    folder.mkdir(parents=True)
    root = copy_site(folder)
    servers = [start_mariadb(folder)]
    try:
        create_database(folder)
        write_config(root, folder, port)
        servers.append(start_php(folder))
        servers.append(start_nginx(folder, root, port))
        install(port)
        yield f"http://127.0.0.1:{port}/?p={write_post(root, title, html)}"
    finally:
        for server in reversed(servers):
            server.terminate()
            server.wait(timeout=30)


def require_programs() -> None:
    missing = [name for name in ("mariadbd", "nginx", "php") if not shutil.which(name)]
    if missing or not Path("/usr/share/wordpress").is_dir() or not fpm_program():
        raise MissingPeer(
            "apt-get install --no-install-recommends " + " ".join(PACKAGES)
        )


def fpm_program() -> str | None:
    return next((str(one) for one in Path("/usr/sbin").glob("php-fpm*")), None)


def copy_site(folder: Path) -> Path:
    root = folder / "site"
    shutil.copytree(
        "/usr/share/wordpress", root, symlinks=False, ignore_dangling_symlinks=True
    )
    return root


def start_mariadb(folder: Path) -> subprocess.Popen[bytes]:
    data = folder / "mariadb"
    run(
        "mariadb-install-db",
        "--no-defaults",
        f"--datadir={data}",
        "--auth-root-authentication-method=normal",
        "--user=root",
    )
    server = subprocess.Popen(
        [
            "mariadbd",
            "--no-defaults",
            f"--datadir={data}",
            f"--socket={folder / 'mariadb.sock'}",
            "--skip-networking",
            "--user=root",
        ],
        stdout=subprocess.DEVNULL,
        stderr=(folder / "mariadb.log").open("wb"),
    )
    wait_until((folder / "mariadb.sock").exists, "MariaDB")
    return server


def create_database(folder: Path) -> None:
    run(
        "mariadb",
        f"--socket={folder / 'mariadb.sock'}",
        "-uroot",
        "-e",
        "CREATE DATABASE wp",
    )


def write_config(root: Path, folder: Path, port: int) -> None:
    (root / "wp-config.php").unlink(missing_ok=True)
    (root / "wp-config.php").write_text(
        f"""<?php
define('DB_NAME', 'wp'); define('DB_USER', 'root'); define('DB_PASSWORD', '');
define('DB_HOST', 'localhost:{folder / "mariadb.sock"}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
foreach (['AUTH','SECURE_AUTH','LOGGED_IN','NONCE'] as $k) {{
  define($k.'_KEY', 'bench'); define($k.'_SALT', 'bench');
}}
define('WP_HOME', 'http://127.0.0.1:{port}'); define('WP_SITEURL', 'http://127.0.0.1:{port}');
define('WP_HTTP_BLOCK_EXTERNAL', true); define('DISABLE_WP_CRON', true);
define('AUTOMATIC_UPDATER_DISABLED', true);
$table_prefix = 'wp_';
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
"""
    )


def start_php(folder: Path) -> subprocess.Popen[bytes]:
    config = folder / "fpm.conf"
    config.write_text(
        f"""[global]
error_log = {folder}/fpm.log
daemonize = no
[www]
user = root
group = root
listen = {folder}/fpm.sock
pm = static
pm.max_children = 4
"""
    )
    server = subprocess.Popen(
        [str(fpm_program()), "-R", "-F", "-y", str(config)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until((folder / "fpm.sock").exists, "php-fpm")
    return server


def start_nginx(folder: Path, root: Path, port: int) -> subprocess.Popen[bytes]:
    config = folder / "nginx.conf"
    config.write_text(
        f"""user root; worker_processes 2; pid {folder}/nginx.pid; error_log {folder}/nginx.log; daemon off;
events {{}}
http {{
  include /etc/nginx/mime.types; access_log off;
  server {{
    listen 127.0.0.1:{port}; root {root}; index index.php;
    location / {{ try_files $uri $uri/ /index.php?$args; }}
    location ~ \\.php$ {{
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      # Debian's parameters send the host without its port, and WordPress then redirects.
      fastcgi_param HTTP_HOST $http_host;
      fastcgi_pass unix:{folder}/fpm.sock;
    }}
  }}
}}
"""
    )
    server = subprocess.Popen(
        ["nginx", "-c", str(config)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_until((folder / "nginx.pid").exists, "nginx")
    return server


def install(port: int) -> None:
    answers = {
        "weblog_title": "KDEMO",
        "user_name": "mina",
        "admin_password": "bench-only-password",
        "admin_password2": "bench-only-password",
        "admin_email": "mina@kdemo.example",
        "blog_public": "0",
        "pw_weak": "1",
    }
    urllib.request.urlopen(
        f"http://127.0.0.1:{port}/wp-admin/install.php?step=2",
        data=urllib.parse.urlencode(answers).encode(),
        timeout=120,
    ).read()


def write_post(root: Path, title: str, html: str) -> int:
    (root / "bench-title.txt").write_text(title)
    (root / "bench-body.html").write_text(html)
    said = run(
        "php",
        "-r",
        f"""$_SERVER['HTTP_HOST'] = '127.0.0.1'; require '{root}/wp-load.php';
kses_remove_filters();
echo 'post=' . wp_insert_post(['post_title' => file_get_contents('{root}/bench-title.txt'),
  'post_content' => file_get_contents('{root}/bench-body.html'), 'post_status' => 'publish']);""",
    )
    found = re.search(r"post=(\d+)", said)
    if found is None:
        raise MissingPeer(f"WordPress took no post: {said[-400:]}")
    return int(found[1])


def wait_until(ready, name: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise MissingPeer(f"{name} did not start within {seconds} s")
        time.sleep(0.1)


def run(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
