#!/bin/sh
# Built elsewhere, not tried. Makes the .pkg out of the .app that the bundler made: sh build-pkg.sh VERSION [INSTALLER-IDENTITY]
set -e

here=$(cd "$(dirname "$0")" && pwd)
version=$1
bundle=$here/../../target/release/bundle/macos
root=$(mktemp -d)
mkdir -p "$root/Applications" "$root/Library/LaunchDaemons"
cp -R "$bundle/DOneLogin.app" "$root/Applications/"
cp "$here/org.donelogin.server.plist" "$root/Library/LaunchDaemons/"
chmod 644 "$root/Library/LaunchDaemons/org.donelogin.server.plist"
chmod 755 "$here/scripts/preinstall" "$here/scripts/postinstall"
set -- --root "$root" --identifier org.donelogin.desktop --version "$version" --scripts "$here/scripts" --ownership recommended \
    ${2:+--sign "$2"} "$bundle/DOneLogin-$version.pkg"
pkgbuild "$@"
rm -rf "$root"
echo "$bundle/DOneLogin-$version.pkg"
