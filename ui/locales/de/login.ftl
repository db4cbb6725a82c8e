login-title = Anmelden
login-lead = Verwenden Sie Ihr Bürokonto.
login-again = Melden Sie sich noch einmal an, { $name }. Die App möchte sicher sein, dass Sie es sind.
login-username = Benutzername oder E-Mail-Adresse
login-password = Passwort
login-forgotten = Vergessen?
login-submit = Anmelden
login-busy = Anmeldung läuft …
login-no-account = Noch kein Konto? Bitten Sie Ihre Administration um eine Einladung.
login-cancel = Ohne Anmeldung zurück zur App

login-wrong = <strong>Benutzername und Passwort passen nicht zusammen.</strong> Prüfen Sie beides, oder <a href="{ $reset }">legen Sie ein neues Passwort fest</a>.
login-slowed = <strong>Zu viele Versuche.</strong> { $seconds ->
    [one] Warten Sie 1 Sekunde, und versuchen Sie es dann erneut.
   *[other] Warten Sie { $seconds } Sekunden, und versuchen Sie es dann erneut.
} Ihr Konto ist nicht gesperrt.
login-disabled = <strong>Ihr Konto ist abgeschaltet.</strong> Fragen Sie { $admin }.
login-disabled-nobody = <strong>Ihr Konto ist abgeschaltet.</strong> Fragen Sie Ihre Administration.
login-session-over = { $hours ->
    [one] Sie wurden nach 1 Stunde ohne Nutzung abgemeldet. Melden Sie sich an, dann geht es dort weiter, wo Sie waren.
   *[other] Sie wurden nach { $hours } Stunden ohne Nutzung abgemeldet. Melden Sie sich an, dann geht es dort weiter, wo Sie waren.
}
login-form-too-old = <strong>Diese Seite war zu lange offen.</strong> Es wurde nichts gesendet. Versuchen Sie es noch einmal.
login-no-cookies = <strong>Dieser Browser behält keine Cookies für diese Seite.</strong> Erlauben Sie sie für { $host }, und laden Sie die Seite dann neu.

form-post-title = Auf dem Weg zu { $host }
form-post-lead = Wenn gleich nichts geschieht, drücken Sie den Knopf.
form-post-go = Weiter

select-title = Welches Konto?
select-lead = In diesem Browser sind Sie bereits angemeldet.
select-continue = Weiter als { $name }
select-other = Ein anderes Konto verwenden

logout-title = Abmelden?
logout-lead = Sie sind als { $name } angemeldet. Wenn Sie sich abmelden, gilt das in diesem Browser für alle Apps dieses Büros.
logout-lead-app = { $app } möchte Sie abmelden. Sie sind als { $name } angemeldet. Wenn Sie sich abmelden, gilt das in diesem Browser für alle Apps dieses Büros.
logout-stay = Angemeldet bleiben

signed-out-title = Sie sind abgemeldet
signed-out-lead = Eine App, die noch offen ist, hält Sie vielleicht selbst angemeldet. Schließen Sie an einem gemeinsam genutzten Computer den Browser.
signed-out-going-on = Sie sind in diesem Browser abgemeldet, und Ihre Apps erfahren es gerade. Es geht von selbst zu { $app } weiter.
signed-out-continue = Weiter zu { $app }
signed-out-again = Wieder anmelden
signed-out-unknown = Die App wollte Sie an eine Adresse weiterleiten, die wir nicht kennen. Deshalb bleiben Sie hier.
signed-out-unknown-app = { $app } wollte Sie an eine Adresse weiterleiten, die wir nicht kennen. Deshalb bleiben Sie hier.

unclaimed-title = Dieses Büro ist noch nicht eingerichtet
unclaimed-lead = Wer den Anmeldeserver betreut, öffnet den Link für den ersten Start, den der Server beim Starten ausgegeben hat. Kommen Sie danach hierher zurück.
