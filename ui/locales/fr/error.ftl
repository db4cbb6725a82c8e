error-stopped = Connexion arrêtée
error-nothing-sent = Rien n’a été envoyé
error-not-done = Pas fait
error-back = Revenir à mes applications

error-redirect-title = { $app } a demandé de vous envoyer vers une adresse que nous ne connaissons pas
error-redirect-lead = Rien ne lui a été transmis. Vous n’avez rien fait de faux, et réessayer ne servira à rien tant que l’application n’est pas corrigée.
error-redirect-mend = corrigez l’adresse dans { $app }, ou ajoutez ici la nouvelle aux adresses de l’application.
error-app-unknown-title = Aucune application n’est enregistrée sous ce nom
error-app-unknown-lead = Rien n’a été transmis. Ouvrez l’application depuis vos applications, ou prévenez { $admin }.
error-app-unknown-lead-nobody = Rien n’a été transmis. Ouvrez l’application depuis vos applications, ou prévenez votre administrateur.
error-app-unknown-mend = enregistrez l’application ici, ou corrigez l’identifiant client dans l’application.
error-request-title = Nous ne comprenons pas la demande de l’application
error-request-lead = Rien n’a été transmis. Revenez à l’application et essayez encore une fois ; si cela continue, l’application doit être corrigée.
error-request-mend = corrigez la demande que fait l’application.
error-expired-title = Cette connexion est terminée
error-expired-lead = Elle était déjà achevée, est restée ouverte trop longtemps, ou a commencé dans un autre navigateur. Rien n’est perdu. Revenez à l’application et recommencez.
error-form-title = Cette page est restée ouverte trop longtemps
error-form-lead = Rien n’a été envoyé. Revenez en arrière, rechargez la page et essayez encore une fois.
error-not-found-title = Il n’y a pas de page ici
error-not-found-lead = L’adresse est peut-être mal écrite, ou la page a changé de place. Rien n’est perdu.
error-forbidden-title = Il faut être administrateur
error-forbidden-lead = Votre compte ne peut pas ouvrir cette page. Adressez-vous à { $admins }.
error-forbidden-lead-nobody = Votre compte ne peut pas ouvrir cette page. Adressez-vous à votre administrateur.
error-misdirected-title = Ce serveur a un autre nom
error-misdirected-lead = Rien n’a été envoyé. Ouvrez { $issuer } et recommencez.
error-too-large-title = C’est plus que ce que nous acceptons
error-too-large-lead = Rien n’a été enregistré. Envoyez moins et réessayez.
error-too-many-title = Trop de demandes
error-too-many-lead = { $seconds ->
    [one] Attendez 1 seconde, puis réessayez. Rien n’est perdu.
   *[other] Attendez { $seconds } secondes, puis réessayez. Rien n’est perdu.
}
error-busy-title = Le serveur est occupé
error-busy-lead = Rien n’est perdu. Attendez un moment, puis réessayez.
error-ours-title = Quelque chose a échoué ici, pas de votre côté
error-ours-lead = Rien n’est perdu. Réessayez ; si cela continue, donnez à { $admin } le numéro { $number }.
error-ours-lead-nobody = Rien n’est perdu. Réessayez ; si cela continue, donnez à votre administrateur le numéro { $number }.

error-for-app = Pour la personne qui s’occupe de { $app }
error-for-somebody = Pour la personne qui s’occupe de l’application
error-means = Cela veut dire
error-sent = L’application a envoyé
error-registered = Est enregistré
error-mend = Pour y remédier :
