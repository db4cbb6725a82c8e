# Before files are replaced: stops the service and copies the database aside, so that the version before can be run again.
# A stopped server leaves the database whole; what a crash left in -wal belongs to it and is copied along.
data=/var/lib/donelogin
copies=$data/before-upgrade
if [ -f "$data/donelogin.db" ]; then
    if [ -d /run/systemd/system ] && systemctl is-active --quiet donelogin.service; then
        systemctl stop donelogin.service
        : > /run/donelogin-was-running
    fi
    copy=$copies/$(date -u +%Y%m%dT%H%M%SZ)
    umask_before=$(umask)
    umask 077
    if ! { mkdir -p "$copy.half" && cp -p "$data"/donelogin.db* "$copy.half"/ && sync "$copy.half"/* &&
        rm -rf "$copy" && mv "$copy.half" "$copy" && chown --reference="$data" "$copies" "$copy"; }; then
        rm -rf "$copy.half"
        echo "DOneLogin: the database cannot be copied to $copies, so nothing is replaced. Make room on the disk and try again." >&2
        if [ -e /run/donelogin-was-running ]; then
            rm -f /run/donelogin-was-running
            systemctl start donelogin.service || true
        fi
        exit 1
    fi
    umask "$umask_before"
    echo "DOneLogin: the database as it was is kept in $copy."
    # Three copies are kept; their names sort by time.
    for old in $(ls -1 "$copies" | sort -r | tail -n +4); do
        rm -rf "${copies:?}/$old"
    done
fi
