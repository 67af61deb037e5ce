"""Packs the extension: a zip with a manifest, as VS Code installs it.

The packing is done here and not by the tool of the marketplace, which is made for publishing there
and brings nearly three hundred packages along; and the same extension gives the same bytes.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).parents[2]
EXTENSION = ROOT / "editors" / "vscode"
_SHIPPED = (
    "README.md",
    "dist/extension.js",
    "l10n/bundle.l10n.vi.json",
    "language-configuration.json",
    "package.nls.json",
    "package.nls.vi.json",
    "snippets/en.json",
    "snippets/vi.json",
    "syntaxes/dxplan.tmLanguage.json",
)
_OF_THE_REPOSITORY = ("scripts", "dependencies", "devDependencies", "private")
_TYPES = {
    "js": "application/javascript",
    "json": "application/json",
    "md": "text/markdown",
    "txt": "text/plain",
    "vsixmanifest": "text/xml",
}


class CannotPack(Exception):
    """What is missing before the extension can be packed."""


def pack(to: Path, version: str) -> Path:
    """Write ``dxplan-<version>.vsix`` into a folder, and give its path."""
    if not re.fullmatch(r"\d+\.\d+\.\d+", version):
        raise CannotPack(f"{version} is no version of an extension: three numbers are asked for")
    if not (EXTENSION / "dist" / "extension.js").is_file():
        raise CannotPack("the extension is not bundled; make vscode does it")
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"dxplan-{version}.vsix"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in sorted(files(version).items()):
            # The first moment a zip knows: when it was packed does not matter.
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return path


def files(version: str) -> dict[str, str]:
    """Everything in the package, by its name there."""
    package = json.loads((EXTENSION / "package.json").read_text("utf-8"))
    shown = {name: each for name, each in package.items() if name not in _OF_THE_REPOSITORY}
    return {
        "[Content_Types].xml": content_types(),
        "extension.vsixmanifest": manifest({**shown, "version": version}),
        "extension/package.json": _json({**shown, "version": version}),
        "extension/LICENSE.txt": (ROOT / "LICENSE").read_text("utf-8"),
        "extension/NOTICES.txt": "\n\n".join(notices()),
        **{f"extension/{name}": (EXTENSION / name).read_text("utf-8") for name in _SHIPPED},
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def bundled() -> dict[str, str]:
    """The packages that are part of the bundle, each with its licence."""
    meta = json.loads((EXTENSION / "dist" / "meta.json").read_text("utf-8"))
    names = {_package_of(path) for path in meta["inputs"] if "node_modules/" in path}
    described = (_package(EXTENSION / "node_modules" / name) for name in sorted(names))
    return {each["name"]: each["license"] for each in described}


def _package_of(path: str) -> str:
    parts = path.rpartition("node_modules/")[2].split("/")
    return "/".join(parts[: 2 if parts[0].startswith("@") else 1])


def _package(folder: Path) -> Mapping[str, str]:
    found: Mapping[str, str] = json.loads((folder / "package.json").read_text("utf-8"))
    return found


def notices() -> Iterator[str]:
    """The licences of what is bundled, which ask to be passed on."""
    for name, licence in bundled().items():
        folder = EXTENSION / "node_modules" / name
        texts = sorted(each for each in folder.iterdir() if re.match("(?i)licen[cs]e", each.name))
        if not texts:
            raise CannotPack(f"{name} comes without the text of its licence")
        version = _package(folder)["version"]
        yield f"{name} {version} ({licence})\n\n{texts[0].read_text('utf-8').strip()}\n"


def content_types() -> str:
    """What kind each file is, by its ending."""
    lines = (
        f'<Default Extension=".{ending}" ContentType="{kind}"/>' for ending, kind in _TYPES.items()
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        f"{''.join(lines)}</Types>\n"
    )


def manifest(package: Mapping[str, Any]) -> str:
    """What VS Code reads before it unpacks an extension."""
    words = json.loads((EXTENSION / "package.nls.json").read_text("utf-8"))
    described = words[package["description"].strip("%")]
    return _MANIFEST.format(
        id=quoteattr(package["name"]),
        version=quoteattr(package["version"]),
        publisher=quoteattr(package["publisher"]),
        title=escape(package["displayName"]),
        description=escape(described),
        tags=escape(",".join(package["keywords"])),
        categories=escape(",".join(package["categories"])),
        engine=quoteattr(package["engines"]["vscode"]),
        assets="\n    ".join(
            f'<Asset Type="Microsoft.VisualStudio.{kind}" Path="extension/{name}"'
            ' Addressable="true"/>'
            for kind, name in _ASSETS.items()
        ),
    )


_ASSETS = {
    "Code.Manifest": "package.json",
    "Services.Content.Details": "README.md",
    "Services.Content.License": "LICENSE.txt",
}
_SCHEMA = "http://schemas.microsoft.com/developer/vsx-schema"
_MANIFEST = f"""\
<?xml version="1.0" encoding="utf-8"?>
<PackageManifest Version="2.0.0" xmlns="{_SCHEMA}/2011" xmlns:d="{_SCHEMA}-design/2011">
  <Metadata>
    <Identity Language="en-US" Id={{id}} Version={{version}} Publisher={{publisher}}/>
    <DisplayName>{{title}}</DisplayName>
    <Description xml:space="preserve">{{description}}</Description>
    <Tags>{{tags}}</Tags>
    <Categories>{{categories}}</Categories>
    <Properties>
      <Property Id="Microsoft.VisualStudio.Code.Engine" Value={{engine}}/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionDependencies" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionPack" Value=""/>
      <Property Id="Microsoft.VisualStudio.Code.ExtensionKind" Value="workspace"/>
      <Property Id="Microsoft.VisualStudio.Code.ExecutesCode" Value="true"/>
    </Properties>
    <License>extension/LICENSE.txt</License>
  </Metadata>
  <Installation>
    <InstallationTarget Id="Microsoft.VisualStudio.Code"/>
  </Installation>
  <Dependencies/>
  <Assets>
    {{assets}}
  </Assets>
</PackageManifest>
"""
