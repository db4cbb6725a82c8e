#!/bin/sh
# Built elsewhere, not tried. sudo sh uninstall.sh [--delete-data]: takes DOneLogin away; without the word the data stays.
set -e

data="/Library/Application Support/DOneLogin"
launchctl bootout system/org.donelogin.server 2> /dev/null || true
rm -rf /Applications/DOneLogin.app /Library/LaunchDaemons/org.donelogin.server.plist
pkgutil --forget org.donelogin.desktop > /dev/null 2>&1 || true
if [ "$1" = --delete-data ]; then
    rm -rf "$data"
    dscl . -delete /Users/_donelogin 2> /dev/null || true
    dscl . -delete /Groups/_donelogin 2> /dev/null || true
else
    echo "The office's data stays in $data."
fi
