sign-up-title = Ein Konto anlegen
sign-up-lead-invited = Sie sind eingeladen. Sagen Sie, wer Sie sind; die nächste Seite fragt nach einem Passwort.
sign-up-lead-domains = Wer eine Adresse bei { $domains } hat, kann beitreten. Ein Link geht an Ihre Adresse; damit wählen Sie ein Passwort.
sign-up-lead-approval = Ein Link geht an Ihre Adresse; damit wählen Sie ein Passwort. Dann stimmt die Administration zu, und Sie können sich anmelden.
sign-up-lead-invited-open = Sie sind eingeladen. Sagen Sie, wer Sie sind. Ein Link geht an Ihre Adresse; damit wählen Sie ein Passwort.
sign-up-lead-invited-hand = Sie sind eingeladen. Sagen Sie, wer Sie sind. Dieses Büro verschickt keine E-Mails: Ihre Administration gibt Ihnen einen Link, mit dem Sie ein Passwort wählen.
sign-up-lead-domains-hand = Wer eine Adresse bei { $domains } hat, kann beitreten. Dieses Büro verschickt keine E-Mails: Ihre Administration gibt Ihnen einen Link, mit dem Sie ein Passwort wählen.
sign-up-lead-approval-hand = Dieses Büro verschickt keine E-Mails: Ihre Administration gibt Ihnen einen Link, mit dem Sie ein Passwort wählen. Dann stimmt die Administration zu, und Sie können sich anmelden.
sign-up-name = Ihr Name
sign-up-email = E-Mail
sign-up-email-hint = Ein Link zum Bestätigen geht dorthin.
sign-up-email-hint-hand = Ein Link zum Bestätigen liegt dann bei Ihrer Administration.
sign-up-email-fixed = Die Einladung gilt für diese Adresse.
sign-up-submit = Weiter
sign-up-busy = Einen Moment …
sign-up-back = Sie haben ein Konto? Anmelden
sign-up-full = Im Moment warten zu viele Anmeldungen. Versuchen Sie es morgen wieder, oder bitten Sie Ihre Administration um eine Einladung.
sign-up-other-domain = Nur Adressen bei { $domains } können beitreten. Nehmen Sie Ihre dort, oder bitten Sie Ihre Administration um eine Einladung.
sign-up-other-address = Die Einladung gilt für eine andere Adresse. Öffnen Sie ihren Link noch einmal.
sign-up-slowed = { $seconds ->
    [one] Von hier kamen zu viele Anmeldungen. Warten Sie 1 Sekunde, dann versuchen Sie es wieder.
   *[other] Von hier kamen zu viele Anmeldungen. Warten Sie { $seconds } Sekunden, dann versuchen Sie es wieder.
}
sign-up-sent-title = Bestätigen Sie Ihre Adresse
sign-up-sent-mail = Eine Nachricht an { $email } ist unterwegs. Ihr Link gilt einmal, 24 Stunden lang, und ein älterer gilt nicht mehr.
sign-up-sent-hand = Dieses Büro verschickt keine E-Mails. Ein Link für { $email } liegt bei Ihrer Administration. Er gilt einmal, 24 Stunden lang.
sign-up-confirm-title = Ihre Adresse ist bestätigt
sign-up-confirm-lead = Willkommen, { $name }. Wählen Sie, wie Sie sich anmelden. Ihre Adresse ist { $email }.
sign-up-username = Benutzername
sign-up-username-hint = Buchstaben, Ziffern, Punkte und Bindestriche. Sie können sich auch mit Ihrer E-Mail-Adresse anmelden.
sign-up-confirm-submit = Konto anlegen
sign-up-waits-title = Die Administration stimmt noch zu
sign-up-waits-lead = Ihre Adresse ist bestätigt und Ihr Passwort festgelegt. { $admins } sieht es sich an. Sie können sich anmelden, sobald zugestimmt ist; eine Nachricht sagt es Ihnen.
sign-up-waits-lead-nobody = Ihre Adresse ist bestätigt und Ihr Passwort festgelegt. Die Administration sieht es sich an. Sie können sich anmelden, sobald zugestimmt ist; eine Nachricht sagt es Ihnen.
sign-up-waits-lead-hand = Ihre Adresse ist bestätigt und Ihr Passwort festgelegt. { $admins } sieht es sich an. Dieses Büro verschickt keine E-Mails: Sie können sich anmelden, sobald zugestimmt ist.
sign-up-waits-lead-hand-nobody = Ihre Adresse ist bestätigt und Ihr Passwort festgelegt. Die Administration sieht es sich an. Dieses Büro verschickt keine E-Mails: Sie können sich anmelden, sobald zugestimmt ist.
sign-up-exists-title = Sie haben schon ein Konto
sign-up-exists-lead = Es gibt ein Konto mit dieser Adresse. Melden Sie sich damit an, oder legen Sie ein neues Passwort fest.
sign-up-closed-title = Sie brauchen eine Einladung
sign-up-closed-lead = In diesem Büro legt die Administration Konten an. Bitten Sie { $admins } um eine Einladung.
sign-up-closed-lead-nobody = In diesem Büro legt die Administration Konten an. Bitten Sie die Person, die diesen Server betreut, um eine Einladung.
sign-up-to-login = Zur Anmeldung

login-sign-up = Noch kein Konto? <a href="{ $href }">Legen Sie eines an</a>.
login-waits = <strong>Die Administration muss erst zustimmen.</strong> Ihr Konto wartet auf { $admin }.
login-waits-nobody = <strong>Die Administration muss erst zustimmen.</strong> Darauf wartet Ihr Konto.
