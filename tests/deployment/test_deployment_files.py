"""The files of docs/deployment name only what exists, and the programs they are for accept them."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from served import ROOT

HERE = ROOT / "docs" / "deployment"
UNITS = sorted(p.name for p in HERE.glob("*.service")) + sorted(p.name for p in HERE.glob("*.timer"))


def checked(*command: object, **named: object) -> str:
    """What a program prints that must find nothing wrong."""
    done = subprocess.run([str(c) for c in command], capture_output=True, text=True, check=False, **named)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return str(done.stdout + done.stderr)


def instructions() -> list[tuple[str, str]]:
    """Instruction and arguments of each line of the Dockerfile, continued lines joined."""
    text = (HERE / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(maxsplit=1)[0], line.split(maxsplit=1)[1]) for line in lines]


def test_every_file_is_documented() -> None:
    page = (ROOT / "docs" / "deployment.md").read_text("utf-8")
    assert {p.name for p in HERE.iterdir() if p.is_file()} == set(re.findall(r"\]\(deployment/([\w.-]+)\)", page))


@pytest.mark.parametrize("unit", UNITS)
def test_systemd_accepts_the_units(unit: str, unpacked: Path) -> None:
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not installed")
    for path in HERE.glob("danvan-*"):
        text = path.read_text("utf-8").replace("/opt/danvan", str(unpacked / "opt" / "danvan"))
        (unpacked / path.name).write_text(text, "utf-8")
    said = checked("systemd-analyze", "verify", "--man=no", unpacked / unit)
    assert "danvan" not in said, said


@pytest.mark.parametrize("unit", [u for u in UNITS if u.endswith(".service")])
def test_a_service_runs_what_exists_and_is_shut_off(unit: str) -> None:
    text = (HERE / unit).read_text("utf-8")
    command = re.search(r"^ExecStart=/opt/danvan/\.venv/bin/(\w+) (.*)$", text, re.MULTILINE)
    assert command
    if command[1] == "danvan":
        from search_ui.cli import _COMMANDS

        assert command[2].split()[0] in _COMMANDS
    else:
        assert (ROOT / command[2].removeprefix("--config /opt/danvan/")).exists()
    for line in ("NoNewPrivileges=yes", "ProtectSystem=strict", "ProtectHome=yes", "CapabilityBoundingSet=\n"):
        assert line in text


def test_gunicorn_accepts_its_configuration(tmp_path: Path) -> None:
    checked(
        sys.executable, "-m", "gunicorn", "--check-config", "--config", HERE / "gunicorn.conf.py",
        cwd=ROOT, env=os.environ | {"DANVAN_DATA": str(tmp_path)},
    )  # fmt: skip


@pytest.fixture
def nginx() -> str:
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if not found:
        pytest.skip("nginx is not installed")
    return found


def test_nginx_accepts_its_configuration(nginx: str, tmp_path: Path) -> None:
    name = "-subj /CN=localhost -newkey rsa:2048 -nodes -days 1"
    checked("openssl", "req", "-x509", *name.split(), "-keyout", tmp_path / "key.pem", "-out", tmp_path / "chain.pem")
    text = (HERE / "nginx.conf").read_text("utf-8")
    text = re.sub(r"/etc/letsencrypt\S+?fullchain\.pem", str(tmp_path / "chain.pem"), text)
    text = re.sub(r"/etc/letsencrypt\S+?privkey\.pem", str(tmp_path / "key.pem"), text)
    text = re.sub(r"listen (\[::\]:)?(80|443)\b", r"listen \g<1>1\g<2>", text)
    text = text.replace("/var/cache/nginx", str(tmp_path)).replace("/var/log/nginx", str(tmp_path))
    temporary = " ".join(f"{n}_temp_path {tmp_path}/{n};" for n in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    whole = f"pid {tmp_path}/pid; error_log {tmp_path}/log; events {{}} http {{ access_log off; {temporary} {text} }}"
    (tmp_path / "nginx.conf").write_text(whole, "utf-8")
    checked(nginx, "-t", "-p", tmp_path, "-c", tmp_path / "nginx.conf")


def test_nginx_hands_on_to_where_gunicorn_listens() -> None:
    configuration: dict[str, object] = {}
    exec((HERE / "gunicorn.conf.py").read_text("utf-8"), configuration)
    assert f"server {configuration['bind']};" in (HERE / "nginx.conf").read_text("utf-8")
    assert int(str(configuration["limit_request_line"])) >= 8190


def test_logrotate_accepts_its_configuration(tmp_path: Path) -> None:
    program = shutil.which("logrotate") or shutil.which("/usr/sbin/logrotate")
    if not program:
        pytest.skip("logrotate is not installed")
    text = (HERE / "logrotate.conf").read_text("utf-8").replace("su danvan danvan", "su root root")
    (tmp_path / "conf").write_text(text.replace("/srv/danvan", str(tmp_path)), "utf-8")
    checked(program, "--debug", "--state", tmp_path / "state", tmp_path / "conf")


def test_the_image_copies_and_runs_what_exists() -> None:
    copied: list[str] = []
    for instruction, arguments in instructions():
        if instruction == "COPY":
            copied += arguments.split()[:-1]
    assert all((ROOT / source).exists() for source in copied), copied
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    needed = {project["project"]["readme"], *project["project"]["license-files"], "pyproject.toml"}
    assert needed <= set(copied)
    assert {p.removesuffix("*") for p in project["tool"]["setuptools"]["packages"]["find"]["include"]} <= set(copied)
    commands = dict(instructions())["CMD"]
    assert commands == '["gunicorn", "--config", "docs/deployment/gunicorn.conf.py"]'
    assert "docs/deployment/gunicorn.conf.py" in copied


def test_the_image_installs_what_the_site_needs() -> None:
    locked = (ROOT / "requirements-server.txt").read_text("utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["server"]):
        name = re.split(r"[<>=!~\[ ]", requirement)[0]
        assert re.search(rf"^{re.escape(name)}==", locked, re.MULTILINE), f"{name} is not locked: run `make lock`"
    every = [part for part in locked.split("\n") if re.match(r"[a-z0-9]", part)]
    assert all(part.endswith("\\") for part in every), "each requirement has its hashes"


def test_what_the_packages_read_goes_into_the_image() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["package-data"]["*"]
    suffixes = tuple(pattern.removeprefix("*") for pattern in patterns)
    only_for_translators = ("babel.cfg", ".pot")
    listed = checked("git", "ls-files", "crawler", "indexer", "search_ui", cwd=ROOT).splitlines()
    assert [name for name in listed if not name.endswith((".py", *only_for_translators, *suffixes))] == []


def test_compose_runs_the_image_with_commands_that_exist() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    services = yaml.safe_load((HERE / "compose.yaml").read_text("utf-8"))["services"]
    for service in services.values():
        assert (HERE / service["build"]["context"] / service["build"]["dockerfile"]).resolve() == HERE / "Dockerfile"
        assert service["volumes"] == ["articles:/data"]
        assert service["read_only"]
    assert "danvan update" in services["update"]["command"][-1]
