# After files have gone: systemd forgets the unit.
if [ -d /run/systemd/system ]; then
    systemctl daemon-reload || true
fi
