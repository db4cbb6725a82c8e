sign-up-title = Créer un compte
sign-up-lead-invited = Vous avez une invitation. Dites qui vous êtes ; la page suivante demande un mot de passe.
sign-up-lead-domains = Toute personne qui a une adresse de { $domains } peut entrer. Un lien part vers votre adresse ; avec lui, vous choisissez un mot de passe.
sign-up-lead-approval = Un lien part vers votre adresse ; avec lui, vous choisissez un mot de passe. Un administrateur donne ensuite son accord, et vous pouvez vous connecter.
sign-up-lead-invited-open = Vous avez une invitation. Dites qui vous êtes. Un lien part vers votre adresse ; avec lui, vous choisissez un mot de passe.
sign-up-lead-invited-hand = Vous avez une invitation. Dites qui vous êtes. Ce bureau n’envoie pas de courrier : votre administrateur vous donne un lien avec lequel vous choisissez un mot de passe.
sign-up-lead-domains-hand = Toute personne qui a une adresse de { $domains } peut entrer. Ce bureau n’envoie pas de courrier : votre administrateur vous donne un lien avec lequel vous choisissez un mot de passe.
sign-up-lead-approval-hand = Ce bureau n’envoie pas de courrier : votre administrateur vous donne un lien avec lequel vous choisissez un mot de passe. Un administrateur donne ensuite son accord, et vous pouvez vous connecter.
sign-up-name = Votre nom
sign-up-email = E-mail
sign-up-email-hint = Un lien pour la confirmer y est envoyé.
sign-up-email-hint-hand = Un lien pour la confirmer attend ensuite chez votre administrateur.
sign-up-email-fixed = L’invitation est pour cette adresse.
sign-up-submit = Continuer
sign-up-busy = Un moment …
sign-up-back = Vous avez un compte ? Connectez-vous
sign-up-full = Trop de demandes de compte attendent en ce moment. Réessayez demain, ou demandez une invitation à votre administrateur.
sign-up-other-domain = Seules les adresses de { $domains } peuvent entrer. Utilisez la vôtre là-bas, ou demandez une invitation à votre administrateur.
sign-up-other-address = L’invitation est pour une autre adresse. Ouvrez de nouveau son lien.
sign-up-slowed = { $seconds ->
    [one] Trop de demandes de compte sont venues d’ici. Attendez 1 seconde, puis réessayez.
   *[other] Trop de demandes de compte sont venues d’ici. Attendez { $seconds } secondes, puis réessayez.
}
sign-up-sent-title = Confirmez votre adresse
sign-up-sent-mail = Un message est en route vers { $email }. Son lien sert une fois, pendant 24 heures, et un plus ancien ne vaut plus rien.
sign-up-sent-hand = Ce bureau n’envoie pas de courrier. Un lien pour { $email } attend chez votre administrateur. Il sert une fois, pendant 24 heures.
sign-up-confirm-title = Votre adresse est confirmée
sign-up-confirm-lead = Bienvenue, { $name }. Choisissez comment vous vous connectez. Votre adresse est { $email }.
sign-up-username = Nom d’utilisateur
sign-up-username-hint = Lettres, chiffres, points et traits d’union. Vous pouvez aussi vous connecter avec votre e-mail.
sign-up-confirm-submit = Créer le compte
sign-up-waits-title = Un administrateur doit donner son accord
sign-up-waits-lead = Votre adresse est confirmée et votre mot de passe gardé. Votre demande attend { $admins }. Vous pouvez vous connecter dès que l’accord est donné ; un message vous le dit.
sign-up-waits-lead-nobody = Votre adresse est confirmée et votre mot de passe gardé. Un administrateur va s’en occuper. Vous pouvez vous connecter dès que l’accord est donné ; un message vous le dit.
sign-up-waits-lead-hand = Votre adresse est confirmée et votre mot de passe gardé. Votre demande attend { $admins }. Ce bureau n’envoie pas de courrier : vous pouvez vous connecter dès que l’accord est donné.
sign-up-waits-lead-hand-nobody = Votre adresse est confirmée et votre mot de passe gardé. Un administrateur va s’en occuper. Ce bureau n’envoie pas de courrier : vous pouvez vous connecter dès que l’accord est donné.
sign-up-exists-title = Vous avez déjà un compte
sign-up-exists-lead = Il y a un compte avec cette adresse. Connectez-vous avec lui, ou choisissez un nouveau mot de passe.
sign-up-closed-title = Il vous faut une invitation
sign-up-closed-lead = Dans ce bureau, un administrateur crée les comptes. Demandez une invitation à { $admins }.
sign-up-closed-lead-nobody = Dans ce bureau, un administrateur crée les comptes. Demandez une invitation à la personne qui s’occupe de ce serveur.
sign-up-to-login = Aller à la connexion

login-sign-up = Pas encore de compte ? <a href="{ $href }">Créez-en un</a>.
login-waits = <strong>Un administrateur doit d’abord donner son accord.</strong> Votre compte attend { $admin }.
login-waits-nobody = <strong>Un administrateur doit d’abord donner son accord.</strong> Votre compte attend cela.
