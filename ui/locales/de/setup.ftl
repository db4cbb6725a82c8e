setup-title = Ihr Büro einrichten
setup-lead = Sie übernehmen die Administration. Alles bleibt auf diesem Computer.
setup-first-start = Erster Start
setup-fingerprint = Fingerabdruck { $fingerprint }. Vergleichen Sie ihn mit dem, der beim Start ausgegeben wurde.
setup-office = Name des Büros
setup-office-hint = Alle sehen ihn bei jeder Anmeldung.
setup-name = Ihr Name
setup-name-hint = So, wie man Sie im Büro kennt.
setup-email = Ihre E-Mail-Adresse
setup-email-hint = Damit melden Sie sich an.
setup-submit = Büro anlegen
setup-busy = Wird angelegt …

setup-done-title = Diesem Computer vertrauen
setup-done-lead = Das Büro ist fertig. Browser warnen, bis sie sein Zertifikat kennen. Das ist für jeden Computer und jedes Telefon nur einmal nötig.
setup-done-follow = Folgen Sie den Schritten für Ihr System auf der <a href="{ $trust }">Seite zum Vertrauen</a>
setup-done-people = Geben Sie allen die Adresse <code>{ $issuer }</code>
setup-done-print = Fingerabdruck des Zertifikats. Drucken Sie ihn aus, damit alle vergleichen können.
setup-done-next = Zu meinem Konto

setup-gone-title = Dieser Link öffnet nicht mehr
setup-gone-expired = Er ist über eine Stunde alt, oder es wurde ein neuerer ausgegeben. Starten Sie den Server auf seinem Computer neu, er gibt dann einen neuen Link aus.
setup-gone-browser = Ein anderer Browser hat damit begonnen. Machen Sie dort weiter, oder starten Sie den Server neu, er gibt dann einen neuen Link aus.
setup-gone-done = Das Büro ist schon eingerichtet. Melden Sie sich mit Ihrem Konto an.

summary-title = { $count ->
    [one] Eine Angabe ist zu berichtigen
   *[other] { $count } Angaben sind zu berichtigen
}
problem-office-missing = Geben Sie dem Büro einen Namen.
problem-name-missing = Geben Sie Ihren Namen an.
problem-email-missing = Geben Sie Ihre E-Mail-Adresse an.
problem-email-malformed = Schreiben Sie die E-Mail-Adresse vollständig, etwa mira@example.org.
problem-password-missing = Wählen Sie ein Passwort.
problem-password-short = Das Passwort braucht mindestens { NUMBER($least) } Zeichen.
problem-short = Es braucht mindestens { NUMBER($least) } Zeichen.
problem-long = Es passen höchstens { NUMBER($most) } Zeichen.
problem-common = Dieses steht auf der Liste häufiger Passwörter. Wählen Sie ein anderes.
problem-known = Das ist das alte, das jemand anderes kennt. Wählen Sie ein anderes.
problem-characters = Darin sind Zeichen, die hier nicht passen.
problem-taken = Das hat schon jemand anders.
