# Before the program goes for good: the service ends. The data stays.
if [ -d /run/systemd/system ]; then
    systemctl disable --now donelogin.service || true
fi
