check-working = Dieser Browser rechnet kurz, damit kein Programm Passwörter durchprobieren kann.
check-done = Die Rechnung ist fertig.
check-without-script = Ohne JavaScript warten Sie zwischen den Versuchen etwas länger.
