"""Makes `common.bin` out of the list of common passwords that zxcvbn-ts keeps.

    npm pack @zxcvbn-ts/language-common@4.1.3 && tar xzf zxcvbn-ts-language-common-4.1.3.tgz
    python3 prepare.py package/src/passwords.json

Each password becomes the first five bytes of its SHA-256, sorted, without anything between: small, quick to search, and no
file of obscenities in the repository. The result is the same, byte for byte, each time.
"""

import hashlib
import json
import pathlib
import sys
import unicodedata

SOURCE = "f422773d94d630f27e08b26d7017e847bb1feb2a84809340e9c0b0c47b33e3f1"
BYTES = 5


def main(path):
    content = pathlib.Path(path).read_bytes()
    if hashlib.sha256(content).hexdigest() != SOURCE:
        raise SystemExit("this is not the list of @zxcvbn-ts/language-common 4.1.3")
    folded = {unicodedata.normalize("NFKC", str(word)).lower() for word in json.loads(content)}
    hashes = sorted({hashlib.sha256(word.encode()).digest()[:BYTES] for word in folded})
    pathlib.Path(__file__).with_name("common.bin").write_bytes(b"".join(hashes))
    print(f"{len(hashes)} passwords")


if __name__ == "__main__":
    main(*sys.argv[1:])
