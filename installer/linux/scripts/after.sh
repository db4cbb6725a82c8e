# After files are in place: the user and the console's folder; the service is started at first, and again where it ran.
systemd-sysusers donelogin.conf
systemd-tmpfiles --create donelogin.conf || true
# Versions before gave that folder to the service: what it left there may be a link.
rm -f /run/donelogin/console
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload || true
    if [ "$is_first" = yes ]; then
        systemctl enable donelogin.service || true
        systemctl restart donelogin.service || true
        echo "DOneLogin runs. While it has no administrator, its first-run link stands in /run/donelogin/console;"
        echo "or make one here: sudo -u donelogin donelogin --data-dir /var/lib/donelogin user add EMAIL --name NAME --admin"
        echo "The firewall was left as it is: see the README under \"Install it\"."
    elif [ -e /run/donelogin-was-running ]; then
        systemctl restart donelogin.service || true
    fi
fi
rm -f /run/donelogin-was-running
