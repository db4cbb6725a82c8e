"""A build backend (PEP 517) that builds nothing and runs no code of the package: it only says what pip asks for."""

from email.parser import Parser
from pathlib import Path


class _Nothing:
    @staticmethod
    def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
        # The package's own words (PEP 314), in which pip looks for the name and the version that it asked for.
        text = Path("PKG-INFO").read_text(encoding="utf-8")
        words = Parser().parsestr(text)
        name = f"{words['Name'].replace('-', '_')}-{words['Version']}.dist-info"
        folder = Path(metadata_directory) / name
        folder.mkdir()
        (folder / "METADATA").write_text(text, encoding="utf-8")
        return name


__legacy__ = _Nothing()
