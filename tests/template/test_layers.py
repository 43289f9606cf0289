"""Layers hold what they were built for: wheel tags, no package twice, and FastAPI only where it is used."""

from __future__ import annotations

from pathlib import Path

import pytest
from layers import build

from tests.template.expanded import ROOT, expand, source, target

LAYERS = ("runtime", "api", "media", "calendars")


@pytest.fixture(autouse=True)
def _for_aws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CENTRAL_TARGET", raising=False)


@pytest.mark.parametrize(
    ("tag", "arm", "intel"),
    [
        ("py3-none-any", True, True),
        ("cp313-cp313-manylinux_2_17_aarch64", True, False),
        ("cp313-cp313-manylinux_2_28_x86_64", False, True),
        ("cp311-abi3-manylinux_2_34_aarch64", True, False),
        ("cp312-cp312-manylinux_2_17_aarch64", False, False),
        ("cp313-cp313-macosx_11_0_arm64", False, False),
        ("cp313-cp313-win_amd64", False, False),
        ("py3-none-manylinux2014_x86_64", False, True),
    ],
)
def test_a_tag_fits_one_python_and_one_machine(tag: str, arm: bool, intel: bool) -> None:
    assert build.fits_tag(tag, "313", "aarch64") is arm
    assert build.fits_tag(tag, "313", "x86_64") is intel


def test_a_wheel_for_another_machine_stops_the_build(tmp_path: Path) -> None:
    for name, tag in (("pure", "py3-none-any"), ("native", "cp313-cp313-manylinux_2_17_x86_64")):
        folder = tmp_path / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "WHEEL").write_text(f"Wheel-Version: 1.0\nTag: {tag}\n")
    build.check_tags(tmp_path, "3.13", "x86_64")
    with pytest.raises(SystemExit, match=r"native-1\.0"):
        build.check_tags(tmp_path, "3.13", "aarch64")


def test_the_build_follows_the_template_s_parameters(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNTIME", "python3.13")
    monkeypatch.setenv("ARCHITECTURE", "arm64")
    assert build.target() == ("3.13", "aarch64")


def test_bytecode_is_built_into_the_layer_wherever_our_own_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("RUNTIME", raising=False)
    monkeypatch.setenv("PYTHONPYCACHEPREFIX", str(tmp_path / "ours"))
    (tmp_path / "layer").mkdir()
    (tmp_path / "layer/module.py").write_text("one = 1\n")
    build.compile_all(tmp_path / "layer")
    assert [path.name.partition(".")[0] for path in (tmp_path / "layer/__pycache__").iterdir()] == ["module"]


def test_every_layer_is_built_by_our_own_script() -> None:
    makefile = (ROOT / "layers/Makefile").read_text()
    for name, resource in source()["Resources"].items():
        if resource["Type"] == "AWS::Serverless::LayerVersion":
            assert resource["Metadata"] == {"BuildMethod": "makefile"}, name
            assert f"build-{name}:" in makefile


@pytest.mark.parametrize("layer", LAYERS)
def test_every_package_is_pinned_with_hashes_and_no_registry(layer: str) -> None:
    text = (ROOT / f"layers/{layer}/requirements.txt").read_text()
    for block in build.blocks(ROOT / f"layers/{layer}/requirements.txt"):
        assert "==" in block
        assert "--hash=sha256:" in block
    assert "index-url" not in text
    assert "://" not in text


def test_no_package_is_in_two_layers() -> None:
    runtime = {build.name(block) for block in build.requirements_without("runtime", [])}
    for layer in LAYERS[1:]:
        assert not runtime & {build.name(block) for block in build.requirements_without(layer, ["runtime"])}


def test_only_the_rest_function_has_fastapi_and_only_the_media_worker_has_ffmpeg() -> None:
    names = {layer: {build.name(b) for b in build.requirements_without(layer, [])} for layer in LAYERS}
    assert "fastapi" in names["api"]
    assert not {"fastapi", "pydantic", "boto3"} & names["runtime"]
    assert "imageio-ffmpeg" in names["media"]
    holders: dict[str, set[str]] = {}
    for name, resource in expand(DemoMode="on").items():
        if resource["Type"] == "AWS::Lambda::Function":
            for layer in resource["Properties"]["Layers"]:
                holders.setdefault(target(layer).rstrip("0123456789abcdef"), set()).add(name)
    by_layer = {
        layer: next(v for k, v in holders.items() if k.startswith(layer))
        for layer in ("ApiLayer", "MediaLayer", "CalendarsLayer")
    }
    assert by_layer == {
        "ApiLayer": {"RestApi"},
        "MediaLayer": {"ProcessMedia"},
        "CalendarsLayer": {"RestApi", "RouteTickets"},
    }
