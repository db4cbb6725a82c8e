#!/usr/bin/env bash
# Installs the packages by this machine's own apt and dpkg and exercises them, on an overlay that nobody else sees:
#   unshare --mount --pid --fork bash check.sh FOLDER WORKSPACE
# FOLDER holds old/*.deb, new/*.deb (and the window's package, where there is one); WORKSPACE is hidden meanwhile, so that
# what the programs show is in them.
set -euo pipefail

data=/var/lib/donelogin
unit=/usr/lib/systemd/system/donelogin.service

say() { echo "-- $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }

# Outside: the overlay, and this script once more inside of it.
if [ "${1:-}" != inside ]; then
    packages=$1 workspace=$2 root=$1/root
    # Nothing of this reaches the mounts of others; the memory that holds it goes with the namespace.
    mount --make-rprivate /
    mkdir -p "$root"
    mount -t tmpfs -o size=4g,mode=755 check "$root"
    mkdir "$root/upper" "$root/work" "$root/packages" "$root/all"
    cp -r "$packages/old" "$packages/new" "$root/packages"
    cp "$0" "$root/packages/check.sh"
    mount -t overlay -o "lowerdir=/,upperdir=$root/upper,workdir=$root/work" check "$root/all"
    cd "$root/all"
    mount --rbind /dev dev
    mount -t proc proc proc
    mount --rbind /sys sys
    mount -t tmpfs -o mode=755 run run
    mount -t tmpfs -o mode=1777 tmp tmp
    mkdir tmp/packages
    mount --bind "$root/packages" tmp/packages
    mount -t tmpfs hidden "$root/all$workspace"
    # A service script that runs on this machine must not run here as well.
    printf '#!/bin/sh\nexit 101\n' > usr/sbin/policy-rc.d
    chmod 755 usr/sbin/policy-rc.d
    exec chroot . /bin/bash /tmp/packages/check.sh inside
fi

export DEBIAN_FRONTEND=noninteractive LC_ALL=C
new=$(ls /tmp/packages/new/donelogin_*.deb)
old=$(ls /tmp/packages/old/donelogin_*.deb)
window=$(ls /tmp/packages/new/donelogin-desktop_*.deb 2> /dev/null || true)

install_() {
    apt-get -q -o APT::Sandbox::User=root -o Dpkg::Use-Pty=0 install -y --no-install-recommends "$@" > /tmp/apt.log 2>&1 ||
        { cat /tmp/apt.log >&2; return 1; }
}

command_() { runuser -u donelogin -- env -i HOME=$data PATH=/usr/bin donelogin --data-dir $data "$@"; }

# What systemd would do: the state folder, the console, the unit's own command as the unit's user. On a network of its own,
# so that no port and no name of this machine is in the way.
serve_and() {
    install -d -o donelogin -g donelogin -m 700 $data
    command=$(sed -n 's/^ExecStart=//p' $unit)
    user=$(sed -n 's/^User=//p' $unit)
    export -f served fail say command_ "$1"
    export data command user
    unshare --net bash -euo pipefail -c "served $1"
}

served() {
    ip link set lo up
    # shellcheck disable=SC2086
    runuser -u "$user" -- env -i HOME=$data PATH=/usr/bin $command > /run/donelogin/console 2> /tmp/serve.log &
    server=$!
    trap 'kill $server 2> /dev/null; wait $server || true' EXIT
    for _ in $(seq 600); do
        grep -q '^ready ' /run/donelogin/console && break
        kill -0 $server 2> /dev/null || { cat /tmp/serve.log >&2; fail "the unit's command ended"; }
        read -rt 0.1 < <(:) || sleep 0.1
    done
    issuer=$(sed -n 's/^ready issuer=\([^ ]*\).*/\1/p' /run/donelogin/console)
    [ -n "$issuer" ] || { cat /tmp/serve.log >&2; fail "no ready line"; }
    host=${issuer#https://}
    command_ ca export > /tmp/office-ca.pem
    page() { curl -sS --fail --max-time 20 --cacert /tmp/office-ca.pem --resolve "$host:127.0.0.1" "$issuer$1"; }
    "$1"
}

say "install $(basename "$old")"
install_ "$old"
[ "$(stat -c %U:%a /run/donelogin)" = root:700 ] || fail "/run/donelogin, where root opens a file, is not root's alone"
systemd-analyze verify $unit
# Tenths; beyond it some hardening was lost.
systemd-analyze security --offline=true --threshold=20 $unit > /tmp/security.log || { cat /tmp/security.log >&2; fail "the unit is exposed"; }
tail -n 1 /tmp/security.log

first() {
    say "the unit's command serves: $issuer"
    page /healthz > /dev/null
    page /phone/ | grep -q '<script' || fail "the phone app is not in the program"
    page / > /dev/null
    grep -q '^first-run ' /run/donelogin/console || fail "no first-run link"
    command_ user add ada@office.example --name "Ada Lovelace" --admin > /dev/null
    say "doctor"
    command_ doctor || [ $? = 1 ] || fail "doctor does not run"
}
serve_and first

say "an upgrade without room for the copy is refused, and nothing is lost"
touch $data/before-upgrade
if dpkg -i "$new" > /tmp/dpkg.log 2>&1; then fail "it was not refused"; fi
grep -q 'cannot be copied' /tmp/dpkg.log || { cat /tmp/dpkg.log >&2; fail "the reason is not told"; }
[ "$(dpkg-query -W -f '${Version}' donelogin)" = "$(dpkg-deb -f "$old" Version)" ] || fail "it was replaced"
rm $data/before-upgrade

say "links in the data directory lead root nowhere"
install -d -m 755 /tmp/elsewhere
for year in 2001 2002 2003 2004; do install -d /tmp/elsewhere/${year}0101T000000Z; done
ln -s /tmp/elsewhere $data/before-upgrade
ln -s /etc/shadow $data/donelogin.db.link
chown -h donelogin: $data/before-upgrade $data/donelogin.db.link
before=$(ls -lRn --time-style=full-iso /tmp/elsewhere)
if dpkg -i "$new" > /tmp/dpkg.log 2>&1; then fail "it was not refused"; fi
grep -q 'cannot be copied' /tmp/dpkg.log || { cat /tmp/dpkg.log >&2; fail "the reason is not told"; }
[ "$(ls -lRn --time-style=full-iso /tmp/elsewhere)" = "$before" ] || fail "root went along a link"
rm $data/before-upgrade $data/donelogin.db.link

say "upgrade to $(basename "$new")"
install -d -o donelogin -g donelogin -m 700 $data/before-upgrade
for year in 2001 2002 2003 2004; do install -d -o donelogin -g donelogin -m 700 $data/before-upgrade/${year}0101T000000Z; done
install_ "$new"
grep 'is kept in' /tmp/apt.log
copies=$(ls $data/before-upgrade)
[ "$(wc -l <<< "$copies")" = 3 ] || fail "not three copies: $copies"
copy=$data/before-upgrade/$(tail -n 1 <<< "$copies")/donelogin.db
[ "$(stat -c %U:%a "$copy")" = donelogin:600 ] || fail "$copy can be read by others"
cmp "$copy" $data/donelogin.db || fail "the copy is another"

again() {
    page /healthz > /dev/null
    command_ user list | grep -q ada@office.example || fail "Ada is gone"
}
serve_and again

if [ -n "$window" ]; then
    say "the window's package takes the place: $(basename "$window")"
    install_ "$window"
    [ "$(dpkg-query -W -f '${Status}' donelogin 2> /dev/null)" != "install ok installed" ] || fail "both are installed"
    dpkg --purge donelogin > /dev/null 2>&1 || true
    [ -f $data/donelogin.db ] || fail "purging the one deleted the data of the other"

    serve_and again
    useradd -m ann
    # A person's own session on a screen and a network of its own.
    look() {
        ip link set lo up
        Xvfb :77 -screen 0 1280x800x24 -nolisten tcp > /tmp/screen.log 2>&1 &
        until [ -e /tmp/.X11-unix/X77 ]; do sleep 0.1; done
        install -d -o ann -m 700 /run/ann
        runuser -u ann -- env -i HOME=/home/ann PATH=/usr/bin:/bin DISPLAY=:77 XDG_RUNTIME_DIR=/run/ann \
            dbus-run-session -- bash -c "$(declare -f shown); shown"
    }
    shown() {
        donelogin-desktop > /tmp/window.log 2>&1 &
        for _ in $(seq 300); do
            if xdotool search --onlyvisible --name DOneLogin > /dev/null 2>&1; then
                # A window that is not drawn yet has few colours.
                colours=$(import -window root png:- | identify -format %k png:-)
                if [ "$colours" -gt 100 ]; then
                    echo "-- the window shows, in $colours colours"
                    import -window root /tmp/window.png
                    kill %1
                    return 0
                fi
            fi
            sleep 0.2
        done
        cat /tmp/window.log
        return 1
    }
    export -f look shown
    unshare --net --pid --fork bash -euo pipefail -c look || fail "the window does not show"
    cp /tmp/window.png /tmp/packages/
    last=donelogin-desktop
else
    last=donelogin
fi

say "remove keeps the data, purge deletes it"
apt-get -q -o Dpkg::Use-Pty=0 remove -y $last > /tmp/apt.log 2>&1 || { cat /tmp/apt.log >&2; fail "remove"; }
[ ! -e /usr/bin/donelogin ] || fail "the program stays"
[ -f $data/donelogin.db ] && [ -f $data/master.key ] || fail "remove deleted data"
# A system that says that it runs systemd, and writes down what it is asked for; apt looks for programs there first.
mkdir -p /run/systemd/system
printf '#!/bin/sh\necho "$*" >> /tmp/systemctl.log\n' > /usr/sbin/systemctl
chmod 755 /usr/sbin/systemctl
install_ "$(ls /tmp/packages/new/${last}_*.deb)"
grep -q "^enable donelogin.service" /tmp/systemctl.log || fail "installed again after its removal it is not switched on"
rm -r /run/systemd/system /usr/sbin/systemctl
apt-get -q -o Dpkg::Use-Pty=0 purge -y $last > /tmp/apt.log 2>&1 || { cat /tmp/apt.log >&2; fail "purge"; }
[ ! -e $data ] || fail "purge left data"
[ ! -e /etc/ufw/applications.d/donelogin ] || fail "purge left the firewall's file"
say "all is as it should be"
