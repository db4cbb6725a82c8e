# Before files are replaced: stops the service and copies the database aside, so that the version before can be run again.
# A stopped server leaves the database whole; what a crash left in -wal belongs to it and is copied along.
data=/var/lib/donelogin
if [ -f "$data/donelogin.db" ]; then
    if [ -d /run/systemd/system ] && systemctl is-active --quiet donelogin.service; then
        systemctl stop donelogin.service
        : > /run/donelogin-was-running
    fi
    # Whoever owns the folder puts there what they like, links to other files of the machine among it. So its owner does
    # the work, and root touches nothing in it; without our terminal, into which they could type.
    if ! setpriv --reuid="$(stat -L -c %u "$data")" --regid="$(stat -L -c %g "$data")" --clear-groups --no-new-privs \
        setsid --wait sh -c '
            cd "$1" || exit 1
            umask 077
            copy=before-upgrade/$(date -u +%Y%m%dT%H%M%SZ)
            if ! { mkdir -p "$copy.half" && cp -p donelogin.db* "$copy.half"/ && sync "$copy.half"/* &&
                rm -rf "$copy" && mv "$copy.half" "$copy"; }; then
                rm -rf "$copy.half"
                exit 1
            fi
            echo "DOneLogin: the database as it was is kept in $1/$copy."
            # Three copies are kept; their names sort by time.
            for old in $(ls -1 before-upgrade | sort -r | tail -n +4); do
                rm -rf "before-upgrade/$old" || true
            done' sh "$data" < /dev/null; then
        echo "DOneLogin: the database cannot be copied to $data/before-upgrade, so nothing is replaced. Make room on the disk and try again." >&2
        if [ -e /run/donelogin-was-running ]; then
            rm -f /run/donelogin-was-running
            systemctl start donelogin.service || true
        fi
        exit 1
    fi
fi
