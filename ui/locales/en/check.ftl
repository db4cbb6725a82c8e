check-working = This browser does a short sum, so that no program can try passwords.
check-done = The sum is done.
check-without-script = Without JavaScript you wait a little longer between tries.
