# Die App für die Administration. Sie liest diese Texte selbst (ui/admin/src/words), nicht der Server.

app-no-script = Die Seiten für die Administration brauchen JavaScript.
app-no-script-link = Ihre Kontoseiten kommen ohne aus.

nav-name = Administration
nav-skip = Zum Inhalt
nav-menu = Menü
nav-overview = Übersicht
nav-people = Personen
nav-groups = Gruppen
nav-apps = Apps
nav-connect = App verbinden
nav-claims = Was Apps erfahren
nav-mail = E-Mail
nav-activity = Aktivität
nav-certificates = Zertifikate
nav-settings = Einstellungen
nav-about = Über
nav-account = Ihr Konto
nav-serving = In Betrieb
nav-lost = Nicht erreicht

do-back = Zurück
do-cancel = Abbrechen
do-close = Schließen
do-continue = Weiter
do-done = Fertig
do-keep = Behalten
do-save = Speichern
do-try-again = Noch einmal versuchen
do-undo = Rückgängig
copy = Kopieren
copied = Kopiert
copy-of = Kopieren: { $what }

read-loading = Einen Moment
read-failed = Das ließ sich nicht lesen
read-old = Stand von { $time }. Es ließ sich nicht neu lesen.
connection-lost = Verbindung um { $time } verloren, neuer Versuch läuft. Was Sie sehen, kann alt sein; ändern lässt sich nichts.
nowhere-title = Hier ist keine Seite
nowhere-lead = Die Adresse stimmt nicht, oder was hier stand, gibt es nicht mehr.
nowhere-do = Zur Übersicht

fresh-title = Bestätigen Sie, dass Sie es sind
fresh-lead = Das braucht eine Anmeldung der letzten fünf Minuten. Sie kommen auf diese Seite zurück; dann tun Sie es noch einmal.
fresh-do = Neu anmelden
locked-title = Sie wurden abgemeldet
locked-lead = Der Server arbeitet weiter. Melden Sie sich an, um hier weiterzumachen.
locked-do = Anmelden

problem-unreachable = Der Server antwortet nicht. Nichts wurde geändert.
problem-internal = Hier ist etwas schiefgegangen, nicht bei Ihnen. Nichts ging verloren. Versuchen Sie es noch einmal; das Protokoll des Servers sagt mehr.
problem-other = Das wurde abgelehnt: { $detail }.
problem-busy = Der Server ist beschäftigt. Nichts ging verloren. Versuchen Sie es noch einmal.
problem-disk-full = Der Datenträger ist voll. Nichts wurde geändert. Schaffen Sie Platz und versuchen Sie es dann noch einmal.
problem-disabled = Dieses Konto ist abgeschaltet. Schalten Sie es zuerst ein.
problem-enough-phones = Diese Person hat so viele Telefone, wie man haben darf. Entfernen Sie zuerst eines.
problem-fixed-setting = Die Datei des Servers legt diese Einstellung fest. Ändern Sie sie dort.
problem-last-admin = Das ist die letzte Person mit Administrationsrecht. Geben Sie es zuerst noch jemandem.
problem-not-serving = Das geht nur, solange der Server läuft.
problem-not-admin = Das braucht das Recht zur Administration.
problem-not-claimed = Noch hat kein Telefon den Code gescannt.
problem-no-link = Diese Nachricht hat keinen Link. Sie geht nur per E-Mail hinaus.
problem-unknown-message = Diese Nachricht gibt es nicht mehr: Sie wurde gesendet oder verworfen, oder ihre Zeit ist um.
problem-other-half = Sie haben die andere Hälfte dieses Kontos gesetzt oder zurückgesetzt. Bis die Wartezeit um ist, muss das jemand anderes aus der Administration tun.
problem-own-account = Das geht nicht mit dem eigenen Konto. Ihre Kontoseiten können es, oder jemand anderes aus der Administration.
problem-changed-meanwhile = Das hat inzwischen jemand geändert. Sehen Sie es neu an und versuchen Sie es dann noch einmal.
problem-stopped = Die Person hat das gestoppt. Fragen Sie sie zuerst.

overview-title = { $count ->
    [0] Die Anmeldung funktioniert. Nichts wartet auf Sie.
    [one] Die Anmeldung funktioniert. Eine Sache wartet auf Sie.
   *[other] Die Anmeldung funktioniert. { NUMBER($count) } Dinge warten auf Sie.
}
overview-lead = { $time }. { $count ->
    [0] Niemand ist angemeldet.
    [one] Eine Person ist angemeldet.
   *[other] { NUMBER($count) } Personen sind angemeldet.
}
overview-broken = { $count ->
    [one] Eine Sache funktioniert nicht.
   *[other] { NUMBER($count) } Dinge funktionieren nicht.
}
overview-sign-ins = Anmeldungen
overview-span = Zeitraum
overview-today = Heute
overview-month = 30 Tage
overview-look-at = { $name } ansehen
chart-usual = ein üblicher Tag
wait-reset = { $name } wurde zurückgesetzt
wait-reset-more = Die Person kann es bis { $time } stoppen
wait-device = Ein Telefon von { $name } wartet
wait-device-more = { $phone } gilt ab { $time }
wait-stopped_device = Ein Telefon von { $name } wurde gestoppt
wait-stopped_device-more = { $phone } gibt es wohl zweimal
wait-stopped_passkey = Ein Passkey von { $name } wurde gestoppt
wait-stopped_passkey-more = { $phone } gibt es wohl zweimal
wait-not_me = { $name } hat „Das bin ich nicht“ gesagt
wait-not_me-more = Jemand kennt das Passwort
wait-invitation = { $name } ist noch nicht dabei
wait-invitation-more = Die Einladung gilt bis { $time }
wait-sign_up = { $name } möchte beitreten
wait-sign_up-more = Wartet bis { $time } auf die Administration
health-is-ok = In Ordnung
health-is-warn = Braucht Aufmerksamkeit
health-is-fail = Funktioniert nicht
health-is-unknown = Noch nicht bekannt
health-name-name = Name
health-name-announced = antwortet im Netz
health-name-not-announced = wird von diesem Server nicht bekannt gemacht
health-name-conflict = ein anderer Computer antwortet darauf
health-name-failed = lässt sich im Netz nicht bekannt machen
health-name-silent = wartet auf ein Netz
health-name-resolves = führt zu diesem Computer
health-name-not-found = niemand findet ihn
health-name-elsewhere = führt zu einer anderen Adresse
health-certificate-name = Zertifikat
health-certificate-renews = { $count ->
    [one] erneuert sich in einem Tag
   *[other] erneuert sich in { NUMBER($count) } Tagen
}
health-certificate-brought = Ihr eigenes, bei Änderung neu gelesen
health-certificate-unknown = noch keines in Betrieb
health-clock-name = Uhr
health-clock-right = richtig
health-clock-behind = { NUMBER($count) } Sekunden hinter dem Gespeicherten
health-disk-name = Platz
health-disk-room = { $size } frei
health-disk-little = nur { $size } frei
health-disk-full = voll: { $size } frei
health-disk-unknown = noch nicht nachgesehen
health-mail-name = E-Mail
health-mail-not-set = kein Mailserver eingetragen
health-mail-sent = nichts wartet
health-mail-waiting = { $count ->
    [one] eine Nachricht wartet
   *[other] { NUMBER($count) } Nachrichten warten
}
health-mail-failing = { $count ->
    [one] geht nicht hinaus; eine Nachricht wartet
   *[other] geht nicht hinaus; { NUMBER($count) } Nachrichten warten
}
health-mail-sender-refused = { $count ->
    [one] der Mailserver lehnt den Absender ab; eine Nachricht wartet
   *[other] der Mailserver lehnt den Absender ab; { NUMBER($count) } Nachrichten warten
}
health-mail-login-refused = { $count ->
    [one] der Mailserver lehnt Benutzer und Passwort ab; eine Nachricht wartet
   *[other] der Mailserver lehnt Benutzer und Passwort ab; { NUMBER($count) } Nachrichten warten
}
health-mail-given-up = { $count ->
    [one] eine Nachricht wurde abgelehnt
   *[other] { NUMBER($count) } Nachrichten wurden abgelehnt
}
health-push-name = Push
health-push-off = abgeschaltet
health-push-failing = die letzte Nachricht wurde nicht angenommen
health-push-on = { $count ->
    [0] noch nimmt kein Telefon sie an
    [one] an ein Telefon
   *[other] an { NUMBER($count) } Telefone
}
overview-health = Zustand
overview-waits = Wartet auf Sie
overview-nothing = Nichts wartet.
overview-factors = Zweite Schritte
overview-now = Gerade eben
overview-look = Ansehen
chart-let-in = { NUMBER($count) } eingelassen
chart-refused = { NUMBER($count) } abgelehnt
chart-table = Als Tabelle zeigen
chart-show = Als Diagramm zeigen
chart-name = Anmeldungen nach Stunden: { NUMBER($letIn) } eingelassen, { NUMBER($refused) } abgelehnt
factors-none = Noch keiner
wait-without = { $count ->
    [one] Eine Person hat keinen zweiten Schritt
   *[other] { NUMBER($count) } Personen haben keinen zweiten Schritt
}
wait-without-more = Ein Passwort allein lässt sich stehlen
wait-links = { $count ->
    [one] Ein Link wartet darauf, übergeben zu werden
   *[other] { NUMBER($count) } Links warten darauf, übergeben zu werden
}
wait-links-more = Dieses Büro verschickt keine E-Mails: Jemand wartet darauf

people-add = Personen hinzufügen
invitation-open-dialog = Einladen
invitation-title = Jemanden einladen
invitation-lead = Wer den Link hat, legt das Konto an: Name, E-Mail, Passwort. Er gilt einmal, sieben Tage lang.
invitation-email = E-Mail
invitation-email-hint = Nur mit dieser Adresse, die dann nicht bestätigt werden muss. Leer: mit jeder.
invitation-do = Einladung machen
invitation-done = Die Einladung ist gemacht
invitation-done-lead = Geben Sie sie jetzt weiter: Der Link wird nur dieses Mal gezeigt.
invitation-another = Noch eine
invitation-off = Im Moment kann niemand ein Konto anlegen. Ändern Sie das unter Einstellungen, Konten.
invitation-open = { $count ->
    [one] Eine Einladung ist offen
   *[other] { NUMBER($count) } Einladungen sind offen
}
invitation-anybody = Für alle
invitation-more = Bis { $time }, { $groups }
invitation-until = Bis { $time }
invitation-take-back = Zurücknehmen
invitation-take-back-one = Die Einladung für { $name } zurücknehmen
link-qr-anybody = QR-Code mit dem Link der Einladung
sign-ups = { $count ->
    [one] Eine Person wartet auf Sie
   *[other] { NUMBER($count) } Personen warten auf Sie
}
sign-ups-none = Niemand wartet auf Sie.
sign-up-more = { $email }, seit { $time }
sign-up-approve = Aufnehmen
sign-up-approve-one = { $name } aufnehmen
sign-up-approve-title = { $name } aufnehmen?
sign-up-approve-text = Die Adresse { $email } ist bestätigt. { $username } kann sich sofort anmelden, und eine Nachricht sagt es.
sign-up-approve-text-hand = Die Adresse { $email } ist bestätigt. { $username } kann sich sofort anmelden. Es geht keine E-Mail hinaus: Sagen Sie es selbst.
sign-up-approved = { $name } kann sich anmelden
sign-up-refuse = Ablehnen
sign-up-refuse-one = { $name } ablehnen
sign-up-refuse-title = { $name } ablehnen?
sign-up-refuse-text = Es entsteht kein Konto, was bekannt ist, wird vergessen, und eine Nachricht an { $email } sagt es.
sign-up-refuse-text-hand = Es entsteht kein Konto, und was bekannt ist, wird vergessen. Es geht keine E-Mail an { $email }: Sagen Sie es selbst.
sign-up-refused = { $name } ist abgelehnt
people-search = Name, Benutzername oder E-Mail
people-which = Welche Personen
people-all = Alle
people-admins = Administration
people-disabled = Abgeschaltet
people-group = Gruppe
people-any-group = Jede Gruppe
people-count = { $count ->
    [one] Eine Person
   *[other] { NUMBER($count) } Personen
}
people-lead = { $count ->
    [one] Eine Person
   *[other] { NUMBER($count) } Personen
}, { $without ->
    [0] alle mit zweitem Schritt
    [one] eine ohne zweiten Schritt
   *[other] { NUMBER($without) } ohne zweiten Schritt
}
people-found = { $count } gefunden
people-none = Niemand passt
people-none-lead = Versuchen Sie es mit weniger Buchstaben oder einem anderen Filter.
people-empty = Noch niemand
people-empty-lead = Personen bekommen eine Einladung, mit der sie ein Passwort setzen.

person = Person
people-signed-in = Angemeldet
people-without = Ohne zweiten Schritt
person-second = Zweiter Schritt
person-last = Letzte Anmeldung
never = Nie
second-face = Gesicht
second-passkey = Passkey
second-authenticator = Authenticator-App
second-none = Keiner
second-not-yet = Noch nicht
state-signed-in = Angemeldet
state-signed-out = Abgemeldet
actor-gone = Jemand, den es nicht mehr gibt
person-name = Name
person-email = E-Mail
person-picture = Bild der Person
person-username = Benutzername
person-groups = Gruppen
person-added = Hinzugefügt
person-state = Stand
person-rights = Rechte
person-overview = Übersicht
person-sessions = Angemeldet
state-active = Aktiv
state-disabled = Abgeschaltet
state-invited = Eingeladen

add-do = Hinzufügen
add-another = Noch jemand
add-admin = Darf dieses Büro verwalten
add-admin-hint = Sieht und ändert alles, was hier steht.
add-username-hint = Bleibt er leer, entsteht er aus der E-Mail-Adresse.
add-email-missing = Geben Sie eine E-Mail-Adresse ein.
add-done = { $name } ist hinzugefügt
add-done-lead = Geben Sie diesen Link weiter. Damit setzt die Person ein Passwort.

link-copy = Link kopieren
link-qr = QR-Code mit dem Link für { $name }
link-until = Er gilt bis { $time }, einmal.
link-once = Er wird nicht noch einmal gezeigt. Ein neuer macht diesen ungültig.
link-print = Blatt drucken

sheet-title = Willkommen, { $name }
sheet-trust = Öffnen Sie { $address } im Browser und folgen Sie der Seite, bis sie sagt, dass Sie diesem Server vertrauen.
sheet-open = Scannen Sie diesen Code, oder tippen Sie die Adresse darunter.
sheet-set = Setzen Sie ein Passwort, das Sie sonst nirgends verwenden.
sheet-qr = QR-Code mit Ihrem Link
sheet-until = Gilt bis
sheet-fingerprint = Fingerabdruck (SHA-256)
sheet-compare = Vergleichen Sie ihn mit dem, den Ihr Gerät zeigt, bevor es vertraut. Sind sie verschieden, hören Sie auf und sagen es der Verwaltung.
sheet-trust-title = Diesem Server vertrauen
sheet-trust-lead = Scannen Sie diesen Code mit jedem Telefon, oder öffnen Sie die Adresse auf jedem Computer, und folgen Sie den Schritten dort. Einmal für jedes Gerät.
sheet-trust-qr = QR-Code mit der Adresse der Seite, die beim Vertrauen hilft
sheet-secret = Dieses Blatt ist nur für Sie. Wer es hat, kann Ihr Passwort setzen. Werfen Sie es weg, wenn Sie fertig sind.
sheet-title-anybody = Willkommen
sheet-join = Legen Sie Ihr Konto an: Ihr Name, Ihre E-Mail-Adresse und ein Passwort, das Sie nirgends sonst verwenden.
sheet-secret-join = Dieses Blatt ist nur für Sie. Wer es hat, kann an Ihrer Stelle beitreten. Werfen Sie es weg, wenn Sie fertig sind.

invite = Neue Einladung
invite-done = Eine neue Einladung
invite-lead = Geben Sie diesen Link weiter. Der vorige gilt nicht mehr.
reset-password = Passwort zurücksetzen
reset-password-title = Das Passwort von { $name } zurücksetzen?
reset-password-text = Das alte Passwort gilt sofort nicht mehr, und { $name } wird überall abgemeldet. Telefone bleiben verbunden. Sie geben einen Link weiter, mit dem ein neues gesetzt wird.
reset-password-go = Passwort zurücksetzen
reset-password-done = Das Passwort ist zurückgesetzt
reset-password-lead = Geben Sie diesen Link weiter. Damit setzt die Person ein neues Passwort.
email-change-title = Eine andere E-Mail-Adresse wartet
email-change-new = Neue Adresse
email-change-until = Bis
email-change-confirmed = Durch ihren Link bestätigt
email-change-not-confirmed = Noch nicht bestätigt
email-change-old = Bisherige Adresse
email-change-agreed = Hat zugestimmt
email-change-not-agreed = Hat noch nicht zugestimmt
email-change-agree = An ihrer Stelle zustimmen
email-change-agree-title = Für { $email } zustimmen?
email-change-agree-text = Tun Sie das, wenn { $name } die bisherige Adresse nicht mehr lesen kann und Sie sicher sind, wer fragt. Die neue Adresse bestätigt sich weiter selbst.
email-change-agree-done = Die bisherige Adresse stimmt zu. Die neue muss durch ihren Link bestätigt werden
email-changed-done = Die Adresse ist geändert.
email-change-stop = Stoppen
email-change-stopped = Es ist gestoppt
reset-mfa = Zweiten Schritt zurücksetzen
reset-mfa-title = Den zweiten Schritt von { $name } zurücksetzen?
reset-mfa-text = Alle Telefone, Passkeys, Authenticator-Apps und Wiederherstellungscodes verfallen. Das Passwort bleibt. Sie geben einen Link weiter, mit dem ein anderer Weg eingerichtet wird.
reset-mfa-go = Zweiten Schritt zurücksetzen
reset-mfa-done = Der zweite Schritt ist zurückgesetzt
reset-mfa-lead = Geben Sie diesen Link weiter. Mit dem Passwort richtet die Person damit einen anderen zweiten Schritt ein.
disable = Abschalten
disabled-done = { $name } ist abgeschaltet
enable = Einschalten
delete = Löschen
delete-title = { $name } löschen?
delete-text = Das Konto, seine Telefone und was Apps erlaubt war, sind dann weg. Was geschah, bleibt im Protokoll. Das lässt sich nicht rückgängig machen.
delete-go = Löschen
deleted-done = { $name } ist gelöscht

ways-title = Wege zum Bestätigen
ways-link = Telefon verbinden
ways-none = Noch kein zweiter Schritt
ways-none-lead = Verbinden Sie ein Telefon, während die Person neben Ihnen steht, oder überlassen Sie es ihr nach der nächsten Anmeldung.
way-authenticator = Authenticator-App
passkey-here-only = Auf einem Gerät, hinzugefügt { $date }
passkey-may-sync = Kann kopiert werden, hinzugefügt { $date }
passkey-synced = Auf andere Geräte kopiert, hinzugefügt { $date }
passkey-elsewhere = Von anderer Adresse
passkey-remove = { $name } entfernen
passkey-remove-title = { $name } entfernen?
passkey-remove-text = Er meldet die Person nicht mehr an. Sie kann einen neuen hinzufügen. Die Person wird benachrichtigt.
passkey-removed = { $name } ist entfernt
way-since = Seit { $date }
way-codes = Wiederherstellungscodes
way-codes-left = { $count ->
    [one] Einer ist übrig
   *[other] { NUMBER($count) } sind übrig
}
phone-key-software = Schlüssel im Browser, verbunden am { $date }
phone-key-chip = Schlüssel im sicheren Chip, verbunden am { $date }
phone-works = Funktioniert
phone-stopped = Gestoppt
phone-without-trust = Ohne Vertrauen
phone-from = Ab { $time }
phone-remove = { $name } entfernen
phone-remove-title = { $name } entfernen?
phone-remove-text = Es kann keine Anmeldungen mehr bestätigen. Was daneben verbunden ist, bleibt. Das lässt sich nicht rückgängig machen.
phone-removed = { $name } ist entfernt
never-used = Nie benutzt

account-title = Konto
groups-none = Es gibt noch keine Gruppe.
policy = Zweiter Schritt
policy-of = Zweiter Schritt von { $name }
policy-office = Wie im Büro festgelegt
policy-person = Wie bei der Person festgelegt
policy-required = Verlangt
policy-optional = Von allen, die einen haben
policy-off = Nie gefragt

sessions-none = Nirgends angemeldet
sessions-end-all = Überall abmelden
sessions-ended = { $count ->
    [one] { $name } ist aus einem Browser abgemeldet
   *[other] { $name } ist aus { NUMBER($count) } Browsern abgemeldet
}
session-end = Abmelden
session-seen = Zuletzt gesehen { $time }

link-title = Ein Telefon für { $name } verbinden
link-scan-self = Scannen Sie diesen Code mit der Kamera Ihres Telefons.
link-scan = Lassen Sie { $name } neben Ihnen diesen Code mit der Kamera des Telefons scannen.
link-claimed = { $phone } hat den Code gescannt. Tippen Sie die sechs Ziffern, die es zeigt.
link-qr-phone = QR-Code, der ein Telefon mit dem Konto von { $name } verbindet
link-one-use = Ein Telefon, einmal
link-will-wait = { $name } hat schon einen zweiten Schritt. Darum gilt dieses Telefon erst nach der Wartezeit, oder sofort, wenn { $name } mit dem alten bestätigt.
link-digits = Sechs Ziffern, die das Telefon zeigt
link-digits-wrong = Diese Ziffern stimmen nicht. Lesen Sie sie noch einmal vom Telefon ab.
link-do = Verbinden
link-new = Neuer Code
link-done = { $phone } ist verbunden.
link-waits = Es gilt ab { $time }.
link-used-twice = Zwei Telefone haben diesen Code benutzt, darum wurde er beendet. Nichts wurde verbunden. Machen Sie einen neuen Code.
link-wrong-digits = Fünf falsche Versuche haben das beendet. Das Telefon wurde nicht verbunden. Machen Sie einen neuen Code.
link-expired = Der Code ist zu alt. Nichts wurde verbunden. Machen Sie einen neuen Code.
left-minute = Noch eine Minute
left-half-minute = Noch 30 Sekunden
left-ten = Noch 10 Sekunden
left-over = Die Zeit ist um
left-time = Noch { $time }

groups-lead = Apps erfahren, wer in welcher Gruppe ist. Eine Gruppe kann einen zweiten Schritt verlangen.
groups-empty = Noch keine Gruppe
groups-empty-lead = Gruppen sagen, was Personen miteinander zu tun haben: eine Abteilung, ein Projekt.
group = Gruppe
group-members = Personen
group-add = Gruppe hinzufügen
group-add-do = Hinzufügen
group-name = Name
group-name-hint = Apps sehen ihn so, wie er hier steht.
group-name-missing = Geben Sie einen Namen ein.
group-made = { $name } ist hinzugefügt
group-remove = Entfernen
group-remove-title = { $name } entfernen?
group-remove-text = Die Personen bleiben. Apps sehen sie nicht mehr in dieser Gruppe. Das lässt sich nicht rückgängig machen.
group-remove-go = { $name } entfernen
group-removed = { $name } ist entfernt

app = App
app-id = Client-ID
app-id-copy = Client-ID kopieren
app-weak = Kurzes Geheimnis
apps-add = App hinzufügen
apps-search = Name oder Adresse
apps-none = Keine App passt
apps-empty = Noch keine App
apps-empty-lead = Fügen Sie die erste App hinzu, an der man sich mit diesem Server anmeldet.
apps-count = { $count ->
    [one] Eine App
   *[other] { NUMBER($count) } Apps
}
app-name = Name, den alle sehen
app-name-missing = Geben Sie den Namen ein, den alle sehen.
app-address = Adresse der App
address-missing = Geben Sie die Adresse ein, unter der man die App öffnet.
address-not-url = Schreiben Sie die ganze Adresse, etwa https://files.office.example.
address-not-https = Die Adresse beginnt mit https://. Nur Apps auf eben diesem Computer dürfen http:// benutzen.
app-return = Wohin man nach dem Anmelden zurückkehrt
app-return-more = Eine weitere Adresse zum Zurückkehren
app-return-hint = Aus der Adresse gebildet, wie die App sie erwartet. Sie muss auf den Buchstaben stimmen.
app-return-hint-edit = Sie muss auf den Buchstaben stimmen mit dem, was die App schickt.
app-return-copy = Adresse kopieren
app-return-add = Noch eine
app-signed-out = Wohin man nach dem Abmelden zurückkehrt
app-shown = Was Personen vor der Anmeldung sehen
app-logo = Adresse ihres Bildes
app-logo-hint = PNG, JPEG oder WebP. Dieser Server holt es, damit kein Browser dort anfragt.
app-policy-uri = Was sie mit Daten tut (Adresse)
app-terms-uri = Ihre Bedingungen (Adresse)
address-remove = Diese Adresse entfernen
app-addresses = Name und Adressen
app-rules = Wonach sie fragt
app-logout-title = Abmelden
app-logout-lead = Wenn sich hier jemand abmeldet, kann { $app } davon erfahren.
app-logout-back = Adresse, die der Server benachrichtigt
app-logout-back-hint = Der Server sendet ein signiertes Logout-Token dorthin (Back-Channel Logout). Die App darf auch im eigenen Netz des Büros stehen. Leer: Die App erfährt nichts.
app-logout-back-names-session = Die App muss wissen, welche Sitzung endete
app-logout-front = Adresse, die der Browser öffnet
app-logout-front-hint = Der Browser, der sich abmeldet, öffnet sie unsichtbar (Front-Channel Logout). In Browsern, die Cookies anderer Websites sperren, wirkt es nicht.
app-logout-names-session = Die Adresse erhält Aussteller und Sitzung
app-logout-last = Zuletzt beendete Sitzungen
app-logout-retry = App jetzt benachrichtigen
app-logout-retried = { $count ->
    [one] Die App erfährt von einer Sitzung
   *[other] Die App erfährt von { NUMBER($count) } Sitzungen
}
app-logout-none = In letzter Zeit endete keine Sitzung dieser App.
app-logout-next = Nächster Versuch: { $at }.
app-logout-delivered = Die App weiß es
app-logout-waiting = Wartet
app-logout-given-up = Aufgegeben
call-connection = Die Verbindung kam nicht zustande.
call-forbidden = Diese Adresse darf nicht aufgerufen werden. Für eine eigene App von jemandem: das Netz in net.allowed_private nennen.
call-own = Der Server selbst kann niemanden aufrufen; das Protokoll sagt, warum.
call-plain = Die Adresse beginnt nicht mit https://.
call-redirect = Die App leitet den Aufruf weiter; tragen Sie die endgültige Adresse ein.
call-silent = Die App antwortet nicht rechtzeitig.
call-status = Die App antwortet mit Status { $status }.
call-too-long = Die Antwort der App ist zu lang.
call-unknown = Der Name in der Adresse ist unbekannt.
call-untrusted = Dem Zertifikat der App wird nicht vertraut. Nennen Sie seine CA in net.extra_ca_file.
app-facts = Angaben
app-saved = { $app } ist gespeichert
app-connect = Verbinden
app-disable = Abschalten
app-enable = Einschalten
app-remove = Entfernen
app-removed = { $app } ist entfernt
rotate = Neues Geheimnis
rotate-title = Ein neues Geheimnis für { $app } machen?
rotate-text = Das neue wird einmal gezeigt. Das alte kann eine Weile weiter gelten, damit die App ohne Unterbrechung wechselt.
rotate-keep = Das alte Geheimnis
rotate-day = Gilt noch 24 Stunden
rotate-week = Gilt noch 7 Tage
rotate-at-once = Gilt sofort nicht mehr: Andere könnten es kennen
rotate-go = Neues Geheimnis machen
rotate-done = Neues Geheimnis für { $app }
app-proof = Wie sich die App ausweist
app-method = Verfahren
app-subject = Inhaber ihrer Zertifikate
proof-choose = Andere Art wählen
proof-title = Wie weist sich { $app } aus?
proof-lead = Wählen Sie, was die Anleitung der App verlangt. Von da an weist sich die App so aus und nicht anders.
proof-client-secret-basic = Geheimnis im Kopf der Anfrage
proof-client-secret-post = Geheimnis im Formular
proof-client-secret-jwt = Mit einem Geheimnis signiert
proof-private-key-jwt = Mit eigenem Schlüssel signiert
proof-tls-client-auth = Zertifikat einer Zertifizierungsstelle
proof-self-signed-tls-client-auth = Selbst gemachtes Zertifikat
proof-none = Nichts: sie kann kein Geheimnis wahren
proof-keys = Ihre öffentlichen Schlüssel
proof-keys-hint = Den privaten Schlüssel behält die App. Hierher kommen nur öffentliche.
proof-keys-value = Hier eingefügt
proof-keys-uri = Unter einer Adresse der App
proof-keys-count = { $count ->
    [one] Ein Schlüssel
   *[other] { $count } Schlüssel
}
proof-jwks = Schlüsselsatz (JWKS)
proof-jwks-hint = Das JSON, das die Anleitung der App JWKS oder öffentlichen JWK nennt.
proof-jwks-uri = Adresse des Schlüsselsatzes
proof-jwks-uri-hint = Sie beginnt mit https. Der Server liest sie neu, wenn die App mit einem neuen Schlüssel signiert.
proof-subject-hint = Wie er im Zertifikat steht, etwa CN=files,O=Office. „Neues Zertifikat“ stellt hier eines aus und trägt ihn ein.
proof-secret-ends = Ihr Geheimnis gilt sofort nicht mehr.
proof-no-secret = Sie hat noch kein Geheimnis. Machen Sie eines und tragen Sie es in der App ein.
proof-public = Jeder kann sich als diese App ausgeben. Wählen Sie das nur für Apps, die in Browsern oder auf Geräten von Personen laufen.
proof-fault-empty = Fügen Sie den Schlüsselsatz der App ein.
proof-fault-pem = Das ist PEM. Gebraucht wird derselbe Schlüssel als Schlüsselsatz (JWKS), also JSON.
proof-fault-json = Das ist kein vollständiges JSON. Kopieren Sie den Schlüsselsatz noch einmal, von der ersten Klammer bis zur letzten.
proof-fault-shape = Das ist JSON, aber kein Schlüsselsatz: ein Schlüsselsatz hat eine Liste namens „keys“.
proof-fault-none = In diesem Schlüsselsatz ist kein Schlüssel.
proof-fault-private = Darin ist ein privater Schlüssel. Es wurde nichts gesendet. Fügen Sie nur den öffentlichen Teil ein; wenn ihn noch jemand sah, machen Sie einen neuen.
proof-fault-certificate = Kein Schlüssel hat ein Zertifikat (x5c), an dem die App erkannt würde.
proof-fault-address = Geben Sie eine Adresse ein, die mit https beginnt.
proof-fault-subject = Geben Sie den Inhaber des Zertifikats ein, etwa CN=files,O=Office.
old-secret = Das alte Geheimnis gilt bis { $time }.
old-secret-used = Zuletzt benutzt wurde es am { $time }: Etwas hat es noch.
old-secret-unused = Es wurde seitdem nicht benutzt.
end-old-title = Das alte Geheimnis von { $app } beenden?
end-old-text = Es gilt sofort nicht mehr. Was es noch hat, kann niemanden mehr anmelden.
end-old-go = Altes Geheimnis beenden
certificate = Neues Zertifikat
certificate-title = Ein Zertifikat für { $app } ausstellen?
certificate-text = Die App weist sich von da an nur noch damit aus: Ein Geheimnis, das sie hat, gilt nicht mehr.
certificate-go = Zertifikat ausstellen
certificate-older = Ältere Zertifikate der App beenden
certificate-done = Zertifikat von { $app }
certificate-once = Der private Schlüssel wird nur dieses eine Mal gezeigt. Kopieren Sie beides jetzt in die App.
certificate-key = Privater Schlüssel
certificate-key-copy = Privaten Schlüssel kopieren
certificate-pem = Zertifikat
certificate-pem-copy = Zertifikat kopieren
certificate-where = Die App ruft hier auf
certificate-nowhere = Noch wird niemand nach Zertifikaten gefragt: Setzen Sie net.mtls_port in donelogin.toml, und starten Sie den Server neu.
remove-app-title = { $app } entfernen?
remove-app-text = Niemand kann sich dort mehr anmelden, und was man ihr erlaubt hat, ist vergessen. Das lässt sich nicht rückgängig machen.
remove-app-go = Entfernen
secret = Geheimnis
secret-copy = Geheimnis kopieren
leave-secret = Ohne das Geheimnis weitergehen?
leave-secret-lead = Sie haben es nicht kopiert, und es wird nie wieder gezeigt. Auf der Seite der App lässt sich ein neues machen.
leave-stay = Hier bleiben
leave-go = Weitergehen
secret-once = Das Geheimnis wird nur dieses eine Mal gezeigt. Kopieren Sie es jetzt in die App.

new-app-step-address = App und Adresse
new-app-step-who = Zustimmung
new-app-step-secret = Geheimnis und Test
new-app-from = Vorlage
new-app-from-lead = Eine Vorlage füllt den Rest aus. Alles lässt sich ändern.
new-app-who = Wird gefragt?
new-app-who-lead = Alle im Büro dürfen sich anmelden.
new-app-trusted = Nicht gefragt: Das Büro betreibt diese App
new-app-trusted-hint = Nach dem Anmelden geht es gleich weiter.
new-app-asks = Einmal gefragt, was die App wissen darf
new-app-asks-hint = Für Apps, die andere betreiben.
new-app-do = App hinzufügen
new-app-done = { $app } ist hinzugefügt
new-app-next = Weiter: Sagen Sie der App, wo dieser Server ist, und lassen Sie sie dem Zertifikat vertrauen.
new-app-show = App zeigen
new-app-connect = { $app } verbinden
preset-own-name = Eigene App
preset-nextcloud = Dateien und Kalender
preset-gitea = Code
preset-grafana = Diagramme und Warnungen
preset-home-assistant = Gebäude
preset-proxmox = Virtuelle Maschinen
preset-bookstack = Handbuch
preset-apache = mod_auth_openidc
preset-oauth2-proxy = Hinter einem Proxy
preset-own = Jede OpenID-Bibliothek
sets-up-title = Was das einrichtet
sets-up-lead = { $app }, wie es das eigene Handbuch sagt
sets-up-way = Anmelden
sets-up-way-code = Code, mit PKCE, wo die App es kann
sets-up-secret = Geheimnis
sets-up-secret-text = Entsteht im letzten Schritt, einmal gezeigt
sets-up-learns = Sie erfährt
sets-up-out = Abmelden
sets-up-out-text = Führt zur App zurück
sets-up-consent = Zustimmung
sets-up-consent-no = Nicht gefragt: Das Büro betreibt sie
sets-up-consent-yes = Einmal gefragt
sets-up-second = Wie bei der Person festgelegt
sets-up-manual = Handbuch von { $app }
scope-profile = Name
scope-email = E-Mail
scope-groups = Gruppen

connect-title = { $app } verbinden
connect-lead = Was { $app } braucht, um diesen Server zu finden und ihm zu vertrauen
connect-runtime = Laufzeit
connect-into = Zeilen für { $file }
connect-copy = Zeilen kopieren
connect-address = Adresse dieses Servers im Netz
connect-address-hint = Container und Server sehen .local-Namen oft nicht, darum nennen die Zeilen die Adresse.
connect-address-blank = ADRESSE-DIESES-SERVERS
connect-secret-blank = das Geheimnis, das Sie aufgehoben haben
connect-ca = donelogin-ca.crt, liegt neben der Datei
connect-ca-download = Zertifikat herunterladen
connect-values = Wenn Sie es selbst tippen müssen
connect-issuer = Issuer
connect-discovery = Discovery
connect-sha256 = CA, SHA-256
tries-title = Verbindung prüfen
tries-lead = Melden Sie sich einmal an { $app } an, dann sehen Sie hier nach.
tries-accepted = { $ip } hat unser Zertifikat angenommen: { $time }. Welches Programm das war, ist von hier nicht zu sehen.
tries-refused = { $ip } hat unser Zertifikat abgelehnt: { $time }. Vielleicht vertraut ihm ein Browser desselben Rechners, die App aber nicht.
tries-again = Noch einmal prüfen

activity-lead = Alles, was geschah, der Reihe nach und nachweisbar unverändert
activity-search = Person, App, Adresse
activity-which = Was
activity-all = Alles
activity-sign-ins = Anmeldungen
activity-refused = Abgelehnt
activity-changes = Änderungen
activity-since = Seit wann
activity-ever = Immer
activity-day = 24 Stunden
activity-week = 7 Tage
activity-live = Live
activity-pause = Anhalten
activity-go-on = Weiter
activity-new = { $count ->
    [one] Eine neue Zeile
   *[other] { NUMBER($count) } neue Zeilen
}
activity-older = Ältere zeigen
activity-export = { $format } exportieren
activity-none = Hier ist nichts
activity-none-lead = Nichts passt. Versuchen Sie einen anderen Filter.
chain-sound = Protokoll unversehrt
chain-broken = Protokoll verändert ab Zeile { $seq }
row-time = Zeit
row-what = Was geschah
row-from = Von
row-outcome = Ergebnis
row-event = Ereignis
row-address = Adresse
row-app = App
row-number = Zeile
row-person = { $name } zeigen
row-sessions = Wo angemeldet
outcome-let-in = Eingelassen
outcome-refused = Abgelehnt
outcome-noted = Vermerkt
actor-command = Jemand am Computer des Servers
actor-system = Der Server
actor-anonymous = Jemand
actor-no-app = diesem Server

event-other = { $who }: { $event }
event-approval-approved = { $who } hat eine Anmeldung am Telefon bestätigt
event-approval-asked = { $who } wurde am Telefon gefragt
event-approval-denied = { $who } hat eine Anmeldung am Telefon abgelehnt
event-approval-face-not-passed = Das Telefon von { $who } hat das Gesicht nicht erkannt
event-approval-not-me = { $who } hat „Das bin ich nicht“ gesagt
event-approval-taken-back = { $who } hat eine Anmeldung zurückgenommen
event-approval-wrong-transfer = { $who } hat am Telefon falsche Ziffern getippt
event-authorization-issued = { $who } hat sich an { $app } angemeldet
event-backchannel-logout-failed = { $app } konnte nicht erfahren, dass eine Sitzung beendet ist
event-backchannel-logout-given-up = { $app } wird nicht mehr gesagt, dass eine Sitzung beendet ist
event-backchannel-logout-retried = { $by } ließ { $app } beendete Sitzungen sofort mitteilen
event-browser-remembered = { $who } hat sich einen Browser merken lassen
event-client-changed = { $by } hat die App { $app } geändert
event-client-created = { $by } hat die App { $app } hinzugefügt
event-client-deleted = { $by } hat die App { $what } entfernt
event-client-refused = { $app } wurde abgelehnt
event-client-secret-rotated = { $by } hat ein neues Geheimnis für { $app } gemacht
event-client-old-secret-ended = { $by } hat das alte Geheimnis von { $app } beendet
event-client-certificate-issued = { $by } hat ein Zertifikat für { $app } ausgestellt
event-code-replayed = Ein Anmeldecode von { $app } wurde zweimal benutzt
event-device-activated = Ein Telefon von { $who } gilt ab jetzt
event-device-copied = Den Schlüssel eines Telefons von { $who } gibt es wohl zweimal
event-device-linked = { $by } hat ein Telefon für { $who } verbunden
event-device-push-gone = Ein Telefon von { $who } lässt sich nicht mehr benachrichtigen
event-device-removed = { $by } hat ein Telefon von { $who } entfernt
event-device-renamed = { $by } hat ein Telefon von { $who } umbenannt
event-device-suspended = Ein Telefon von { $who } wurde gestoppt
event-factor-added = { $who } hat einen zweiten Schritt eingerichtet
event-factor-demand-ended = Von { $who } wird kein zweiter Schritt mehr verlangt
event-factor-link-followed = { $who } ist dem Link für einen zweiten Schritt gefolgt
event-factor-recovery-code-used = { $who } hat einen Wiederherstellungscode benutzt
event-factor-recovery-codes-made = { $who } hat Wiederherstellungscodes gemacht
event-factor-removed = { $by } hat einen zweiten Schritt von { $who } entfernt
event-grant-given = { $who } hat { $app } etwas erlaubt
event-grant-revoked = { $who } hat zurückgenommen, was { $app } erlaubt war
event-group-changed = { $by } hat die Gruppe { $what } geändert
event-group-created = { $by } hat die Gruppe { $what } hinzugefügt
event-group-deleted = { $by } hat die Gruppe { $what } entfernt
event-group-user-added = { $by } hat { $who } in die Gruppe { $what } aufgenommen
event-group-user-removed = { $by } hat { $who } aus der Gruppe { $what } genommen
event-keys-rotated = { $by } hat neue Signaturschlüssel gemacht
event-link-claim-refused = Ein Telefon wurde abgewiesen, das den Code von { $who } gescannt hat
event-link-claimed = Ein Telefon hat den Verbindungscode von { $who } gescannt
event-link-confirm-refused = Für ein Telefon von { $who } wurden falsche Ziffern getippt
event-link-offered = { $by } hat einen Verbindungscode für { $who } gezeigt
event-login-failed = Für { $who } wurde ein falsches Passwort getippt
event-login-first-factor = { $who } hat das richtige Passwort getippt
event-login-passkey-failed = Ein Passkey wurde nicht angenommen
event-login-second-factor-failed = { $who } kam beim zweiten Schritt nicht weiter
event-login-many-failures = Viele falsche Versuche beim Konto von { $who }
event-mail-discarded = { $by } hat eine Nachricht an { $who } verworfen
event-mail-given-up = Der Mailserver hat eine Nachricht an { $who } abgelehnt
event-mail-retried = { $by } hat Nachrichten gleich versuchen lassen
event-mail-revealed = { $by } hat einen Link für { $who } angesehen
event-mail-sent = Eine Nachricht an { $who } wurde gesendet
event-mail-stopped = Es geht keine E-Mail hinaus
event-mail-tested = { $by } hat eine Testnachricht gesendet
event-name-conflict = Ein anderer Computer im Netz hat den Namen des Servers genommen
event-name-free = Der Name des Servers gehört wieder ihm allein
event-office-address = { $by } hat eine andere Adresse für das Büro gewählt
event-office-set-up = { $who } hat das Büro eingerichtet
event-password-set = { $who } hat ein Passwort gesetzt
event-passkey-added = { $who } hat einen Passkey hinzugefügt
event-passkey-copied = Den Schlüssel eines Passkeys von { $who } gibt es wohl zweimal
event-passkey-removed = { $by } hat einen Passkey von { $who } entfernt
event-passkey-renamed = { $who } hat einen Passkey umbenannt
event-passkey-suspended = Ein Passkey von { $who } wurde gestoppt
event-session-created = { $who } hat sich angemeldet
event-session-ended = { $who } wurde abgemeldet
event-session-step-up = { $who } hat mit einem zweiten Schritt bestätigt
event-session-new-browser = { $who } hat sich in einem neuen Browser angemeldet
event-setting-changed = { $by } hat die Einstellung { $what } geändert
event-token-revoked = { $app } hat ein Token zurückgegeben
event-update-found = DOneLogin hat eine neuere Version gefunden
event-user-created = { $by } hat { $who } hinzugefügt
event-user-deleted = { $by } hat { $who } gelöscht
event-user-email-change-asked = { $who } wünscht eine andere E-Mail-Adresse
event-user-email-change-agreed = { $by } hat einer anderen E-Mail-Adresse von { $who } zugestimmt
event-user-email-change-confirmed = Die neue E-Mail-Adresse von { $who } wurde bestätigt
event-user-email-change-stopped = { $by } hat eine andere E-Mail-Adresse von { $who } gestoppt
event-user-email-changed = Die E-Mail-Adresse von { $who } wurde geändert
event-user-exported = { $who } hat die eigenen Daten heruntergeladen
event-user-picture-removed = { $who } hat das eigene Bild entfernt
event-user-picture-set = { $who } hat ein anderes Bild
event-user-profile-changed = { $who } hat das eigene Profil geändert
event-browser-forgotten = { $who } hat einen gemerkten Browser vergessen lassen
event-password-change-refused = { $who } kannte das bisherige Passwort nicht
event-user-disabled = { $by } hat { $who } abgeschaltet
event-user-enabled = { $by } hat { $who } eingeschaltet
event-user-mfa-policy-changed = { $by } hat geändert, welcher zweite Schritt von { $who } verlangt wird
event-attribute-changed = { $by } hat das Merkmal { $what } geändert
event-attribute-created = { $by } hat das Merkmal { $what } hinzugefügt
event-attribute-deleted = { $by } hat das Merkmal { $what } entfernt
event-claim-rules-changed = { $by } hat die Regeln für alle Apps geändert
event-user-attributes-changed = { $by } hat Merkmale von { $who } geändert
event-access-ended = { $who } darf { $app } nicht mehr benutzen
event-user-mfa-reset = { $by } hat den zweiten Schritt von { $who } zurückgesetzt
event-user-password-reset-issued = { $by } hat das Passwort von { $who } zurückgesetzt
event-user-reset-stopped = { $who } hat ein Zurücksetzen gestoppt
event-user-role-changed = { $by } hat die Rechte von { $who } geändert
event-users-imported = { $by } hat Personen übernommen
event-invitation-made = { $by } hat eine Einladung gemacht
event-invitation-taken-back = { $by } hat eine Einladung zurückgenommen
event-sign-up-asked = Jemand hat um ein Konto gebeten
event-sign-up-confirmed = Jemand hat eine Adresse bestätigt und wartet
event-sign-up-approved = { $by } hat { $who } aufgenommen
event-sign-up-refused = { $by } hat jemanden abgelehnt
event-password-reset-asked = Jemand hat um einen Link für ein Passwort gebeten
event-window-unlocked = { $who } hat das Fenster entsperrt

certificates-lead = Wem Browser, Telefone und Apps vertrauen
ca-title = Zertifizierungsstelle
ca-trust = Wie man ihr vertraut
ca-compare = Vergleichen Sie ihn mit dem, was ein Gerät zeigt, bevor es vertraut. Daran hängen alle Anmeldungen.
ca-none = Dieser Server hat ein Zertifikat von anderswo
ca-none-lead = Darum muss niemand etwas installieren.
keys-title = Signaturschlüssel
keys-lead = Sie signieren, was Apps erfahren. Wie oft sie wechseln, steht in den Einstellungen.
keys-rotate = Neue Schlüssel machen
keys-ask-title = Neue Signaturschlüssel machen?
keys-ask-text = Apps holen sich die neuen von selbst.
keys-rotated = Ab jetzt signieren neue Schlüssel
keys-announced = Neue Schlüssel sind veröffentlicht und signieren in zehn Minuten
keys-how = Ab wann sie signieren
keys-how-announced = In zehn Minuten
keys-how-announced-hint = Bis dahin kann jede App sie kennen. Alte Schlüssel gelten, bis das letzte Token abgelaufen ist, das sie signiert haben.
keys-how-at-once = Sofort
keys-how-at-once-hint = Apps, die sich die älteren Schlüssel merken, weisen Personen vielleicht einige Minuten lang ab.
keys-how-withdrawing = Sofort, und die alten verschwinden
keys-how-withdrawing-hint = Für Schlüssel, die vielleicht jemand anders hat. Nichts, was sie signiert haben, gilt noch.
key = Schlüssel
key-algorithm = Verfahren
key-made = Gemacht
key-signs = Signiert
key-next = Signiert ab { $time }
key-retired = Gilt bis { $time }

settings-lead = Was sich im Betrieb ändern lässt. Es gilt ab der nächsten Anmeldung.
setting-is = { $about } Jetzt: { $value }.
setting-saved = { $name } ist gespeichert
setting-reset = Zurück zur Vorgabe
setting-fixed = Von der Datei des Servers festgelegt
setting-secret-kept = Gespeichert; tippen Sie, um es zu ersetzen
subject-office = Büro
subject-account = Eigenes Konto
subject-signup = Konten
subject-captcha = Programme, die probieren
subject-mfa = Zweiter Schritt
subject-phone = Telefone
subject-face = Gesichtsprüfung
subject-push = Benachrichtigungen
subject-smtp = E-Mail
subject-lifetime = Wie lange etwas gilt
subject-keys = Signaturschlüssel
subject-oidc = Protokoll
subject-others = Weitere
choice-on = An
choice-off = Aus
choice-optional = Von allen, die einen haben
choice-required = Verlangt
choice-normal = Normal
choice-strict = Streng
choice-anywhere = Von überall
choice-same-network = Aus demselben Netz
choice-trial = Probe, unsicher
setting-account-delete = Das eigene Konto löschen
setting-account-delete-about = Ob Personen ihr Konto selbst löschen dürfen oder die Administration fragen müssen.
setting-account-delete-allowed = Personen dürfen es selbst
setting-account-delete-ask-admin = Personen fragen die Administration
setting-office-name = Name des Büros
setting-office-name-about = Das größte Wort auf jeder Seite.
setting-office-language = Sprache der E-Mails
setting-office-language-about = Für Personen, die nicht gesagt haben, welche Sprache sie lesen.
setting-signup-mode = Wer ein Konto machen darf
setting-signup-mode-about = Ob Personen ihr Konto selbst anlegen. Eine Einladung gilt auf jede Weise außer der ersten.
setting-signup-mode-off = Nur die Administration
setting-signup-mode-invitation = Wer eine Einladung hat
setting-signup-mode-domain = Wer eine Adresse des Büros hat
setting-signup-mode-approval = Alle, wenn die Administration zustimmt
setting-signup-domains = Domains des Büros
setting-signup-domains-about = Wessen Adressen beitreten können, wo das oben so steht. Mit Kommas dazwischen: office.example, other.example.
setting-captcha-kind = Wer sicherstellt, dass kein Programm probiert
setting-captcha-kind-about = Nur nach einigen Fehlversuchen. Die Rechnung im Browser braucht niemanden sonst; die beiden Dienste erfahren, wer sich anmeldet.
setting-captcha-kind-altcha = Eine Rechnung im Browser
setting-captcha-kind-recaptcha-v2 = reCAPTCHA v2
setting-captcha-kind-turnstile = Turnstile
setting-captcha-kind-off = Niemand
setting-captcha-site-key = Websiteschlüssel beim Dienst
setting-captcha-site-key-about = Für reCAPTCHA und Turnstile.
setting-captcha-secret = Geheimnis beim Dienst
setting-captcha-secret-about = Für reCAPTCHA und Turnstile. Es wird nicht mehr gezeigt.
setting-mfa-policy = Zweiter Schritt
setting-mfa-policy-about = Ob ein zweiter Schritt nie verlangt wird, von allen, die einen haben, oder von allen.
setting-mfa-policy-off = Nie gefragt
setting-mfa-remember-days = Browser merken, in Tagen
setting-mfa-remember-days-about = Ein gemerkter Browser fragt keinen zweiten Schritt. 0 merkt keinen.
setting-mfa-scan = Scannen des Codes
setting-mfa-scan-about = Ob ein Telefon den Code eines Browsers in einem anderen Netz scannen darf.
setting-mfa-lost-phone-wait-s = Wartezeit nach einem Zurücksetzen, in Sekunden
setting-mfa-lost-phone-wait-s-about = Wie lange, wer ein Passwort zurückgesetzt hat, den zweiten Schritt desselben Kontos nicht zurücksetzen darf, und umgekehrt.
setting-phone-trust = Vertrauen vor dem Verbinden
setting-phone-trust-about = Ob ein Telefon dem Zertifikat dieses Servers vertrauen muss, bevor es verbunden wird. „Probe“ ist unsicher: Ohne Vertrauen kann jemand dazwischen für das Telefon antworten.
setting-face-threshold = Wie ähnlich ein Gesicht sein muss
setting-face-threshold-about = „Streng“ lässt weniger Fremde durch und weist öfter die richtige Person ab.
setting-face-colours = Farben des Bildschirms
setting-face-colours-about = Ob eine Gesichtsprüfung nur zählt, wenn die Farben des Telefons auf dem Gesicht zu sehen waren.
setting-push-enabled = Telefone benachrichtigen, während die App zu ist
setting-push-enabled-about = Die Dienste der Browser erfahren nur den Zeitpunkt.
setting-push-contact = Ansprechstelle für diese Dienste
setting-push-contact-about = Eine E-Mail-Adresse oder https://-Seite, falls mit unseren Nachrichten etwas nicht stimmt.
setting-smtp-from = Absenderadresse
setting-smtp-from-about = Von dieser Adresse kommt unsere E-Mail.
setting-smtp-url = Mailserver
setting-smtp-url-about = Etwa smtps://benutzer:passwort@host:465. Er wird nicht wieder gezeigt.
setting-keys-rotate-after-days = Neue Signaturschlüssel, in Tagen
setting-keys-rotate-after-days-about = Nach wie vielen Tagen sie ersetzt werden. 0 ersetzt sie nie.
setting-oidc-dpop-nonce = Nonces für Schlüsselnachweise
setting-oidc-dpop-nonce-about = Ob Schlüsselnachweise (DPoP) einen Wert wiederholen müssen, den dieser Server eben gegeben hat. Dann arbeiten auch Apps, deren Uhren falsch gehen.
setting-oidc-legacy-response-types = Ältere Antwortarten
setting-oidc-legacy-response-types-about = Ob Apps, die sie registriert haben, Token durch den Browser erhalten, wo Verläufe und Protokolle sie behalten, und ihre Anfragen an eigenen Adressen bereithalten dürfen. Unsicher; nur für alte Apps.
setting-lifetime-access-token-s = Access- und ID-Token, in Sekunden
setting-lifetime-access-token-s-about = Wie lange eine App benutzen darf, was sie bekam.
setting-lifetime-code-s = Authorization Code, in Sekunden
setting-lifetime-code-s-about = Wie lange er auf den Tausch warten darf.
setting-lifetime-interaction-s = Eine Anmeldung, in Sekunden
setting-lifetime-interaction-s-about = Wie lange sie von Anfang bis Ende dauern darf.
setting-lifetime-pushed-request-s = Eine hinterlegte Anfrage, in Sekunden
setting-lifetime-pushed-request-s-about = Wie lange sie auf ihre Person wartet.
setting-lifetime-refresh-absolute-s = Eine App insgesamt, in Sekunden
setting-lifetime-refresh-absolute-s-about = Wie lange sie angemeldet bleiben darf.
setting-lifetime-refresh-idle-s = Eine App ohne Benutzung, in Sekunden
setting-lifetime-refresh-idle-s-about = Wie lange sie angemeldet bleibt, während niemand sie benutzt.
setting-lifetime-session-absolute-s = Ein Browser insgesamt, in Sekunden
setting-lifetime-session-absolute-s-about = Wie lange er angemeldet bleibt.
setting-lifetime-session-idle-s = Ein Browser ohne Benutzung, in Sekunden
setting-lifetime-session-idle-s-about = Wie lange er angemeldet bleibt, während niemand ihn benutzt.
setting-updates-source = Wo nach Updates gesucht wird
setting-updates-source-about = Der ganze Pfad eines Ordners oder eine https://-Adresse mit der Liste der Versionen. Leer heißt: nirgends. Nichts installiert sich selbst.

about-lead = Anmeldung fürs Büro, auf dem eigenen Computer des Büros
about-version = Version
about-clock = Uhr
about-database = Datenbank
about-database-sound = Unversehrt
about-licence = Lizenz
about-licence-text = Apache 2.0
about-faces = Gesichter
about-faces-text = Sie bleiben auf den Telefonen. Dieser Server sieht nie ein Bild.
about-api = Beschreibung der API für Programme

summary-title = { $count ->
    [one] Eine Angabe stimmt noch nicht
   *[other] { NUMBER($count) } Angaben stimmen noch nicht
}
language = Sprache
password-show = Passwort zeigen

first-run-step = Schritt { NUMBER($number) } von { NUMBER($count) }
first-run-steps = Schritte
first-run-done = erledigt
first-run-unnamed = Ihr Büro, angemeldet
first-run-start = Erster Start
first-run-fingerprint = Fingerabdruck { $fingerprint }. Telefone und andere Computer zeigen denselben, bevor sie vertrauen.
first-run-own-computer = Alles bleibt auf diesem Computer.
first-run-office = Das Büro
first-run-address = Seine Adresse
first-run-you = Sie
first-run-trust = Diesem Computer vertrauen
first-run-phone = Ihr Telefon
first-run-office-title = Wie heißt Ihr Büro?
first-run-office-lead = Alle sehen diesen Namen bei jeder Anmeldung. Sie können ihn später ändern.
first-run-office-name = Name des Büros
first-run-office-hint = So, wie er an Ihrer Tür steht.
first-run-office-missing = Geben Sie dem Büro einen Namen.
first-run-address-title = Wo findet man es?
first-run-address-lead = Apps merken sich diese Adresse. Später lässt sie sich nur ändern, wenn jede App neu eingerichtet wird.
first-run-local = Nur im Netz des Büros
first-run-local-hint = Geht sofort und braucht nichts von außen. Jeder Computer muss einmal vertrauen; wir zeigen, wie.
first-run-own = Unter einem eigenen Namen
first-run-own-hint = Kein Browser fragt nach Vertrauen. Braucht eine Domain und ein Zertifikat, das Sie mitbringen.
first-run-name = Name
first-run-name-looking = Wird im Netz gesucht …
first-run-name-free = Frei in diesem Netz.
first-run-name-ours = Dieser Computer hört schon darauf.
first-run-name-unknown = Das Netz hat nicht geantwortet, also weiß niemand, ob er frei ist. Sie können weitermachen.
first-run-name-taken = Ein anderer Computer ({ $other }) hört auf { $host }. Wählen Sie einen anderen Namen, etwa { $next }.
first-run-host-missing = Geben Sie einen Namen ein.
first-run-host-wrong = Ein Name besteht aus Buchstaben, Ziffern und Bindestrichen, etwa kestrelrow. Er beginnt und endet mit einem Buchstaben oder einer Ziffer.
first-run-host-ip = Zahlen sind kein Name. Telefone und Apps brauchen einen, der bleibt.
first-run-host-not-own = Geben Sie den ganzen Namen ein, etwa login.example.org. Namen mit .local am Ende gehören nach oben.
first-run-own-host = Name
first-run-own-host-hint = Ein Name Ihrer Domain, der zu diesem Computer führt.
first-run-certificate = Datei mit dem Zertifikat
first-run-certificate-hint = Auf diesem Computer, als PEM, samt den Zwischenzertifikaten.
first-run-key = Datei mit dem Schlüssel
first-run-key-hint = Der private Schlüssel zum Zertifikat, als PEM. Beide werden neu gelesen, wenn sie sich ändern.
first-run-certificate-fault = Diese Zertifikatsdatei lässt sich nicht benutzen: { $detail }
first-run-key-fault = Diese Schlüsseldatei lässt sich nicht benutzen: { $detail }
office-host-wrong = Dieser Name geht nicht. Wählen Sie einen anderen.
office-host-taken = Ein anderer Computer trägt diesen Namen. Wählen Sie einen anderen.
person-name-wrong = Dieser Name ist leer oder zu lang. Geben Sie einen anderen ein.
person-email-wrong = Schreiben Sie die E-Mail-Adresse ganz, etwa mira@example.org.
person-email-taken = Jemand hier hat diese E-Mail-Adresse. Geben Sie eine andere ein, oder öffnen Sie die Seite der Person unter Personen.
person-username-wrong = Ein Benutzername hat 1 bis 64 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche und beginnt und endet mit einem Buchstaben oder einer Ziffer.
person-username-taken = Jemand hier hat diesen Benutzernamen. Geben Sie einen anderen ein.
person-password-wrong = Wählen Sie 15 bis 256 Zeichen, die nicht auf der Liste häufiger Passwörter stehen.
first-run-file-missing = Geben Sie an, wo die Datei auf diesem Computer liegt.
first-run-fixed = Die Adresse dieses Servers steht in seiner Konfiguration. Ändern Sie sie dort.
first-run-open = Alle öffnen dann
first-run-you-title = Wer kümmert sich darum?
first-run-you-lead = Sie werden der erste Administrator. Ab hier bleibt die Adresse: { $address }
first-run-your-name = Ihr Name
first-run-your-name-hint = So, wie man Sie im Büro kennt.
first-run-your-name-missing = Geben Sie Ihren Namen ein.
first-run-email = Ihre E-Mail-Adresse
first-run-email-hint = Damit melden Sie sich an, oder mit einem Benutzernamen.
first-run-email-missing = Geben Sie Ihre E-Mail-Adresse ein.
first-run-email-malformed = Schreiben Sie die E-Mail-Adresse ganz aus, etwa mira@example.org.
first-run-password = Passwort
first-run-password-hint = Mindestens { NUMBER($count) } Zeichen, und keines der üblichen. Ein paar Wörter hintereinander merkt man sich leicht.
first-run-password-missing = Wählen Sie ein Passwort.
first-run-password-short = Das Passwort braucht mindestens { NUMBER($count) } Zeichen.
first-run-password-is-name = Das ist Ihr Name. Wählen Sie ein Passwort, das andere nicht erraten.
first-run-make = Büro anlegen
first-run-making = Wird angelegt …
first-run-trust-title = Diesem Computer vertrauen
first-run-trust-lead = Browser warnen, bis sie das Zertifikat des Büros kennen. Auf diesem Computer können wir es ihnen sagen.
first-run-trust-compare = Der Fingerabdruck des Zertifikats. Drucken Sie ihn aus, damit andere vergleichen können.
first-run-trust-print = Ein Blatt für andere Computer drucken
first-run-trust-asks = Wir legen das Zertifikat in die Speicher unten. Das System fragt vielleicht nach Ihrem Passwort. Sie können es jederzeit zurücknehmen.
first-run-trust-by-hand = Öffnen Sie { $address } im Browser dieses Computers und folgen Sie den Schritten.
first-run-trust-later = Später: Einstellungen, Dieser Computer. Andere Computer öffnen die Seite „Diesem Server vertrauen“.
first-run-skip = Jetzt nicht
first-run-phone-title = Ihr Telefon verbinden
first-run-phone-lead = Ein Passwort allein kann gestohlen werden. Ihr Telefon bestätigt mit Ihrem Gesicht, dass Sie es sind.
first-run-phone-first = 1. Ihr Telefon vertraut diesem Server
first-run-phone-second = 2. Ihr Telefon wird mit Ihrem Konto verbunden
first-run-phone-trust = Scannen Sie diesen Code mit der Kamera des Telefons, oder öffnen Sie dort { $address }, und folgen Sie den Schritten, bis das Telefon diesem Server vertraut.
first-run-phone-scan = Scannen Sie dann den Code unten.
first-run-phone-digits = Tippen Sie die sechs Ziffern ein, die das Telefon zeigt.
first-run-phone-later = Später: Ihr Konto, Telefone, oder die Seite Ihres Kontos unter Personen.
first-run-skip-phone = Jetzt nicht, zur Übersicht
first-run-end = Zur Übersicht

store-system = Dieses System
store-nss = Chromium und Firefox
store-java = Java
trust-trusted = Vertraut
trust-absent = Noch nicht
trust-failed = Ging nicht
trust-refused = Das ging nicht: { $reason }
trust-unavailable = Hier nicht
trust-no-store = Auf diesem Computer wurde kein Speicher gefunden.
trust-do = Diesem Büro hier vertrauen
trust-doing = Warten auf das System …
trust-undo = Zurücknehmen

server-stopped = Der Server ist angehalten.
server-starting = Der Server startet.
server-restart = Neu starten

lock-title = Melden Sie sich an, um weiterzumachen
lock-lead = Das Fenster wurde eine Weile nicht benutzt. Die Anmeldung arbeitet inzwischen für alle weiter.
lock-now = Fenster sperren
lock-username = Benutzername oder E-Mail
lock-missing = Geben Sie Benutzernamen und Passwort ein.
lock-wrong = Benutzername und Passwort passen nicht zusammen, oder das Konto darf nicht verwalten. Prüfen Sie beides.
lock-slowed = Zu viele Versuche. Warten Sie 30 Sekunden und versuchen Sie es erneut. Ihr Konto ist nicht gesperrt.

export = Exportieren
preset-nextcloud-hint = Aus der Adresse gebildet. Zeigt Nextcloud in seinen Adressen /index.php, setzen Sie es vor /apps.
preset-gitea-hint = Gitea setzt den Namen seiner Authentifizierungsquelle in diese Adresse. Nennen Sie die Quelle dort DOneLogin.
preset-apache-hint = Ein Pfad Ihrer Seite, unter dem keine Seite steht; dort antwortet mod_auth_openidc.
preset-proxmox-hint = Die Adresse mit Port und ohne Schrägstrich am Ende, so wie Proxmox sie sendet.
redirect-missing = Geben Sie die Adresse ein, die die App sendet.
redirect-not-absolute = Die Adresse beginnt mit https://.
redirect-fragment = Eine Rückkehradresse hat keinen Teil nach #: Browser würden ihn der App nicht senden.
redirect-plain-http = http:// kann jeder im Netz mitlesen. Nur Apps auf genau diesem Computer dürfen es benutzen.
redirect-scheme = Apps auf Telefonen und Computern benutzen einen eigenen Namen mit Punkt, etwa com.example.app:/return.
redirect-characters = Leerzeichen, umgekehrte Schrägstriche und * gehören nicht hinein. Jede Adresse wird ausgeschrieben.
redirect-user = Es steht ein Benutzername darin. So wird niemand angemeldet.
redirect-too-long = Sie ist zu lang: höchstens 2.048 Zeichen.
redirect-take = { $address } nehmen
look-under-way = Wir sehen nach, ob sie antwortet …
look-answers = Antwortet: { $where }

test-title = Diese App testen
test-lead = Was man von hier aus von { $app } sieht, und was sie über jemanden erfährt.
test-do = Testen
test-all-well = Alles, was man von hier aus sieht, ist in Ordnung. Melden Sie sich einmal bei { $app } an, um sicher zu sein.
test-who = Was erfährt sie über
test-look = Ansehen
test-nobody = Niemand passt. Geben Sie einen Namen, einen Benutzernamen oder eine E-Mail-Adresse ein.
test-would-get = Was { $app } über { $name } erfährt
follow-title = Eine Anmeldung verfolgen
follow-lead = Beginnen Sie hier, öffnen Sie dann { $app } in einem anderen Fenster, und melden Sie sich dort an. Jeder Schritt erscheint, sobald er geschieht.
follow-do = Beginnen
follow-stop = Aufhören
follow-is-ok = ging gut
follow-is-fail = wurde abgelehnt
follow-is-waiting = noch nicht
follow-asked = Die App schickt die Person hierher
follow-answered = Die Person kehrt zur App zurück
follow-exchanged = Die App tauscht ihren Code ein
follow-told = Die App fragt nach der Person
follow-signed-out = Die App meldet die Person ab
follow-through = Die Anmeldung bei { $app } funktioniert.
follow-more = Mehr zu diesem Fehler
protocol-title = Einzelheiten des Protokolls
protocol-lead = Lassen Sie sie, wie sie sind, außer die Anleitung der App nennt eine davon.
protocol-id-token = Signatur der ID-Tokens
protocol-userinfo = Signatur von Userinfo
protocol-userinfo-plain = Keine: einfaches JSON
protocol-access-token = Access-Tokens
protocol-opaque = Undurchsichtig: Die App fragt hier, was sie öffnen
protocol-jwt = JWT: APIs lesen sie selbst (RFC 9068)
protocol-subjects = Wie Personen ihr genannt werden
protocol-public = Wie allen Apps
protocol-pairwise = Mit einem eigenen Namen (pairwise)
protocol-resources = Schnittstellen, für die sie Token anfordern darf: eine Adresse je Zeile
protocol-served = Schnittstellen, die sie selbst ist: eine Adresse je Zeile
protocol-served-hint = Sie darf diesen Server nach Token fragen, die für diese Schnittstellen bestimmt sind, gleich welcher App sie gegeben wurden.
protocol-demands = Sie muss
protocol-require-pkce = PKCE verwenden
protocol-require-pushed-authorization-requests = ihre Anfragen vorab senden (PAR)
protocol-require-signed-request-object = ihre Anfragen signieren
protocol-dpop-bound-access-tokens = zu ihren Tokens einen Schlüssel nachweisen (DPoP)
protocol-fapi2 = FAPI 2.0 einhalten
protocol-fapi2-hint = Dann werden PAR, PKCE, signierte Nachweise oder Zertifikate und gebundene Tokens verlangt.
protocol-legacy = Ältere Antwortarten
protocol-legacy-hint = Sie gelten nur, solange die Einstellung oidc.legacy_response_types eingeschaltet ist.
protocol-legacy-warning = Sie senden Tokens durch den Browser, wo sie in Verläufen und Protokollen landen. Wählen Sie sie nur für eine App, die es nicht anders kann.
preview-title = Was Apps erfahren
preview-lead = So, wie es in diesem Augenblick über { $name } mitgeteilt wird
preview-nothing = Nichts
preview-client-disabled = Niemand kommt hinein: Die App ist abgeschaltet.
preview-user-disabled = Niemand kommt hinein: Das Konto ist abgeschaltet.
preview-no-password = Niemand kommt hinein: Das Konto hat noch kein Passwort. Geben Sie eine Einladung.
preview-due-nothing = Ein Passwort genügt.
preview-due-ask = Ein zweiter Schritt wird verlangt.
preview-due-set-up = Zuerst muss ein zweiter Schritt eingerichtet werden.
preview-due-unmet = Niemand kommt hinein: Verlangt wird ein zweiter Schritt, den diese Person nicht haben kann.
preview-because = { $who }: { $policy }
preview-by-office = Das Büro
preview-by-person = Diese Person
preview-by-group = Die Gruppe { $name }
preview-by-app = Die App { $name }
preview-consent = Die Person wird gefragt, was die App wissen darf.
preview-no-consent = Die Person wird nicht gefragt, was die App wissen darf.
preview-id-token = Im ID-Token
preview-userinfo = Bei Userinfo

check-days = { $count ->
    [0] weniger als ein Tag
    [one] noch ein Tag
   *[other] noch { NUMBER($count) } Tage
}
check-state-ok = Die App ist eingeschaltet
check-state-fail = Die App ist abgeschaltet
check-state-mend = Schalten Sie sie ein: Niemand kann sich bei ihr anmelden.
check-secret-ok = Sie weist sich aus
check-secret-warn = Ihr Geheimnis ist kurz
check-secret-fail = Sie kann sich nicht ausweisen
check-secret-mend = Machen Sie ein neues Geheimnis und tragen Sie es in der App ein.
check-key-mend = Tragen Sie den öffentlichen Schlüssel ein, zu dem die App signiert, oder die Adresse ihrer Schlüssel. Wählen Sie in der App private_key_jwt.
check-client-certificate-mend = Stellen Sie der App ein neues Zertifikat aus, oder berichtigen Sie den Inhaber darin oder die Schlüssel. Die App ruft die Adressen unter mtls_endpoint_aliases auf.
check-no-secret-mend = Sie sendet ein Geheimnis und ist ohne eines eingetragen. Nehmen Sie es aus der App, oder lassen Sie die App sich hier durch ein Geheimnis ausweisen.
check-unserved-mend = Dieser Server kennt die Art nicht, in der sie sich ausweist. Wählen Sie hier und in der App eine andere.
check-redirects-ok = Man kehrt zurück zu
check-redirects-fail = Rückkehr zur App nicht möglich
check-redirects-mend = Tragen Sie die Adresse ein, die die App sendet. Ihr Handbuch nennt sie Redirect- oder Callback-URI.
check-shared-host-ok = Sie hat einen eigenen Namen
check-shared-host-warn = Sie steht unter dem Namen dieses Servers
check-shared-host-mend = Geben Sie ihr einen eigenen Namen: Apps unter einem Namen können ihre Cookies gegenseitig lesen.
check-encryption-warn = Was zu ihr zurückkommt, ist nicht verschlüsselt
check-encryption-mend = Bieten Sie die App über https an.
check-resolves-ok = Name gefunden
check-resolves-fail = Name nicht gefunden
check-resolves-mend = Prüfen Sie die Schreibweise. Der Name muss im DNS des Büros stehen, oder mit .local enden und angekündigt werden.
check-answers-ok = Sie antwortet
check-answers-warn = Sie antwortet langsam
check-answers-fail = Sie antwortet nicht
check-answers-mend = Starten Sie die App, berichtigen Sie den Port, oder suchen Sie nach einer Firewall dazwischen.
check-certificate-ok = Ihr Zertifikat gilt
check-certificate-warn = Ihr Zertifikat braucht einen Blick
check-certificate-fail = Ihr Zertifikat gilt nicht
check-certificate-mend = Erneuern Sie es, oder machen Sie eines für diesen Namen, dem Browser vertrauen.
check-trusts-us-ok = Ihr Rechner hat unser Zertifikat angenommen
check-trusts-us-warn = Ihr Rechner war noch nicht hier
check-trusts-us-warn-mend = Melden Sie sich einmal bei ihr an und sehen Sie wieder nach.
check-trusts-us-fail = Sie kommt nicht zu uns durch
check-trusts-us-fail-mend = Meistens vertraut sie der CA noch nicht: Installieren Sie unser Zertifikat auf ihrem Rechner, und in der App, wenn sie eigene Stellen führt. „App verbinden“ sagt, wer zuletzt kam und woran es lag.
check-used-ok = Eine Anmeldung kam durch
check-used-warn = In letzter Zeit hat sich niemand bei ihr angemeldet
check-used-fail = Sie bekam einen Code und hat ihn nicht eingetauscht
check-used-warn-mend = Versuchen Sie es einmal.
check-used-fail-mend = Sehen Sie zu dieser Zeit in ihr Protokoll. Prüfen Sie ihr Geheimnis, und ob sie diesen Server erreicht.
check-asked-ok = Sie schickt Personen hierher
check-asked-warn = Sie hat seit dem Start niemanden hierher geschickt
check-asked-fail = Was sie verlangt, wird abgelehnt
check-exchanged-fail = Was sie für den Code sendet, wird abgelehnt
check-told-ok = Sie hat nach einer Person gefragt
check-asked-warn-mend = Öffnen Sie die App, melden Sie sich einmal an, und sehen Sie wieder nach.
check-refused-mend = „Fehler von Apps“ in der Hilfe sagt, was hilft.
knocks-title = Wer zuletzt kam
knocks-none = Seit dem Start kam niemand.
knock-at = { $count ->
    [one] { $time }
   *[other] { $time }, { NUMBER($count) } Mal
}
knock-ok = { $ip } spricht mit uns.
knock-unknown-ca = { $ip } lehnt unser Zertifikat ab: Es vertraut der CA noch nicht.
knock-certificate-refused = { $ip } lehnt unser Zertifikat ab. Es vertraut der CA noch nicht, oder seine Uhr geht falsch.
knock-wrong-name = { $ip } fragte nach { $name }; so heißen wir nicht. Tragen Sie den Issuer ein, wie er hier steht.
knock-no-common-version = { $ip } spricht kein TLS 1.2 oder neuer. Aktualisieren Sie die App.
knock-not-tls = { $ip } sprach ohne TLS. Der Issuer beginnt mit https://.
knock-broken-off = { $ip } legte vor dem Ende auf.
tries-mend = Für { $runtime }: Sehen Sie nach, ob die Zeilen daneben dort stehen, und führen Sie dann aus
connect-itself = In { $app } selbst: { $file }

bulk-name = Ausgewählte
bulk-picked = { $count ->
    [one] Eine Person ist ausgewählt
   *[other] { NUMBER($count) } Personen sind ausgewählt
}
bulk-under-way = { $done } von { $count } erledigt
bulk-all = { $count ->
    [one] Die einzige auswählen
   *[other] Alle { NUMBER($count) } auswählen
}
bulk-pick = { $name } auswählen
bulk-clear = Niemanden auswählen
bulk-join = In eine Gruppe aufnehmen
bulk-leave = Aus einer Gruppe nehmen
bulk-invite = { $count ->
    [one] Eine Einladung drucken
   *[other] { NUMBER($count) } Einladungen drucken
}
bulk-disable-done = { $count ->
    [one] Eine Person ist abgeschaltet
   *[other] { NUMBER($count) } Personen sind abgeschaltet
}
bulk-enable-done = { $count ->
    [one] Eine Person ist eingeschaltet
   *[other] { NUMBER($count) } Personen sind eingeschaltet
}
bulk-joined = { $count ->
    [one] Eine Person ist in { $group }
   *[other] { NUMBER($count) } Personen sind in { $group }
}
bulk-left = { $count ->
    [one] Eine Person ist nicht mehr in { $group }
   *[other] { NUMBER($count) } Personen sind nicht mehr in { $group }
}
bulk-failed = { $count ->
    [one] Eine blieb, wie sie war
   *[other] { NUMBER($count) } blieben, wie sie waren
}
import-open = Importieren
import-title = Personen importieren
import-lead = Eine Tabelle (CSV) oder eine Liste (JSON). Sie sehen vorher, was geschieht; kann eine Zeile nicht übernommen werden, kommt niemand hinein.
import-file = Datei
import-preview = Zeilen der Datei
import-row = Zeile
import-new = Kommt hinein
import-admin = Kommt als Administrator hinein
import-exists = Hat ein Konto
import-not-taken = Geht nicht
import-why = { $field }: { $message }
import-username = Meldet sich an als { $username }
import-existing = { $count ->
    [one] Eine Zeile hat schon ein Konto.
   *[other] { NUMBER($count) } Zeilen haben schon ein Konto.
}
import-leave-out = Diese weglassen
import-email-missing = Keine E-Mail-Adresse
import-email-malformed = E-Mail-Adresse nicht ganz
import-email-twice = E-Mail-Adresse doppelt
import-username-twice = Benutzername doppelt
import-not-a-person = Keine Person
import-more = { $count ->
    [one] Eine weitere Zeile wird nicht gezeigt.
   *[other] { NUMBER($count) } weitere Zeilen werden nicht gezeigt.
}
import-no-json = Die Datei lässt sich nicht als JSON lesen.
import-no-list = In der Datei steht keine Liste von Personen.
import-no-email-column = Keine Spalte heißt email. Die erste Zeile benennt die Spalten.
import-empty = Die Datei ist leer.
import-file-too-large = Die Datei ist größer als 5 MB. Teilen Sie sie auf.
import-open-quote = Ein Anführungszeichen ist nicht geschlossen oder steht mitten in einer Zelle: Zeile { NUMBER($line) }. Berichtigen Sie die Datei und wählen Sie sie noch einmal.
import-two-columns = Zwei Spalten bedeuten dasselbe: { $one } und { $other }. Entfernen Sie eine davon.
import-faults = { $count ->
    [one] Eine Zeile kann nicht übernommen werden. Berichtigen Sie sie in der Datei und wählen Sie die Datei noch einmal.
   *[other] { NUMBER($count) } Zeilen können nicht übernommen werden. Berichtigen Sie sie in der Datei und wählen Sie die Datei noch einmal.
}
import-too-large = { NUMBER($count) } Personen sind zu viele für eine Datei. Teilen Sie sie: 5.000 passen.
import-unknown = Diese Spalten bleiben weg: { $columns }.
import-groups = Diese Gruppen werden angelegt: { $groups }.
import-refused = Niemand kam hinein. Diese Zeilen können nicht übernommen werden:
import-line = Zeile { $line }, { $field }: { $message }
import-do = { $count ->
    [one] Eine Person importieren
   *[other] { NUMBER($count) } Personen importieren
}
import-done = { $count ->
    [one] Eine Person kam hinein
   *[other] { NUMBER($count) } Personen kamen hinein
}
import-done-lead = Sie sind in der Liste ausgewählt, damit Sie ihre Einladungen drucken können.

subject-branding = Aussehen
subject-updates = Neue Versionen
subject-languages = Sprachen
subject-computer = Dieser Computer
issuer-title = Adresse des Büros
issuer-why = Apps kennen Personen unter ihr, und Telefone sind mit ihr verbunden. Sie wurde beim ersten Start gewählt und bleibt.
mail-test = Testnachricht senden
mail-test-lead = Sie geht sofort hinaus, mit den oben gespeicherten Einstellungen.
mail-send = Senden
mail-sending = Wird gesendet …
mail-sent = Die Nachricht an { $to } ist unterwegs. Sehen Sie in das Postfach.
mail-step-settings = Die Einstellungen sind nicht vollständig.
mail-step-resolve = Der Mailserver wurde nicht gefunden.
mail-step-connect = Der Mailserver antwortet nicht.
mail-step-tls = Die Verbindung zum Mailserver ist nicht sicher.
mail-step-login = Der Mailserver hat uns nicht eingelassen.
mail-step-sender = Der Mailserver hat den Absender abgelehnt.
mail-step-recipient = Der Mailserver hat den Empfänger abgelehnt.
mail-step-message = Der Mailserver hat die Nachricht abgelehnt.
mail-cause-no-server = Tragen Sie oben den Mailserver ein.
mail-cause-no-sender = Tragen Sie oben die Adresse des Absenders ein.
mail-cause-unknown-host = Prüfen Sie die Schreibweise des Mailservers.
mail-cause-unreachable = Prüfen Sie Name und Port. Vielleicht steht eine Firewall dazwischen.
mail-cause-timed-out = Niemand hat rechtzeitig geantwortet. Prüfen Sie den Port: 465 für smtps, 587 für smtp.
mail-cause-not-mail = Dort antwortet kein Mailserver. Prüfen Sie den Port.
mail-cause-no-start-tls = Er bietet an diesem Port keine Verschlüsselung. Benutzen Sie smtps:// mit Port 465.
mail-cause-not-tls = Er spricht an diesem Port kein TLS. Benutzen Sie smtp:// mit Port 587, oder berichtigen Sie den Port.
mail-cause-not-trusted = Seinem Zertifikat wird hier nicht vertraut. Prüfen Sie den Namen, oder lassen Sie diesen Computer seiner CA vertrauen.
mail-cause-no-login = Er verlangt keine Anmeldung, oder eine andere Art. Prüfen Sie Benutzername und Passwort in der Adresse.
mail-cause-refused = Das hat er gesagt:
mail-cause-broken-off = Er hat aufgelegt. Versuchen Sie es erneut.
branding-hue = Farbe
branding-hue-hint = Für den Kontrast sorgen wir, damit alle es lesen können.
branding-logo = Logo
branding-logo-hint = PNG, JPEG oder WebP mit höchstens 1 MB. Wir schreiben es neu, höchstens 512 Pixel breit.
branding-choose = Datei wählen
branding-remove = Logo entfernen
logo-kind = Das ist kein PNG, JPEG oder WebP. Wählen Sie eine andere Datei.
logo-large = Diese Datei ist größer als 1 MB. Wählen Sie eine kleinere.
logo-empty = Diese Datei ist leer.
hue-petrol = Petrol
hue-blue = Blau
hue-violet = Violett
hue-plum = Pflaume
hue-brick = Ziegel
hue-olive = Olive
hue-green = Grün
hue-slate = Schiefer
look-light = Anmeldeseite von { $name }, hell
look-dark = Anmeldeseite von { $name }, dunkel
look-sign-in = Anmelden
languages-lead = Seiten, Telefone und Nachrichten sprechen { $languages }, für jede Person so, wie Browser oder Konto es sagen.
languages-here = Diese App, hier
computer-start = Mit diesem Computer starten
computer-start-hint = Das Büro ist erreichbar, sobald sich jemand an diesem Computer anmeldet.
computer-awake = Wach bleiben, solange der Server läuft
computer-awake-hint = Ein Computer, der schläft, lässt niemanden sich anmelden.
computer-lock = Fenster sperren
computer-lock-after = { $count ->
    [0] Nie
    [one] Nach einer Minute ohne Benutzung
   *[other] Nach { NUMBER($count) } Minuten ohne Benutzung
}
computer-trust = Vertrauen auf diesem Computer
computer-trust-lead = Ob Browser und Programme dieses Computers das Zertifikat des Büros kennen. Sie können es zurücknehmen.
updates-newer = Version { $version } ist da, vom { $date }.
updates-where = Sie liegt hier:
updates-never = Sie wird nie von selbst installiert. Legen Sie eine Kopie der Datenbank beiseite und installieren Sie sie dann wie diese.
updates-unreachable = Der Ort, an dem neue Versionen liegen, lässt sich nicht lesen.
updates-off = Niemand sieht nach neuen Versionen.
updates-current = Version { $version } ist die neueste.
updates-check = Jetzt nachsehen
updates-checked = Nachgesehen { $time }
name-conflict = Ein anderer Computer im Netz nennt sich { $host }.
name-conflict-mend = Vielleicht findet man diesen nicht. Benennen Sie den anderen um ({ $other }), oder halten Sie ihn an. Die Adresse des Büros bleibt.
name-not-found = Niemand findet { $host } im Netz.
name-not-found-mend = Prüfen Sie, ob eine Firewall den UDP-Port 5353 sperrt, oder tragen Sie den Namen im DNS des Büros ein.
name-elsewhere = { $host } führt anderswohin: { $other }.
name-elsewhere-mend = Berichtigen Sie das DNS, außer es steht ein Proxy vor diesem Server.
name-resolves = Darunter gefunden: { $addresses }
served-title = Zertifikat dieses Servers
served-names = Für
served-by = Beglaubigt von
served-brought = { $issuer }, vom Büro mitgebracht
served-until = Bis
served-renewal = Erneuert sich
served-sha256 = SHA-256
served-renew = Jetzt erneuern
served-renewed = Ab jetzt gilt ein neues Zertifikat
served-error = Zuletzt ging damit etwas schief: { $why }
served-none = Es läuft kein Server, der es sagen könnte.
own-title = Ein eigenes mitbringen
own-lead = Diese Zeilen in der Datei des Servers nennen Ihr Zertifikat und den Schlüssel. Sie werden neu gelesen, wenn sie sich ändern.
own-files = Diese Dateien wurden beim ersten Start gewählt:
ca-export = Als { $format } speichern
about-parts = Mit Dank
about-parts-text = Die Texte aller Lizenzen liegen beim Programm.

# Roles, lock-down, tokens and the apps of developers.
lockdown = Sperren
lockdown-title = { $name } sperren?
lockdown-text = Für den Fall, dass das Konto in falschen Händen ist. Es wird abgeschaltet, alle Sitzungen und jeder Zugang von Apps enden sofort, wartende Links und Nachrichten gelten nicht mehr, und seine Telefone ruhen. „Einschalten“ nimmt es zurück; was beendet ist, bleibt beendet.
lockdown-go = Sperren
lockdown-done = { $name } ist gesperrt. Nichts von dem Konto gilt mehr.
state-locked-down = Gesperrt
problem-more-rights = Dieses Konto hat mehr Rechte als Ihres. Fragen Sie die Administration.
role-member = Mitglied
role-member-may = Meldet sich bei Apps an und verwaltet das eigene Konto.
role-helpdesk = Helpdesk
role-helpdesk-may = Sieht Personen und hilft ihnen wieder hinein: Zurücksetzen, Telefone, Sitzungen, Abschalten. Vergibt nichts.
role-admin = Administration
role-admin-may = Sieht und ändert hier alles.
person-own-apps = Eigene Apps
person-own-apps-may = Darf Apps registrieren
person-own-apps-hint = Unter /apps; die Zustimmung wird immer erfragt. Es zählt, wo die Einstellungen ausgewählte Personen zulassen.
subject-apps = Apps von Entwicklern
setting-apps-who = Wer Apps registrieren darf
setting-apps-who-about = Wer das Recht hat, findet „Apps, die ich mache“ auf den Kontoseiten.
setting-apps-who-nobody = Nur die Administration
setting-apps-who-chosen = Ausgewählte Personen und Gruppen
setting-apps-who-everybody = Alle
setting-apps-most = Apps je Person
setting-apps-most-about = So viele Apps darf eine Person zugleich registriert haben.
app-owner = Betreut von
app-owner-office = dem Büro
app-owner-take = Übernehmen
app-owner-taken = { $app } betreut jetzt das Büro
tokens-title = API-Token
tokens-open = Token verwalten
tokens-lead = Was Programme zur Admin-API mitbringen. Jedes öffnet, was für es gewählt wurde, und nie mehr, als die Person darf, die es gemacht hat.
tokens-new = Token machen
tokens-none = Noch kein Token
tokens-none-lead = Machen Sie eines für eine Sicherung, einen Import oder was sonst von selbst läuft.
token-name = Wofür es ist
token-opens = Was es öffnet
token-days = Gilt
token-days-30 = 30 Tage
token-days-90 = 90 Tage
token-days-365 = ein Jahr
token-days-ever = ohne Ende
token-manage-hint = Was auf „manage“ endet, öffnet, wofür Sie sonst Ihr Passwort eingeben.
token-no-scope = Wählen Sie, was das Token öffnet.
token-name-wrong = Ein Name hat 1 bis 60 Buchstaben in einer Zeile.
token-made = Kopieren Sie das Token jetzt
token-made-lead = Es wird nur dieses eine Mal gezeigt. Ihr Programm sendet es als „Authorization: Bearer …“.
token-copy = Token kopieren
token-by = Gemacht von { $name }, { $date }
token-by-command = Durch einen Befehl gemacht, { $date }
token-used = Zuletzt benutzt { $time } von { $address }
token-never-used = Nie benutzt
token-until = Bis { $date }
token-ever = Ohne Ende
token-over = Abgelaufen
token-take = Wegnehmen
token-take-title = „{ $name }“ wegnehmen?
token-take-text = Die nächste Anfrage damit wird abgelehnt. Das lässt sich nicht zurücknehmen.
token-taken = „{ $name }“ ist weggenommen
scope-users-read = Personen: sehen
scope-users-write = Personen: hinzufügen, ab- und einschalten, sperren, Sitzungen beenden
scope-users-manage = Personen: importieren, einladen, ändern, entfernen
scope-groups-read = Gruppen: sehen
scope-groups-write = Gruppen: anlegen
scope-groups-manage = Gruppen: ändern, Mitglieder, entfernen
scope-clients-read = Apps: sehen
scope-clients-write = Apps: registrieren und prüfen
scope-clients-manage = Apps: importieren, ändern, neue Geheimnisse, entfernen
scope-audit-read = Aktivität: lesen
scope-settings-read = Einstellungen: sehen
scope-settings-manage = Einstellungen: ändern
scope-server-read = Server: Zustand, Schlüssel und Zertifikate sehen
event-user-locked-down = { $by } hat { $who } gesperrt
event-user-lockdown-ended = { $by } hat die Sperre von { $who } aufgehoben
event-user-app-right-changed = { $by } hat geändert, ob { $who } Apps registrieren darf
event-group-app-right-changed = { $by } hat geändert, ob eine Gruppe Apps registrieren darf
event-api-token-created = { $by } hat ein API-Token gemacht
event-api-token-revoked = { $by } hat ein API-Token weggenommen
# Mail: Nachrichten, die warten.
mail-lead = Nachrichten, die noch nicht gesendet sind. Was hier steht, geht von selbst hinaus, sobald es kann.
mail-retry-all = Alle jetzt versuchen
mail-retried-all = Jetzt versucht: { NUMBER($count) }
mail-which = Welche Nachrichten
mail-all = Alle
mail-waiting = Wartend
mail-refused = Abgelehnt
mail-none = Nichts wartet
mail-none-lead = Jede Nachricht ist gesendet.
mail-none-such = Keine solche Nachricht
mail-none-unset-lead = Hier erscheinen Links zum Weitergeben, bis ein Mailserver eingetragen ist.
mail-to = An
mail-what = Was
mail-written = Geschrieben
mail-state = Stand
mail-next = Nächster Versuch { $time }
mail-due = Wird gleich gesendet
mail-waits = Wartet
mail-given-up = Abgelehnt
mail-tries = { $tries ->
    [one] einmal versucht
   *[other] { NUMBER($tries) } Mal versucht
}
mail-until = Bis { $time }
mail-reveal = Link zeigen
mail-reveal-of = Den Link für { $name } zeigen
mail-retry = Jetzt versuchen
mail-retry-of = Jetzt versuchen: { $name }
mail-retried = Sie wird jetzt versucht
mail-discard = Verwerfen
mail-discard-of = Verwerfen: { $name }
mail-discard-title = Diese Nachricht verwerfen?
mail-discard-text = { $name } bekommt sie nicht. Sonst ändert sich nichts: Ein weitergegebener Link gilt weiter.
mail-discarded = Verworfen
mail-link-title = Link für { $name }
mail-link-lead = Geben Sie ihn nur { $name } weiter. Es zählt, als hätten Sie den Link erstellt: Die andere Hälfte dieser Anmeldung ist jetzt Sache eines anderen Administrators, und { $name } sieht es.
mail-link-lead-address = Geben Sie ihn nur der Person weiter, der { $name } gehört: Er bestätigt diese Adresse, und mit ihm wird ein Passwort gewählt. In der Aktivität steht, dass Sie ihn gesehen haben.
mail-link-lead-invite = Geben Sie ihn nur { $name } weiter. Damit wird ein Passwort festgelegt.
table-deeds = Was getan werden kann
mail-more = Mehr zeigen
mail-stopped = { $count ->
    [one] Eine Nachricht wartet und geht von selbst hinaus.
   *[other] { NUMBER($count) } Nachrichten warten und gehen von selbst hinaus.
}
mail-to-settings = Unter Einstellungen, E-Mail berichtigen
mail-no-server = Kein Mailserver ist eingetragen.
mail-no-server-lead = Nachrichten warten hier. Geben Sie Links selbst weiter, oder tragen Sie einen Mailserver ein: Dann geht alles von selbst hinaus.
mail-set-up = E-Mail einrichten

outbox-kind-invite = Einladung
outbox-kind-reset = Link für ein neues Passwort
outbox-kind-factors-reset = Link für einen anderen zweiten Schritt
outbox-kind-factor-added = Hinweis: Authenticator-App hinzugefügt
outbox-kind-factor-removed = Hinweis: Authenticator-App entfernt
outbox-kind-device-linked = Hinweis: Telefon verknüpft
outbox-kind-device-removed = Hinweis: Telefon entfernt
outbox-kind-device-renamed = Hinweis: Telefon umbenannt
outbox-kind-device-copied = Hinweis: Telefon vielleicht doppelt
outbox-kind-not-me = Hinweis: „Nicht ich“ auf dem Telefon
outbox-kind-password-changed = Hinweis: Passwort geändert
outbox-kind-new-browser = Hinweis: neuer Browser
outbox-kind-many-failures = Hinweis: viele falsche Versuche
outbox-kind-passkey-added = Hinweis: Passkey hinzugefügt
outbox-kind-passkey-removed = Hinweis: Passkey entfernt
outbox-kind-passkey-copied = Hinweis: Passkey vielleicht doppelt
outbox-kind-confirm-address = Link, um eine Adresse zu bestätigen
outbox-kind-sign-up-invited = Einladung, ein Konto zu erstellen
outbox-kind-sign-up-known = Hinweis: hat schon ein Konto
outbox-kind-sign-up-waits = Hinweis: jemand wartet auf ein Konto
outbox-kind-sign-up-approved = Hinweis: Konto ist bereit
outbox-kind-sign-up-refused = Hinweis: kein Konto
outbox-kind-confirm-new-address = Link, um eine neue Adresse zu bestätigen
outbox-kind-address-changing = Link: eine andere Adresse ist gewünscht
outbox-kind-address-changed = Hinweis: Adresse geändert
outbox-kind-account-deleted = Hinweis: Konto gelöscht
outbox-kind-account-locked = Hinweis: Konto gesperrt
outbox-kind-role-changed = Hinweis: andere Rechte

# Wie eine App verwendet wird, und Apps, die sich selbst registrieren.
subject-registration = Apps, die sich selbst registrieren
setting-registration-mode = Wer sich so registrieren darf
setting-registration-mode-about = Manche Apps registrieren sich selbst, wo Menschen sich anmelden (RFC 7591). Ihnen wird nie vertraut, und jede Person wird gefragt.
setting-registration-mode-off = Keine App
setting-registration-mode-token = Apps, die ein Token von Ihnen mitbringen
setting-registration-mode-open = Jede App, die diesen Server erreicht
setting-registration-most = Höchstzahl der Apps
setting-registration-most-about = So viele dürfen zugleich da sein, die sich selbst registriert haben.
setting-registration-per-hour = Apps in einer Stunde
setting-registration-per-hour-about = So viele dürfen von einer Adresse kommen, wo kein Token verlangt wird.
setting-registration-unused-days = Tage, bis eine unbenutzte App geht
setting-registration-unused-days-about = Eine App, die sich selbst registriert hat, geht von selbst, wenn niemand sie benutzt oder bestätigt.
setting-lifetime-device-code-s = Code eines Geräts, in Sekunden
setting-lifetime-device-code-s-about = Wie lange ein Fernseher oder ein Drucker wartet, bis jemand seinen Code eingibt.
app-use = Wie die App verwendet wird
app-use-code = Personen melden sich in einem Browser bei ihr an
app-use-refresh = Sie darf Personen angemeldet halten
app-use-refresh-hint = Auch während diese weg sind, soweit sie es erlauben.
app-use-device = Personen melden sich an Geräten ohne Browser bei ihr an
app-use-device-hint = Ein Fernseher oder ein Drucker zeigt einen Code, der anderswo eingegeben wird.
app-use-itself = Sie handelt selbst, ohne eine Person
app-use-itself-hint = Etwa eine Sicherung oder ein Bericht. Sie weist sich mit ihrem Geheimnis oder Schlüssel aus.
app-use-itself-public = Eine App ohne Geheimnis kann das nicht.
app-scopes = Was sie selbst tun darf
app-scopes-hint = Wörter, die Ihre eigenen Schnittstellen kennen, mit Leerzeichen dazwischen, etwa files:read.
app-begin = Wo eine Anmeldung bei der App beginnt
app-begin-hint = Ihre Kachel öffnet diese Adresse, und die App meldet die Person an. Ohne sie öffnet sich ihre Startseite.
app-use-saved = Wie { $app } verwendet wird, ist gespeichert
app-itself = Selbst registriert
app-itself-lead = Niemand hat diese App so geprüft, wie sie jetzt ist. Sehen Sie ihren Namen und ihre Adressen an.
app-itself-approved = Selbst registriert, geprüft
app-approve = Behalten
app-approved = { $app } bleibt
apps-by = Registriert von
apps-by-all = Allen
apps-by-office = dem Büro
apps-by-person = einer Person
apps-by-itself = der App selbst
registration-title = Apps, die sich selbst registrieren
registration-lead = Eine App, die mit einem dieser Token eingerichtet wird, registriert sich hier selbst. Jede Person wird gefragt, bevor die App etwas erfährt.
registration-off = Zurzeit darf sich keine App selbst registrieren.
registration-to-settings = In den Einstellungen ändern
registration-to-apps = Apps, die es getan haben
registration-none-lead = Machen Sie eines für eine App, die sich selbst registriert.
registration-uses = Wie viele Apps sich damit registrieren dürfen
registration-uses-wrong = Eine Zahl von 1 bis 1.000
registration-used = { $used } von { $uses } registriert
registration-days-1 = einen Tag
registration-days-7 = eine Woche
registration-made-lead = Es wird nur dieses eine Mal gezeigt. Die App fragt nach einem „initial access token“.
registration-take-text = Keine App registriert sich mehr damit. Die es getan haben, bleiben.
app-try-device = Zeigen, was ein Gerät zeigt
app-try-device-lead = Scannen Sie es mit einem Telefon, oder geben Sie den Code ein, und sehen Sie die Seiten, die Personen sehen. Kein Gerät wird dadurch angemeldet.
app-try-device-qr = Öffnet die Seite, auf der der Code eines Geräts bestätigt wird
event-device-grant-approved = { $who } hat { $app } auf einem Gerät erlaubt
event-device-grant-denied = Ein Gerät, das nach { $app } fragte, wurde abgelehnt
event-device-grant-exchanged = Ein Gerät von { $who } wurde bei { $app } angemeldet
event-device-grant-ended = { $who } hat ein Gerät bei { $app } abgemeldet
event-device-code-replayed = Der Code eines Geräts von { $app } wurde zweimal verwendet
event-client-approved = { $by } behält { $app }, die sich selbst registriert hat
event-client-token-issued = { $app } hat ein Token im eigenen Namen erhalten
event-client-token-revoked = { $app } hat ein eigenes Token zurückgegeben
event-registration-token-created = { $by } hat ein Token für Apps gemacht, die sich selbst registrieren
event-registration-token-revoked = { $by } hat ein Token für Apps weggenommen, die sich selbst registrieren
event-request-refused = Eine Anfrage, die von keiner bekannten App kam, wurde abgelehnt
told-lead = Über Name und Adresse hinaus erfahren Apps, was Merkmale und Regeln sagen.
told-attributes = Merkmale
told-attributes-lead = Was Ihr Büro von seinen Leuten weiß, etwa eine Kostenstelle.
told-attributes-empty = Noch kein Merkmal
told-attributes-empty-lead = Fügen Sie eines hinzu und sagen Sie dann auf der Seite jeder Person, was es ist.
told-attribute-add = Merkmal hinzufügen
told-attribute-label = Name, den Leute sehen
told-attribute-name = Name in Regeln und Dateien
told-attribute-name-hint = Kleinbuchstaben, Ziffern und Unterstriche, etwa cost_center.
told-attribute-who = Wer es sagt
told-attribute-made = { $name } ist hinzugefügt
told-attribute-removed = { $name } ist entfernt
told-attribute-remove = { $name } entfernen
told-attribute-remove-title = { $name } entfernen?
told-attribute-remove-text = Was es über Leute sagt, geht verloren. Regeln, die es verwenden, sagen dann nichts mehr. Das lässt sich nicht zurücknehmen.
told-shape-text = Ein Text
told-shape-list = Mehrere Texte
told-editor-administrators = Administratoren
told-editor-person = Auch die Person
told-editor-hint = Nichts, was Rechte gibt: Die Leute sagen es selbst.
told-rules-office = Regeln für alle Apps
told-rules-office-lead = Die eigenen Regeln einer App gehen vor.
told-rules-app = Regeln für diese App
told-rules-app-lead = Sie gehen den Regeln für alle Apps vor. Von Regeln für dieselbe Angabe gilt die erste, die einen Wert hat.
told-empty = Noch keine Regel
told-empty-lead = Ohne Regeln erfährt eine App, was ihre Scopes öffnen.
told-add = Regel hinzufügen
told-preset = Hinzufügen, was { $app } braucht
told-edit = Regel { $number } ändern
told-up = Regel { $number } nach oben
told-down = Regel { $number } nach unten
told-remove = Regel { $number } entfernen
told-removed = Die Regel für { $claim } ist entfernt
told-moved = Die Regel für { $claim } ist jetzt Nummer { $number }
told-unsaved = Noch nicht gespeichert. Die Vorschau zeigt es schon.
told-discard = Verwerfen
told-save = Regeln speichern
told-saved = Die Regeln gelten
told-dialog = Regel
told-claim = Angabe (Claim)
told-claim-hint = Wie die Anleitung der App sie nennt, etwa role.
told-claim-missing = Geben Sie die Angabe ein.
told-into = Wohin sie geht
told-into-missing = Wählen Sie mindestens einen Ort.
told-place-id_token = ID-Token
told-place-userinfo = Userinfo-Antwort
told-place-access_token = Access-Token (JWT)
told-from = Woher der Wert kommt
told-from-choice = Je nach Gruppe
told-from-groups = Die Gruppen der Person
told-from-attribute = Ein Merkmal
told-from-account = Das Konto
told-from-constant = Für alle gleich
told-as = Geschrieben als
told-form-text = Ein Text
told-form-list = Liste
told-form-boolean = Wahr oder falsch
told-more = Mehr
told-name = Name der Regel
told-name-hint = Für Sie und Ihre Kollegen. Apps sehen ihn nicht.
told-scope = Nur mit diesem Scope
told-scope-any = Bei jeder Anmeldung
told-apply = Übernehmen
told-cases = In dieser Gruppe lautet sie
told-cases-hint = Es zählt die erste Gruppe, in der die Person ist.
told-case-choose = Wählen
told-case-group = Gruppe { $number }
told-case-value = Wert { $number }
told-case-add = Zeile hinzufügen
told-case-remove = Zeile { $number } entfernen
told-otherwise = Sonst
told-otherwise-hint = Leer: Die Angabe bleibt weg.
told-several = Mehrere mit Kommas dazwischen.
told-value = Wert
told-attribute = Merkmal
told-attribute-own = Das sagen die Leute selbst. Verwenden Sie es für nichts, was Rechte gibt.
told-field = Welcher Teil
told-field-username = Der Benutzername
told-field-email = Die E-Mail-Adresse
told-field-name = Der Name
told-prefix = Nur Gruppen, die beginnen mit
told-prefix-hint = Etwa wiki-. Leer: alle.
told-cut = Diesen Anfang weglassen
told-only-hint = Nur die angehakten Gruppen. Keine angehakt: alle.
told-renamed = Andere Namen in der App
told-say-case = { $value } in der Gruppe { $group }
told-say-else = sonst { $value }
told-say-attribute = Das Merkmal { $attribute }
told-say-constant = Immer { $value }
told-say-only = Die Gruppen { $groups }, soweit die Person darin ist
told-say-prefix = Die Gruppen der Person, die mit { $prefix } beginnen
told-preview-lead = So erführe es { $app } mit diesen Regeln, gespeichert oder nicht
told-preview-who = Welche Person
told-preview-find = Suchen
told-preview-wrong = Eine Regel ist nicht vollständig. Was fehlt, steht nach dem Speichern da.
told-not-for-them = Niemand käme hinein: Die App ist für Gruppen, in denen diese Person nicht ist.
told-access-token = In einem Access-Token, der ein JWT ist
told-by-scope = durch den Scope { $scope }
told-by-app = durch Regel { $number } der App
told-by-office = durch Regel { $number } für alle Apps
told-file = Als eine Datei
told-file-lead = Merkmale, Regeln und für wen Apps da sind. Dieselbe Datei noch einmal ändert nichts.
told-file-take = Herunterladen
told-file-bring = Datei einlesen
told-file-broken = Diese Datei ist kein JSON.
told-file-wrong = Nichts wurde geändert. Das muss erst stimmen:
told-file-done = Geändert: { $what }
told-file-same = Alles war schon so. Nichts wurde geändert.
told-tab-access = Zugang
told-tab-claims = Was sie erfährt
told-access = Wer sie benutzen darf
told-access-lead = Bei jeder Anmeldung und jedem Token geprüft. Wer die Gruppen verlässt, ist sofort draußen.
told-everybody = Alle mit einem Konto
told-members = Mitglieder dieser Gruppen
told-nobody = Keine Gruppe ist gewählt: Niemand darf sie benutzen.
told-access-saved = Es gilt, wer { $app } benutzen darf
told-session = Wie lange eine Anmeldung gilt
told-session-lead = Jede Wahl verkürzt nur, was das Büro zulässt.
told-age = Neu anmelden nach
told-idle = Die App bleibt ohne Nutzung angemeldet für
told-absolute = Die App bleibt höchstens angemeldet für
told-remembered = Den zweiten Schritt auch in gemerkten Browsern verlangen
told-person = Mehr über diese Person
told-lines = Je eine Angabe pro Zeile.
told-person-saved = { $name } ist gespeichert
told-group-apps = Apps für diese Gruppe
told-group-apps-none = Keine eigenen
told-minutes = { $count ->
    [one] 1 Minute
   *[other] { $count } Minuten
}
told-hours = { $count ->
    [one] 1 Stunde
   *[other] { $count } Stunden
}
told-days = { $count ->
    [one] 1 Tag
   *[other] { $count } Tage
}
