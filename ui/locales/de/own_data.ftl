nav-data = Meine Daten

data-title = Meine Daten
data-export = Ihre Daten mitnehmen
data-export-lead = Eine Datei (JSON) mit allem, was dieser Server über Sie aufbewahrt: Profil, Telefone und Codes ohne ihre Geheimnisse, wo Sie angemeldet sind, Apps, Aktivität.
data-export-submit = Meine Daten herunterladen
data-delete = Ihr Konto löschen
data-delete-lead = Ihr Konto und alles, was daran hängt, ist sofort weg. Niemand bringt es zurück.
data-delete-open = Mein Konto löschen …
data-delete-ask = Konten löscht hier die Administration. Fragen Sie { $admins }.
data-delete-ask-nobody = Konten löscht hier Ihre Administration.

delete-title = Mein Konto löschen
delete-lead = Das lässt sich nicht rückgängig machen.
delete-goes = Sie werden sofort überall abgemeldet, und Apps können Ihr Konto nicht mehr verwenden.
delete-phones = Ihre Telefone, Passkeys, Codes, Ihr Bild und Ihr Profil werden gelöscht.
delete-apps = Was Apps über Sie gespeichert haben, bleibt bei ihnen. Lassen Sie es dort löschen.
delete-log = Das Protokoll dieses Servers behält, dass es das Konto gab, mit seinem Benutzernamen.
delete-never = Wer später denselben Namen hat, ist für jede App jemand anderes.
delete-type = Geben Sie Ihren Benutzernamen { $username } ein, um weiterzugehen
delete-submit = Mein Konto endgültig löschen
delete-busy = Wird gelöscht …
delete-wrong = Das ist nicht Ihr Benutzername.
delete-last-admin = <strong>Sie sind die letzte Administration.</strong> Geben Sie zuerst jemand anderem die Rechte, dann löschen Sie Ihr Konto.
delete-done-title = Ihr Konto ist gelöscht
delete-done-lead = Sie sind überall abgemeldet. Wir haben eine Nachricht an Ihre Adresse geschickt.
