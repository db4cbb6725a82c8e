error-stopped = Anmeldung angehalten
error-nothing-sent = Es wurde nichts gesendet
error-not-done = Nicht ausgeführt
error-back = Zurück zu meinen Apps

error-redirect-title = { $app } wollte Sie an eine Adresse schicken, die wir nicht kennen
error-redirect-lead = Es wurde nichts weitergegeben. Sie haben nichts falsch gemacht, und ein neuer Versuch hilft erst, wenn die App berichtigt ist.
error-redirect-mend = die Adresse in { $app } berichtigen oder die neue hier bei den Adressen der App hinzufügen.
error-app-unknown-title = Unter diesem Namen ist keine App registriert
error-app-unknown-lead = Es wurde nichts weitergegeben. Öffnen Sie die App aus Ihren Apps, oder sagen Sie { $admin } Bescheid.
error-app-unknown-lead-nobody = Es wurde nichts weitergegeben. Öffnen Sie die App aus Ihren Apps, oder sagen Sie Ihrer Administration Bescheid.
error-app-unknown-mend = die App hier registrieren oder die Client-ID in der App berichtigen.
error-request-title = Die App hat auf eine Weise gefragt, die wir nicht verstehen
error-request-lead = Es wurde nichts weitergegeben. Gehen Sie zurück zur App, und versuchen Sie es noch einmal. Bleibt es dabei, muss die App berichtigt werden.
error-request-mend = die Anfrage berichtigen, die die App stellt.
error-expired-title = Diese Anmeldung ist vorbei
error-expired-lead = Sie war schon abgeschlossen, zu lange offen oder in einem anderen Browser begonnen. Es ist nichts verloren. Gehen Sie zurück zur App, und beginnen Sie neu.
error-form-title = Diese Seite war zu lange offen
error-form-lead = Es wurde nichts gesendet. Gehen Sie zurück, laden Sie die Seite neu, und versuchen Sie es noch einmal.
error-not-found-title = Hier gibt es keine Seite
error-not-found-lead = Vielleicht ist die Adresse falsch geschrieben oder die Seite umgezogen. Es ist nichts verloren.
error-forbidden-title = Dafür braucht es Administrationsrechte
error-forbidden-lead = Ihr Konto darf diese Seite nicht öffnen. Fragen Sie { $admins }.
error-forbidden-lead-nobody = Ihr Konto darf diese Seite nicht öffnen. Fragen Sie Ihre Administration.
error-misdirected-title = Dieser Server hat einen anderen Namen
error-misdirected-lead = Es wurde nichts gesendet. Öffnen Sie { $issuer }, und beginnen Sie neu.
error-too-large-title = Das war mehr, als wir annehmen
error-too-large-lead = Es wurde nichts gespeichert. Senden Sie weniger, und versuchen Sie es erneut.
error-too-many-title = Zu viele Anfragen
error-too-many-lead = { $seconds ->
    [one] Warten Sie 1 Sekunde, und versuchen Sie es dann erneut. Es ist nichts verloren.
   *[other] Warten Sie { $seconds } Sekunden, und versuchen Sie es dann erneut. Es ist nichts verloren.
}
error-busy-title = Der Server ist ausgelastet
error-busy-lead = Es ist nichts verloren. Warten Sie einen Moment, und versuchen Sie es dann erneut.
error-ours-title = Hier ist etwas kaputtgegangen, nicht bei Ihnen
error-ours-lead = Es ist nichts verloren. Versuchen Sie es erneut. Bleibt es dabei, nennen Sie { $admin } die Nummer { $number }.
error-ours-lead-nobody = Es ist nichts verloren. Versuchen Sie es erneut. Bleibt es dabei, nennen Sie Ihrer Administration die Nummer { $number }.

error-for-app = Für die Person, die { $app } betreut
error-for-somebody = Für alle, die die App betreuen
error-means = Das heißt
error-sent = Die App sandte
error-registered = Registriert ist
error-mend = So beheben
