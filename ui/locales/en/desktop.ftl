# The window's own words: tray, notes, and the page that stands while no server answers. The shell reads them itself.

tray-starting = Starting
tray-serving = Serving at { $address }
tray-serving-service = The system service serves at { $address }
tray-attention = Serving at { $address }: needs attention
tray-stopped = Stopped: nobody can sign in
tray-open = Open DOneLogin
tray-copy = Copy the address
tray-stop = Stop serving
tray-start = Start serving
tray-add-person = Add a person
tray-quit = Quit

quit-title = Quit DOneLogin
quit-question = Nobody can sign in until DOneLogin starts again.
quit-do = Quit
quit-keep = Keep it running

closed-title = DOneLogin goes on
closed-note = People can still sign in. The symbol in the tray brings the window back; so does starting DOneLogin again.

stopped-title = DOneLogin does not run
stopped-lead = Nobody can sign in at the moment.
stopped-by-hand-title = DOneLogin is stopped
stopped-reason-head = What happened
stopped-mend-head = What to do
stopped-start = Start again
stopped-starting = Starting
starting-title = DOneLogin starts
starting-lead = This takes a moment.

reason-by-hand = Somebody stopped it in the tray.
mend-by-hand = Start it when people are to sign in again.
reason-port-taken = Another program uses port { $port }. Perhaps a second DOneLogin runs.
mend-port-taken = Stop the other program, then start again. On Linux, “ss -ltnp” names it.
reason-port-denied = Port { $port } needs a right that this program does not have.
mend-port-denied = Choose a port from 1024 up in the file { $file }, then start again.
reason-held = Another DOneLogin holds the folder { $path } and does not answer.
mend-held = Wait a moment, or stop the other one, then start again.
reason-damaged = The database is damaged.
mend-damaged = Put the file donelogin.db in { $path } back from a backup, then start again.
reason-newer = A newer version wrote the database.
mend-newer = Install the newer version.
reason-key-gone = The key for the database’s secrets, { $path }, is gone.
mend-key-gone = Put that file back from a backup, then start again.
reason-readable = Other people on this machine can read { $path }.
mend-readable = Run “chmod { $mode } { $path }”, then start again.
reason-directory = The folder { $path } cannot be used.
mend-directory = Give your account the right to write there, then start again.
reason-disk-full = The disk is full.
mend-disk-full = Make room on it, then start again.
reason-settings = The settings do not fit: { $detail }
mend-settings = Correct { $file }, then start again.
reason-crashed = The server stopped by itself: { $detail }
reason-other = The server does not start: { $detail }
mend-other = Start again. If that does not help, “donelogin doctor” looks for the cause.
reason-cancelled = Only an administrator of this machine reaches the system service, and nobody confirmed that.
mend-cancelled = Start again and enter that password.
reason-no-bridge = The system service runs, but this window cannot ask for the right to reach it.
mend-no-bridge = Install pkexec (the package polkit), then start again.
reason-lost = The server that this window showed has ended.
mend-lost = When it runs again, this window goes on by itself. To start it here: Start again.

locked-detail = The window is locked: unlock it first
no-display = There is no display for the window. “donelogin serve” starts the server without one.
