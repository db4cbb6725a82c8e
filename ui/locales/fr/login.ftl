login-title = Connexion
login-lead = Utilisez votre compte du bureau.
login-again = Connectez-vous encore une fois, { $name }. L’application veut être sûre que c’est vous.
login-username = Nom d’utilisateur ou e-mail
login-password = Mot de passe
login-forgotten = Oublié ?
login-submit = Se connecter
login-busy = Connexion en cours …
login-no-account = Pas encore de compte ? Demandez une invitation à votre administrateur.
login-cancel = Revenir à l’application sans se connecter

login-wrong = <strong>Le nom d’utilisateur et le mot de passe ne correspondent pas.</strong> Vérifiez les deux, ou <a href="{ $reset }">choisissez un nouveau mot de passe</a>.
login-slowed = <strong>Trop d’essais.</strong> { $seconds ->
    [one] Attendez 1 seconde, puis réessayez.
   *[other] Attendez { $seconds } secondes, puis réessayez.
} Votre compte n’est pas bloqué.
login-disabled = <strong>Votre compte est désactivé.</strong> Adressez-vous à { $admin }.
login-disabled-nobody = <strong>Votre compte est désactivé.</strong> Adressez-vous à votre administrateur.
login-session-over = { $hours ->
    [one] Votre session s’est fermée après 1 heure sans activité. Connectez-vous pour reprendre où vous en étiez.
   *[other] Votre session s’est fermée après { $hours } heures sans activité. Connectez-vous pour reprendre où vous en étiez.
}
login-form-too-old = <strong>Cette page est restée ouverte trop longtemps.</strong> Rien n’a été envoyé. Essayez encore une fois.
login-no-cookies = <strong>Ce navigateur ne garde pas de cookies pour cette page.</strong> Autorisez-les pour { $host }, puis rechargez la page.

form-post-title = En route vers { $host }
form-post-lead = Si rien ne se passe dans un instant, appuyez sur le bouton.
form-post-go = Continuer

select-title = Quel compte ?
select-lead = Vous avez déjà une session ouverte dans ce navigateur.
select-continue = Continuer avec le compte de { $name }
select-other = Utiliser un autre compte

logout-title = Se déconnecter ?
logout-lead = La session de { $name } est ouverte. La déconnexion la ferme dans ce navigateur pour toutes les applications de ce bureau.
logout-lead-app = { $app } demande de vous déconnecter. La session de { $name } est ouverte. La déconnexion la ferme dans ce navigateur pour toutes les applications de ce bureau.
logout-stay = Garder la session ouverte

signed-out-title = Votre session est fermée
signed-out-lead = Une application encore ouverte peut garder sa propre session. Sur un ordinateur partagé, fermez le navigateur.
signed-out-going-on = Votre session est fermée dans ce navigateur et vos applications en sont informées. Vous passez à { $app } sans rien faire.
signed-out-continue = Continuer vers { $app }
signed-out-again = Se connecter de nouveau
signed-out-unknown = L’application a demandé de vous envoyer vers une adresse que nous ne connaissons pas. Vous restez donc ici.
signed-out-unknown-app = { $app } a demandé de vous envoyer vers une adresse que nous ne connaissons pas. Vous restez donc ici.

unclaimed-title = Ce bureau n’est pas encore installé
unclaimed-lead = La personne qui s’occupe du serveur de connexion ouvre le lien de première mise en service, affiché au démarrage du serveur. Revenez ensuite ici.
