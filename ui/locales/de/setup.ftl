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

setup-people = Alle öffnen künftig <code>{ $issuer }</code>. <a href="{ $href }">Eine andere Adresse wählen</a>

address-title = Wo finden es alle?
address-lead = Apps und Telefone merken sich diese Adresse. Mit der ersten Administration steht sie fest.
address-local = Nur im Netz des Büros
address-local-about = Geht sofort und braucht nichts von außen. Jeder Computer und jedes Telefon muss ihr einmal vertrauen; wir zeigen, wie.
address-name = Name
address-name-hint = Ein Wort aus den Buchstaben a bis z, Ziffern und Bindestrichen, vor <code>.local</code>.
address-own = Unter einem Namen, der Ihnen gehört
address-own-about = Für eine Domain von Ihnen, deren Namensserver zu diesem Computer führt. Mit einem Zertifikat, das Browser kennen, wird niemand um Vertrauen gefragt.
address-host = Vollständiger Name
address-host-hint = Etwa <code>id.example.com</code>.
address-certificate = Zertifikatsdatei
address-certificate-hint = Der Pfad auf dem Computer des Servers, von der Wurzel der Festplatte an; PEM, das Zertifikat des Servers zuerst. Ohne die beiden Dateien stellt der Server selbst ein Zertifikat aus.
address-key = Schlüsseldatei
address-key-hint = Der Schlüssel zu diesem Zertifikat, PEM, ohne Passphrase.
address-port = Port
address-port-hint = Mit 443 hat die Adresse keine Zahl, der Server braucht dafür aber ein Recht.
address-submit = Weiter
address-busy = Zieht um …
address-check = Namen prüfen
address-back = Zurück
address-fixed = Die Adresse dieses Servers steht in seiner Konfiguration (<code>{ $key }</code>). Ändern Sie sie dort.
address-free = <strong>{ $host }</strong> ist in diesem Netz frei.
address-ours = <strong>{ $host }</strong> führt zu diesem Computer.
address-unasked = Zu <strong>{ $host }</strong> konnte niemand gefragt werden. { $why }
address-taken = { $host } ist vergeben: { $by } antwortet darauf. Wählen Sie einen anderen Namen, oder benennen Sie jenen Computer um.

address-wrong-missing = Geben Sie einen Namen an, etwa office.local.
address-wrong-ip = Eine IP-Adresse ändert sich, Telefone und Zertifikate brauchen einen Namen, der bleibt. Geben Sie einen Namen an.
address-wrong-characters = { $found } kann nicht in einem Namen stehen. Nehmen Sie die Buchstaben a bis z, Ziffern und dazwischen Bindestriche.
address-wrong-label = Jeder Teil zwischen zwei Punkten hat 1 bis 63 Zeichen und weder am Anfang noch am Ende einen Bindestrich.
address-wrong-loopback = Diesen Namen kann nur dieser Computer selbst öffnen. Geben Sie einen an, den das Büro findet.
address-wrong-letters = Unter .local müsste man diesen Namen verschlüsselt tippen. Schreiben Sie ihn mit den Buchstaben a bis z.
address-wrong-ascii = Schreiben Sie ihn so, wie Namensserver ihn kennen: { $ascii }
address-wrong-dot = Einen Namen ohne Punkt findet niemand. Schreiben Sie { $name }.local, oder einen Namen unter einer Domain, die Ihnen gehört.
address-wrong-alone = Geben Sie nur den Namen an, ohne https:// davor und ohne Pfad dahinter.
address-wrong-port-inside = Der Port hat ein eigenes Feld. Geben Sie nur den Namen an.
address-wrong-code = Der Teil, der mit xn-- beginnt, steht für keinen Namen.
address-wrong-labels = Schreiben Sie ein Wort vor .local. Linux-Computer finden keine Namen mit einem weiteren Punkt.
address-wrong-long = Ein Name hat höchstens 253 Zeichen.
address-wrong-files = Nennen Sie beide Dateien, das Zertifikat und seinen Schlüssel, oder keine.
address-wrong-fixed = Die Adresse dieses Servers steht in seiner Konfiguration ({ $key }). Ändern Sie sie dort.
address-wrong-file = Diese Dateien lassen sich nicht verwenden. { $why }
address-wrong-unread = Diese Dateien lassen sich nicht verwenden. Warum, steht im Protokoll des Servers.
address-port-number = Ein Port ist eine Zahl von 1 bis 65535.
address-port-taken = Port { $port } gehört schon einem anderen Programm. Wählen Sie einen anderen.
address-port-denied = Für Port { $port } fehlt diesem Server ein Recht. Wählen Sie einen ab 1024.
address-port-fixed = Diesem Server wurde Port { $port } vorgegeben. Wählen Sie diesen, oder starten Sie ihn ohne „listen“.
address-port-other = Der Port lässt sich nicht verwenden. { $why }

moved-title = Die Adresse ist jetzt eine andere
moved-lead = Das Büro steht ab jetzt unter <code>{ $issuer }</code> und nicht mehr unter der alten Adresse.
moved-certificate = Der Server hat dafür ein neues Zertifikat ausgestellt, deshalb warnt der Browser noch einmal. Vergleichen Sie diesen Fingerabdruck mit dem, den der Computer des Servers jetzt ausgibt.
moved-own-certificate = Der Server zeigt dort Ihr Zertifikat. Von der alten Adresse bleibt für Telefone und Apps nichts übrig.
moved-next = Unter der neuen Adresse weitermachen

setup-done-title = Diesem Computer vertrauen
setup-done-lead = Das Büro ist fertig. Browser warnen, bis sie sein Zertifikat kennen. Das ist für jeden Computer und jedes Telefon nur einmal nötig.
setup-done-follow = Folgen Sie den Schritten für Ihr System auf der <a href="{ $trust }">Seite zum Vertrauen</a>
setup-done-people = Geben Sie allen die Adresse <code>{ $issuer }</code>
setup-done-print = Fingerabdruck des Zertifikats. Drucken Sie ihn aus, damit alle vergleichen können.
setup-done-next = Mein Telefon verbinden
setup-done-later = Später: zu meinem Konto

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
problem-username = 1 bis 64 Buchstaben, Ziffern, Punkte, Binde- oder Unterstriche; an beiden Enden ein Buchstabe oder eine Ziffer.
problem-email-malformed = Schreiben Sie die E-Mail-Adresse vollständig, etwa mira@example.org.
problem-password-missing = Wählen Sie ein Passwort.
problem-password-short = Das Passwort braucht mindestens { NUMBER($least) } Zeichen.
problem-short = Es braucht mindestens { NUMBER($least) } Zeichen.
problem-long = Es passen höchstens { NUMBER($most) } Zeichen.
problem-common = Dieses steht auf der Liste häufiger Passwörter. Wählen Sie ein anderes.
problem-own = Dieses besteht aus Ihrem Namen, Ihrer Adresse oder dem Büro. Wählen Sie ein anderes.
problem-known = Das ist das alte, das jemand anderes kennt. Wählen Sie ein anderes.
problem-characters = Darin sind Zeichen, die hier nicht passen.
problem-taken = Das hat schon jemand anders.
