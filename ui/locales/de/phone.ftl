# Die Telefon-App. Sie liest diese Texte selbst (ui/phone/src/words), nicht der Server.

app-name = DOneLogin
app-no-script = Diese App braucht JavaScript.
app-no-script-link = Ihre Kontoseiten kommen ohne aus.
app-back = Zurück
app-close = Schließen
app-cancel = Abbrechen
app-try-again = Noch einmal versuchen
app-done = Fertig
app-starting = Einen Moment
app-language = Sprache
app-scan = Code scannen
app-unsafe = Probebetrieb ohne Vertrauen: Dieses Telefon vertraut dem Zertifikat des Servers nicht. Benutzen Sie das nicht für echte Anmeldungen.
app-broken = Hier ist etwas schiefgegangen, nicht bei Ihnen. Nichts ging verloren. Versuchen Sie es noch einmal.
app-other-tab-title = In einem anderen Tab geöffnet
app-other-tab = DOneLogin ist in einem anderen Tab neuer geöffnet. Schließen Sie diesen.

admin-somebody-first = Ihre Administration
admin-somebody = Ihre Administration

trust-title = Dieses Telefon vertraut dem Server noch nicht
trust-lead = Darum erzeugt es keinen Schlüssel. Stellen Sie das Vertrauen einmal her; das dauert zwei Minuten. Dann geht diese Seite von selbst weiter.
trust-do = So geht das
trust-again = Noch einmal prüfen
trust-waiting = Warten, bis dieses Telefon { $host } vertraut.

away-title = Der Server im Büro antwortet nicht
away-lead = Verbinden Sie sich mit dem WLAN des Büros, oder starten Sie das VPN. Diese Seite versucht es von selbst wieder.
away-bar = Der Server im Büro antwortet nicht
away-next = { $seconds ->
    [one] Verbinden Sie sich mit dem WLAN des Büros, oder starten Sie das VPN. Nächster Versuch in einer Sekunde.
   *[other] Verbinden Sie sich mit dem WLAN des Büros, oder starten Sie das VPN. Nächster Versuch in { $seconds } Sekunden.
}
away-more = Was es noch sein kann
away-certificate = Warnt der Browser vor einem Zertifikat? Machen Sie nicht weiter. Fragen Sie { $admin }.
away-clock = Stimmt das Datum dieses Telefons? Mit einem falschen vertraut es keinem Server.
clock-title = Die Uhr dieses Telefons geht falsch
clock-lead = Sie weicht um { $minutes ->
    [one] eine Minute
   *[other] { $minutes } Minuten
} ab. Stellen Sie sie auf automatisch, sonst vertraut das Telefon dem Server vielleicht nicht mehr.

other-server-title = Das ist nicht der Server, mit dem Sie verknüpft sind
other-server-lead = Machen Sie nicht weiter. Fragen Sie { $admin }.
other-origin-title = Dieser Code gehört zu einer anderen Adresse
other-origin-lead = Er ist für { $host }. Scannen Sie ihn mit der Kamera des Telefons, dann öffnet sich die richtige App.

link-title = Dieses Telefon verknüpfen
link-lead = Danach bestätigen Sie Ihre Anmeldungen mit Ihrem Gesicht. Es dauert etwa eine Minute.
link-server = Server
link-address = Adresse
link-step-face = Das Telefon lernt Ihr Gesicht. Es bleibt auf diesem Telefon.
link-step-digits = Das Telefon zeigt sechs Ziffern. Sie geben sie am Computer ein.
link-start = Beginnen
link-spent-title = Dieser Code ist verbraucht oder zu alt
link-spent-lead = Erstellen Sie am Computer einen neuen Code, und scannen Sie diesen.

no-code-title = Das ist kein Code von DOneLogin
no-code-lead = Scannen Sie den Code am Computer noch einmal. Kamen Sie über einen Link hierher, gehen Sie nicht weiter.

consent-title = Ihr Gesicht bleibt auf diesem Telefon
consent-lead = Das Telefon braucht die Kamera, um Sie bei der nächsten Anmeldung zu erkennen.
consent-what = Es behält Zahlen, die Ihr Gesicht beschreiben, verschlüsselt. Es behält kein Bild.
consent-where = Nichts davon wird gesendet. Der Server erfährt nur „Sie sind es“ oder „Sie sind es nicht“.
consent-how-long = Sie können es jederzeit löschen, hier in der App.
consent-choice = Lieber nicht? Ein anderer Weg gilt genauso viel.
consent-agree = Einverstanden, Kamera benutzen
consent-without = Ohne mein Gesicht

without-title = Ohne Ihr Gesicht
without-lead = Nehmen Sie eine Authenticator-App. Sie zeigt sechs Ziffern, die Sie bei der Anmeldung eingeben, und gilt genauso viel.
without-nothing = Es wurde kein Bild aufgenommen, und dieses Telefon wurde nicht verknüpft.
without-how = Am Computer: Passkeys und Codes, dann Authenticator-App. Oder richten Sie sie hier ein.
without-open = Authenticator-App einrichten
without-back = Doch mit meinem Gesicht verknüpfen

enrol-head = Gesicht einrichten
enrol-count = { $done } von { $total }
enrol-promise = Was die Kamera lernt, bleibt verschlüsselt auf diesem Telefon. Es behält kein Bild.
enrol-distance = Abstand
enrol-one-face = Ein Gesicht
enrol-light = Licht
enrol-hint = Langsam. Der Ring füllt sich, während Sie sich drehen.
enrol-hint-center = Halten Sie das Telefon auf Augenhöhe.
enrol-slow-title = Das dauert länger als sonst
enrol-slow = Setzen Sie sich so, dass ein Fenster oder eine Lampe vor Ihnen ist. Nehmen Sie eine spiegelnde Brille ab. Halten Sie das Telefon eine Armlänge entfernt.
enrol-again = Von vorn beginnen
enrol-failed = Das Telefon konnte Ihr Gesicht nicht lernen.
enrol-done-title = Das hat geklappt
enrol-done-lead = Das Telefon kennt jetzt Ihr Gesicht. Verknüpfen Sie es, oder schauen Sie noch einmal.
enrol-use = Dieses verwenden
enrol-more = Noch einmal schauen
enrol-other-title = Das scheint ein anderes Gesicht zu sein
enrol-other-lead = Nichts wurde geändert. Hat sich Ihr Gesicht stark verändert, trennen Sie dieses Telefon und verknüpfen Sie es neu.
enrol-renewed = Das Telefon hat Ihr Gesicht neu gelernt.

pose-center = Schauen Sie geradeaus
pose-turn-left = Ein wenig nach links
pose-turn-right = Ein wenig nach rechts
pose-look-up = Ein wenig nach oben
pose-look-down = Ein wenig nach unten

guide-no-face = Zeigen Sie Ihr Gesicht
guide-one-face = Nur Sie im Bild
guide-closer = Näher
guide-back = Etwas zurück
guide-to-left = Etwas nach links
guide-to-right = Etwas nach rechts
guide-higher = Halten Sie das Telefon etwas tiefer
guide-lower = Halten Sie das Telefon etwas höher
guide-hold-still = Halten Sie still
guide-more-light = Mehr Licht auf Ihr Gesicht
guide-less-light = Weniger Licht von hinten
guide-uncover = Nehmen Sie ab, was Ihr Gesicht bedeckt
guide-blurred = Halten Sie still, und wischen Sie die Kamera ab

ready-title = Wird vorbereitet
ready-progress = Wird vorbereitet, { $loaded } von { $total } MB
ready-failed = Was das Telefon braucht, um ein Gesicht zu erkennen, ließ sich nicht laden.

digits-title = Geben Sie diese Ziffern am Computer ein
digits-for = Für { $name }
digits-account = { $username } bei { $server }
digits-read = Vorlesen
digits-waiting = Warten auf die Ziffern. Diese Seite geht von selbst weiter.
digits-spoken = Die Ziffern sind { $digits }.
digits-not-you = Sind das nicht Sie? Dann brechen Sie ab.
digits-cancel = Abbrechen

linked-title = Verknüpft
linked-lead = { $phone } bestätigt jetzt die Anmeldungen von { $name }.
linked-try = Probieren Sie es bei der nächsten Anmeldung aus.
linked-from = Es gilt ab { $from }.
linked-home = Halten Sie DOneLogin griffbereit: Fügen Sie es im Menü des Browsers zum Startbildschirm hinzu.

link-failed-title = Das Telefon wurde nicht verknüpft
link-failed-claimed = Zwei Telefone haben diesen Code benutzt, deshalb wurde er beendet. Es wurde nichts verknüpft. War das andere nicht Ihres, sagen Sie es { $admin }. Erstellen Sie einen neuen Code.
link-failed-expired = Die Zeit dieses Codes ist um. Es wurde nichts verknüpft. Erstellen Sie am Computer einen neuen Code.
link-failed-unknown = Der Server kennt diesen Code nicht. Erstellen Sie am Computer einen neuen.
link-failed-ended = Dieser Code wurde beendet: Seine Zeit war um, oder die Ziffern waren zu oft falsch. Es wurde nichts verknüpft. Erstellen Sie einen neuen Code.
link-failed-trust = Der Server nimmt nur Telefone an, die ihm vertrauen. Stellen Sie das Vertrauen einmal her, und scannen Sie dann noch einmal.
link-failed-storage = Dieser Browser behält keine Daten und kann darum keinen Schlüssel verwahren. Öffnen Sie den Code in einem normalen Fenster, nicht in einem privaten.
link-failed-again = Neuen Code scannen

camera-refused-title = Die Kamera ist nicht erlaubt
camera-refused = DOneLogin darf die Kamera nicht benutzen. Im Menü des Browsers: Berechtigungen, Kamera, Zulassen. Laden Sie dann neu.
camera-busy-title = Die Kamera ist belegt
camera-busy = Eine andere App benutzt die Kamera. Schließen Sie diese, und versuchen Sie es noch einmal.
camera-none-title = Keine Kamera gefunden
camera-none = Dieses Gerät hat vorn keine Kamera. Nehmen Sie ein anderes Telefon oder einen anderen Weg.

ask-title = Ist dieser Bildschirm vor Ihnen?
ask-lead = Der Code wurde über einen Link geöffnet. Machen Sie nur weiter, wenn Sie die Anmeldung auf einem Bildschirm vor sich sehen und selbst begonnen haben.
ask-yes = Ja, er ist vor mir
ask-no = Nein, ich sehe ihn nicht
ask-no-title = Machen Sie nicht weiter
ask-no-lead = Vielleicht hat Ihnen jemand diesen Code geschickt, um als Sie hineinzukommen. Es wurde nichts bestätigt.
ask-no-deny = Diese Anmeldung anhalten

incoming-title = Bei { $app } anmelden?
incoming-account = Konto
incoming-browser = Browser
incoming-from = Von
incoming-when = Wann
incoming-now = Jetzt, { $time }
incoming-known = Bekannt
incoming-unknown = Unbekannt
incoming-same = Gleiches Netz
incoming-elsewhere = Anderswo
incoming-warn-browser = Diesen Browser haben Sie noch nie benutzt. Ist es Ihrer?
incoming-warn-network = Diese Anmeldung kommt nicht aus Ihrem Netz. Ist es Ihre?
incoming-warn-both = Ein Browser, den Sie noch nie benutzt haben, in einem anderen Netz. Ist es Ihrer?
incoming-digits = Ziffern vom Computer
incoming-scan = Lieber scannen
incoming-scanned = Der Code ist gescannt
incoming-approve = Gesicht zeigen und bestätigen
incoming-deny = Ablehnen
incoming-not-me = Nicht ich
incoming-missing = Geben Sie die sechs Ziffern ein, die Ihr Computer zeigt, oder scannen Sie seinen Code.
incoming-short = Der Code hat sechs Ziffern.
incoming-other-screen = Dieser Code gehört zu einer anderen Anmeldung. Scannen Sie den auf Ihrem Bildschirm.
incoming-wrong = { $count ->
    [one] Das sind nicht die Ziffern auf dem Bildschirm. Ein Versuch bleibt.
   *[other] Das sind nicht die Ziffern auf dem Bildschirm. { $count } Versuche bleiben.
}
incoming-digits-off = Zeigt der Computer keine Ziffern? Nach zehn falschen Versuchen gelten sie nicht mehr. Scannen Sie den Code, danach gelten sie wieder.
incoming-no-face = Ihr Gesicht wurde auf diesem Telefon gelöscht; es kann ablehnen, aber nicht bestätigen. Nehmen Sie am Computer einen anderen Weg, oder verknüpfen Sie dieses Telefon neu.
incoming-face-old = Das Telefon muss Ihr Gesicht neu lernen. Verknüpfen Sie es neu, oder nehmen Sie am Computer einen anderen Weg.
incoming-sending = Wird gesendet

not-me-title = Sie haben das nicht begonnen?
not-me-lead = Alle wartenden Anmeldungen werden angehalten, Ihre Administration erfährt davon, und bei der nächsten Anmeldung legen Sie ein neues Passwort fest.
not-me-confirm = Nicht ich, anhalten
not-me-keep = Zurück

face-head = Gesichtsprüfung
face-count = { $done } von { $total }
face-center = Geradeaus schauen
face-turn-left = Nach links drehen
face-turn-right = Nach rechts drehen
face-look-up = Nach oben schauen
face-look-down = Nach unten schauen
face-now-center = Schauen Sie geradeaus
face-now-turn-left = Jetzt nach links
face-now-turn-right = Jetzt nach rechts
face-now-look-up = Jetzt nach oben
face-now-look-down = Jetzt nach unten
face-hint = Drehen Sie weiter, bis der Bogen voll ist.
face-hint-center = Halten Sie einen Moment still.
face-colours = Der Bildschirm wechselt die Farbe. Das gehört dazu.
face-checking = Wird geprüft
face-other = Anderer Weg
face-step-done = Erledigt
face-failed-title = Das hat nicht geklappt
face-failed = { $count ->
    [0] Schauen Sie gerade ins Telefon, mit Licht auf dem Gesicht. Es bleibt kein Versuch.
    [one] Schauen Sie gerade ins Telefon, mit Licht auf dem Gesicht. Ein Versuch bleibt.
   *[other] Schauen Sie gerade ins Telefon, mit Licht auf dem Gesicht. { $count } Versuche bleiben.
}
face-why-other-person = Das Telefon kannte dieses Gesicht nicht.
face-why-flat = Das Telefon muss Sie selbst sehen, kein Bild.
face-why-changed = Das Gesicht hat unterwegs gewechselt. Schauen Sie die ganze Zeit ins Telefon.
face-why-two-faces = Ein zweites Gesicht war im Bild.
face-why-no-face = Das Telefon sah kein Gesicht.
face-why-slow = Die 30 Sekunden waren um.
face-why-gesture = Das war eine andere Bewegung als die verlangte.
face-why-picture = Das Bild war zu dunkel oder unscharf.
face-pause-title = Eine kurze Pause
face-pause = { $seconds ->
    [one] Fünf Versuche haben nicht geklappt. Warten Sie eine Sekunde, oder nehmen Sie am Computer einen anderen Weg.
   *[other] Fünf Versuche haben nicht geklappt. Warten Sie { $seconds } Sekunden, oder nehmen Sie am Computer einen anderen Weg.
}
face-off = Das Gesicht gilt vorerst nicht mehr. Melden Sie sich einmal auf einem anderen Weg an, danach gilt es wieder.
face-lost = Das Telefon kann Ihr Gesicht nicht mehr lesen. Verknüpfen Sie es neu, oder nehmen Sie am Computer einen anderen Weg.
face-again = Noch einmal versuchen

other-title = Anderer Weg
other-lead = Wählen Sie am Computer unter den Ziffern einen anderen Weg. Jeder gilt genauso viel.
other-authenticator = Authenticator-Code
other-passkey = Passkey
other-recovery = Wiederherstellungscode
other-back = Zurück zur Anmeldung

approved-title = Bestätigt
approved-lead = { $app } öffnet sich am Computer. Sie können das Telefon weglegen.
approved-mistake = Das war ein Versehen: Anmeldung beenden
approved-undone-title = Beendet
approved-undone = Diese Anmeldung wurde beendet. Waren Sie es nicht, legen Sie ein neues Passwort fest.
approved-too-late = Dafür ist es hier zu spät. Beenden Sie die Sitzung am Computer unter „Wo ich angemeldet bin“.

denied-title = Abgelehnt
denied-lead = Es wurde nichts geöffnet.
blocked-title = Angehalten
blocked-lead = Angehalten, und { $admin } weiß Bescheid. 15 Minuten lang dürfen nur Browser fragen, die Sie schon benutzt haben. Bei der nächsten Anmeldung legen Sie ein neues Passwort fest.

over-title = Die zwei Minuten sind um
over-lead = Es ist nichts geschehen. Fragen Sie am Computer noch einmal.
superseded-title = Sie haben noch einmal gefragt
superseded-lead = Sie haben in diesem Browser noch einmal gefragt. Beantworten Sie die neuere Anfrage.
wrong-codes-title = Drei falsche Codes haben diese Anfrage beendet
wrong-codes-lead = Es wurde nichts geöffnet. Fragen Sie am Computer noch einmal.
decided-title = Diese Anmeldung ist vorbei
decided-lead = Sie wurde anderswo beantwortet oder abgebrochen. Hier ist nichts mehr zu tun.
answered-lead = Sie wurde schon beantwortet, hier oder auf einem anderen Telefon. Hier ist nichts mehr zu tun.
kept-title = Noch nicht zugestellt
kept-lead = Der Server hat nicht geantwortet. Ihre Antwort bleibt hier und wird wieder gesendet, bis die Anmeldung vorbei ist.
kept-over = Die Anmeldung war vorbei, bevor Ihre Antwort ankam. Fragen Sie am Computer noch einmal.
strange-title = Der Server antwortet nicht wie erwartet
strange-lead = Dieses Telefon ist noch verknüpft, und nichts wurde gelöscht. Es versucht es von selbst wieder.

no-key-title = Dieser Browser hat keinen Schlüssel
no-key-lead = Er ist nicht der, den Sie verknüpft haben, oder er hat seine Daten gelöscht und den Schlüssel des Telefons mit ihnen.
no-key-other = Haben Sie in einem anderen Browser verknüpft? Öffnen Sie DOneLogin dort, und scannen Sie den Code darin.
no-key-again = Sonst verknüpfen Sie dieses Telefon neu, am Computer unter Telefone.
no-key-home = DOneLogin öffnen

key-lost = Dieser Browser hat seine Daten gelöscht und den Schlüssel des Telefons mit ihnen. Verknüpfen Sie das Telefon neu.
key-copied = Den Schlüssel dieses Telefons gibt es anscheinend zweimal. Entfernen Sie es, und verknüpfen Sie es neu.
key-gone = Dieses Telefon ist nicht mehr verknüpft. Es wurde am Computer entfernt, oder der Server wurde neu eingerichtet. Sein Schlüssel und Ihr Gesicht bleiben hier, bis Sie sie entfernen.
key-untrusted = Dieses Telefon wurde zur Probe verknüpft, ohne Vertrauen. Es antwortet nur, solange die Probe dauert. Entfernen Sie es, und verknüpfen Sie es neu.

scan-title = Scannen Sie den Code
scan-lead = Halten Sie das Telefon vor den Code auf Ihrem Computer.
scan-unknown = Das ist kein Code dieses Servers.
scan-other = Dieser Code ist für { $host }. Öffnen Sie ihn mit der Kamera des Telefons.
scan-looking = Ein Code wird gesucht

home-title = Anmeldungen
home-waiting = Wartet auf Sie
home-waiting-from = { $browser }, { $time }
home-quiet = Keine Anmeldung wartet. Kommt eine, erscheint sie hier von selbst.
home-accounts = Ihre Konten
home-account = { $name }, { $username }
home-phone = Als { $phone }
home-active = In Betrieb
home-waits = Ab { $from }
home-claimed = Noch nicht bestätigt
home-gone = Nicht verknüpft
home-strange = Antwortet nicht wie erwartet
home-copied = Angehalten
home-no-face = Kein Gesicht
home-untrusted = Ohne Vertrauen verknüpft
home-answered = Hier beantwortet
home-approved = Bestätigt
home-denied = Abgelehnt
home-not-me = Nicht ich
home-undone = Wieder beendet
home-answered-before = Schon beantwortet
home-empty-title = Noch kein Konto
home-empty-lead = Öffnen Sie am Computer „Telefone“, und wählen Sie „Telefon verknüpfen“. Scannen Sie dann den Code.
home-open = Einstellungen für { $name }
home-answer = Beantworten: { $app }

notice-password = { $by } hat das Passwort von { $username } um { $at } zurückgesetzt. Haben Sie nicht darum gebeten?
notice-second-factor = { $by } hat den zweiten Schritt von { $username } um { $at } zurückgenommen. Haben Sie nicht darum gebeten?
notice-linked = { $by } hat dieses Telefon für { $username } verknüpft. Es gilt ab { $at }. Haben Sie nicht darum gebeten?
notice-stop = Anhalten
notice-stopped = Es wurde angehalten.
notice-stop-late = Das ist vorbei. Sehen Sie am Computer in Ihr Konto.

account-name = Name dieses Telefons
account-save = Namen speichern
account-name-missing = Geben Sie dem Telefon einen Namen.
account-name-long = Höchstens 60 Zeichen.
account-renamed = Der Name ist gespeichert.
account-push = Benachrichtigungen
account-push-off = Eine Benachrichtigung kann Ihnen sagen, dass eine Anmeldung wartet. Mehr sagt sie nicht.
account-push-on = Dieses Telefon sagt Ihnen, wenn eine Anmeldung wartet.
account-push-refused = Der Browser erlaubt keine Benachrichtigungen. In seinem Menü: Berechtigungen, Benachrichtigungen, Zulassen.
account-push-turn-on = Benachrichtigungen einschalten
account-push-turn-off = Benachrichtigungen ausschalten
account-push-failed = Der Benachrichtigungsdienst des Browsers antwortet nicht. Öffnen Sie ohne ihn die App, wenn Sie sich anmelden.
account-face = Ihr Gesicht
account-face-kept = Liegt verschlüsselt auf diesem Telefon und sonst nirgends.
account-face-none = Gelöscht. Dieses Telefon kann Anmeldungen ablehnen, aber nicht bestätigen.
account-face-again = Mein Gesicht neu lernen
account-face-delete = Mein Gesicht löschen
account-face-delete-title = Ihr Gesicht löschen?
account-face-delete-body = Dieses Telefon kann dann Anmeldungen ablehnen, aber nicht bestätigen. Zum Bestätigen verknüpfen Sie es neu.
account-face-deleted = Ihr Gesicht ist gelöscht.
account-keep = Behalten
account-unlink = Dieses Telefon trennen
account-unlink-title = Dieses Telefon trennen?
account-unlink-body = Sein Schlüssel und Ihr Gesicht werden hier gelöscht. Es kann Anmeldungen von { $name } nicht mehr bestätigen. Ihr Konto verlangt weiterhin einen zweiten Schritt.
account-unlink-away = Der Server antwortet nicht und weiß es darum noch nicht. Entfernen Sie das Telefon auch dort.
account-remove = Von diesem Telefon entfernen
account-remove-title = Dieses Konto vom Telefon entfernen?
account-remove-body = Sein Schlüssel und Ihr Gesicht werden hier gelöscht. Um Anmeldungen von { $name } wieder zu bestätigen, verknüpfen Sie das Telefon neu.
account-server = Server
account-key = Liegt in diesem Browser und lässt sich nicht auslesen.
account-key-title = Schlüssel

push-title = DOneLogin
push-body = Eine Anmeldung wartet

left-minute = Noch eine Minute
left-half-minute = Noch 30 Sekunden
left-ten = Noch 10 Sekunden
left-over = Die Zeit ist um
left-time = Noch { $time }
