second-step-link-title = Zweiten Schritt einrichten
second-step-link-lead = Für das Konto von <strong>{ $name }</strong>, Benutzername { $username }. Ihr Passwort bleibt, wie es ist.
second-step-link-sign-in = Zuerst melden Sie sich damit an. Dann wählen Sie, womit Sie Ihre Anmeldungen bestätigen.
second-step-link-sign-in-submit = Zur Anmeldung
second-step-link-other = In diesem Browser ist { $name } angemeldet.
second-step-link-other-submit = Abmelden und weiter
second-step-link-choose = Womit möchten Sie Ihre Anmeldungen bestätigen?
second-step-link-phone = Telefon verknüpfen
second-step-link-authenticator = Authenticator-App einrichten

resets-title = Haben Sie darum gebeten?
resets-password = { $by } hat einen Link erstellt, mit dem Sie ein neues Passwort festlegen: { $time }.
resets-second-step = { $by } hat Ihren zweiten Schritt entfernt, damit Sie einen anderen einrichten: { $time }.
resets-by-command = Jemand am Server
resets-lead = Sie sehen dies bei jeder Anmeldung bis { $until }. Wenn Sie nicht darum gebeten haben, halten Sie es jetzt an: Links, die niemand benutzt hat, öffnen dann nicht mehr.
resets-go-on = Ja, weiter
resets-stop = Anhalten
resets-stopped-title = Es ist angehalten
resets-stopped-lead = Links, die niemand benutzt hatte, öffnen nicht mehr, und wer sie erstellt hat, kann vorerst keine anderen erstellen. Richten Sie einen zweiten Schritt ein und wählen Sie ein anderes Passwort, wenn jemand Ihres kennen könnte. Sprechen Sie mit: { $admins }.
resets-stopped-second-step = Zum zweiten Schritt

second-step-first-title = Öffnen Sie zuerst Ihren Link
second-step-first-lead = Ihr zweiter Schritt wurde bei der Administration zurückgesetzt, und dort gibt es einen Link für Sie. Öffnen Sie ihn, dann können Sie einen neuen einrichten. Kein Link zur Hand? Lassen Sie sich einen neuen geben.
