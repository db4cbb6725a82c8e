step-second = Ihr zweiter Schritt
nav-second-step = Codes

login-again-here = Melden Sie sich noch einmal an, { $name }. Was Sie ändern möchten, dürfen nur Sie.

mfa-title = Ihr zweiter Schritt
mfa-lead = Fast geschafft, { $name }. Geben Sie den Code ein, den Ihre Authenticator-App zeigt.
mfa-lead-codes = Fast geschafft, { $name }. Geben Sie einen Ihrer Ersatzcodes ein.
mfa-code = Code
mfa-hint = Sechs Ziffern, oder einer Ihrer Ersatzcodes.
mfa-hint-app = Sechs Ziffern.
mfa-submit = Weiter
mfa-wrong = <strong>Dieser Code passt nicht.</strong> Geben Sie den ein, den Ihre App jetzt zeigt; jeder gilt einmal.
mfa-stopped = { $count ->
    [one] <strong>{ $phone } ist angehalten:</strong> Seinen Schlüssel gibt es anscheinend zweimal. Entfernen Sie es nach dem Anmelden, und verknüpfen Sie es neu.
   *[other] <strong>Telefone sind angehalten ({ $phone }):</strong> Ihre Schlüssel gibt es anscheinend zweimal. Entfernen Sie sie nach dem Anmelden, und verknüpfen Sie sie neu.
}
mfa-lost = Weder App noch Ersatzcode zur Hand? Ihre Administration kann helfen.

step-up-title = Noch ein Schritt
step-up-lead = { $app } möchte sicherer sein, dass Sie es sind. Sie bleiben angemeldet; nur Ihr zweiter Schritt wird gefragt.
step-up-here = Hier geht es nur mit Ihrem zweiten Schritt weiter. Sie bleiben angemeldet.
step-up-submit = Weiter
step-up-cancel = Zurück zur App

authenticator-title = Authenticator-App
authenticator-lead = Eine App zeigt sechs Ziffern, und die gelten als Ihr zweiter Schritt. Wer nur Ihr Passwort kennt, kommt nicht hinein.
authenticator-lead-required = Hier brauchen Sie einen zweiten Schritt. Richten Sie ihn einmal ein, dann geht es weiter.
authenticator-begin = Authenticator-App einrichten
authenticator-scan = Öffnen Sie eine Authenticator-App auf Ihrem Telefon, und scannen Sie dies:
authenticator-qr = QR-Code für Ihre Authenticator-App
authenticator-type = Oder tippen Sie dies in die App ein:
authenticator-code = Der Code, den die App jetzt zeigt
authenticator-confirm = Bestätigen
authenticator-name = Authenticator-App
authenticator-since = Seit { $since }
authenticator-remove = Entfernen
authenticator-to-codes = Ersatzcodes
authenticator-added = Ihr Authenticator gilt ab jetzt.
authenticator-removed = Ihr Authenticator ist entfernt. Bei der Anmeldung wird nur noch Ihr Passwort verlangt.
authenticator-removed-phones = Ihr Authenticator ist entfernt. Ihr Telefon bleibt Ihr zweiter Schritt.
authenticator-wrong = <strong>Dieser Code passt nicht.</strong> Geben Sie den ein, den Ihre App jetzt zeigt. Bleibt es dabei, prüfen Sie die Uhr Ihres Telefons.
authenticator-phone = Ein Telefon zur Hand? <a href="{ $link }">Verknüpfen und mit dem Gesicht bestätigen</a>
authenticator-remove-title = Ihren Authenticator entfernen?
authenticator-remove-body = Bei der Anmeldung wird dann nur noch Ihr Passwort verlangt, und Ihre Ersatzcodes sind ungültig.
authenticator-remove-body-phones = Seine Codes gelten dann nicht mehr. Ihr Telefon und Ihre Ersatzcodes bleiben.

codes-title = Ersatzcodes
codes-lead = Jeder steht einmal für Ihren zweiten Schritt, für den Tag, an dem Ihr Telefon nicht zur Hand ist. Ihr Passwort wird trotzdem verlangt.
codes-left = { $count ->
    [0] Keiner übrig
    [one] 1 übrig
   *[other] { $count } übrig
}
codes-without-factor = Sie vertreten einen zweiten Schritt. Richten Sie erst einen ein.
codes-renew = Neue Codes erstellen
codes-renew-hint = Sie erhalten zehn neue. Die bisherigen sind dann ungültig.
codes-back = Zurück
codes-once = Drucken Sie sie aus, oder schreiben Sie sie auf. Jeder gilt einmal, anstelle Ihres zweiten Schritts. Sie sehen sie, bis Sie sagen, dass Sie sie aufbewahrt haben.
codes-whose = Für { $owner } bei { $host }, erstellt { $made }
codes-kept = Ich habe sie aufbewahrt
codes-download = Als Datei laden
codes-print = Drucken
lost-title = Welches Telefon ist weg?
lost-lead = Von diesem Moment an bestätigt es nichts mehr. Dann verbinden Sie das neue.
lost-this = Dieses
lost-this-named = { $phone } ist weg
lost-used = Zuletzt benutzt { $time }
lost-note = Wenn es unauffindbar bleibt, ändern Sie danach auch Ihr Passwort.
lost-none = Keines davon
mfa-lost-phone = Mein Telefon ist weg: als Nächstes entfernen
devices-lost = Ich habe ein Telefon verloren
