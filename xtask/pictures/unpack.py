"""Takes the pictures for tests out of the packages that brought them: `unpack.py <packages> <pictures>`.

Every file is checked; nothing of a package is run.
"""

import hashlib
import pathlib
import sys
import tarfile
import zipfile

# Where a picture lies in which package, where it goes, its SHA-256.
PICTURES = [
    (
        "face_recognition-1.3.0.tar.gz",
        "face_recognition-1.3.0/tests/test_images/obama.jpg",
        "president/1.jpg",
        "0930e3aa8cae5920329c0c8cbc6a2ab70f47b0e67b432875beaa95cbf7e741f6",
    ),
    (
        "face_recognition-1.3.0.tar.gz",
        "face_recognition-1.3.0/tests/test_images/obama2.jpg",
        "president/2.jpg",
        "a7efcc907375274796f39646510704aa86672d59f6d5469d69af3c85590976a6",
    ),
    (
        "face_recognition-1.3.0.tar.gz",
        "face_recognition-1.3.0/tests/test_images/obama3.jpg",
        "president/3.jpg",
        "76ac6bf97c36dc2da0ad16a537d6a5ac1b10f48d49aac29a0cca9a17cdbc3ca3",
    ),
    (
        "face_recognition-1.3.0.tar.gz",
        "face_recognition-1.3.0/tests/test_images/biden.jpg",
        "vice-president/1.jpg",
        "3c17508bb91554c637a2eabddfae790e5bb1caba93130814fc2ac50be9760c4c",
    ),
    (
        "scikit_image-0.25.2-*.whl",
        "skimage/data/astronaut.png",
        "astronaut/1.png",
        "88431cd9653ccd539741b555fb0a46b61558b301d4110412b5bc28b5e3ea6cb5",
    ),
]


def content(package, member):
    """One file of a source distribution or a wheel."""
    if package.suffix == ".whl":
        return zipfile.ZipFile(package).read(member)
    return tarfile.open(package).extractfile(member).read()


def main(packages, pictures):
    for pattern, member, name, digest in PICTURES:
        (package,) = packages.glob(pattern)
        picture = content(package, member)
        if hashlib.sha256(picture).hexdigest() != digest:
            raise SystemExit(f"{member} of {package.name} is not the picture that the tests were written for")
        target = pictures / name
        target.parent.mkdir(parents=True, exist_ok=True)
        # In one step, so that a file that is there is whole.
        part = target.with_suffix(".part")
        part.write_bytes(picture)
        part.replace(target)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
