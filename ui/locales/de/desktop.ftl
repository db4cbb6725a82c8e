# Die eigenen Worte des Fensters: Symbol, Hinweise und die Seite, die steht, solange kein Server antwortet.

tray-starting = Startet
tray-serving = Bedient { $address }
tray-serving-service = Der Systemdienst bedient { $address }
tray-attention = Bedient { $address }: braucht Ihren Blick
tray-stopped = Angehalten: niemand kann sich anmelden
tray-open = DOneLogin öffnen
tray-copy = Adresse kopieren
tray-stop = Anhalten
tray-start = Starten
tray-add-person = Person hinzufügen
tray-quit = Beenden

quit-title = DOneLogin beenden
quit-question = Niemand kann sich anmelden, bis DOneLogin wieder startet.
quit-do = Beenden
quit-keep = Weiterlaufen lassen

closed-title = DOneLogin läuft weiter
closed-note = Die Anmeldung funktioniert weiterhin. Das Symbol in der Leiste bringt das Fenster zurück; ein neuer Start von DOneLogin auch.

stopped-title = DOneLogin läuft nicht
stopped-lead = Im Augenblick kann sich niemand anmelden.
stopped-by-hand-title = DOneLogin ist angehalten
stopped-reason-head = Was geschehen ist
stopped-mend-head = Was zu tun ist
stopped-start = Neu starten
stopped-starting = Startet
starting-title = DOneLogin startet
starting-lead = Das dauert einen Augenblick.

reason-by-hand = Jemand hat es über das Symbol angehalten.
mend-by-hand = Starten Sie es, wenn man sich wieder anmelden soll.
reason-port-taken = Ein anderes Programm benutzt Port { $port }. Vielleicht läuft ein zweites DOneLogin.
mend-port-taken = Beenden Sie das andere Programm und starten Sie neu. Unter Linux nennt es „ss -ltnp“.
reason-port-denied = Port { $port } verlangt ein Recht, das dieses Programm nicht hat.
mend-port-denied = Wählen Sie in der Datei { $file } einen Port ab 1024 und starten Sie neu.
reason-held = Ein anderes DOneLogin hält den Ordner { $path } und antwortet nicht.
mend-held = Warten Sie einen Augenblick oder beenden Sie das andere, dann starten Sie neu.
reason-damaged = Die Datenbank ist beschädigt.
mend-damaged = Legen Sie die Datei donelogin.db in { $path } aus einer Sicherung zurück und starten Sie neu.
reason-newer = Eine neuere Version hat die Datenbank geschrieben.
mend-newer = Installieren Sie die neuere Version.
reason-key-gone = Der Schlüssel für die Geheimnisse der Datenbank, { $path }, fehlt.
mend-key-gone = Legen Sie diese Datei aus einer Sicherung zurück und starten Sie neu.
reason-readable = Andere an diesem Rechner können { $path } lesen.
mend-readable = Führen Sie „chmod { $mode } { $path }“ aus und starten Sie neu.
reason-directory = Der Ordner { $path } lässt sich nicht benutzen.
mend-directory = Geben Sie Ihrem Konto das Recht, dort zu schreiben, und starten Sie neu.
reason-disk-full = Die Platte ist voll.
mend-disk-full = Schaffen Sie Platz und starten Sie neu.
reason-settings = Die Einstellungen passen nicht: { $detail }
mend-settings = Berichtigen Sie { $file } und starten Sie neu.
reason-crashed = Der Server hat von selbst angehalten: { $detail }
reason-other = Der Server startet nicht: { $detail }
mend-other = Starten Sie neu. Wenn das nicht hilft, sucht „donelogin doctor“ die Ursache.
reason-cancelled = Nur wer diesen Rechner verwaltet, erreicht den Systemdienst, und niemand hat das bestätigt.
mend-cancelled = Starten Sie neu und geben Sie dieses Passwort ein.
reason-no-bridge = Der Systemdienst läuft, aber dieses Fenster kann nicht um das Recht bitten, ihn zu erreichen.
mend-no-bridge = Installieren Sie pkexec (das Paket polkit) und starten Sie neu.
reason-lost = Der Server, den dieses Fenster zeigte, ist beendet.
mend-lost = Sobald er wieder läuft, geht es hier von selbst weiter. Um ihn hier zu starten: Neu starten.

locked-detail = Das Fenster ist gesperrt: Entsperren Sie es zuerst
no-display = Es gibt keinen Bildschirm für das Fenster. „donelogin serve“ startet den Server ohne Fenster.
