step-second = Votre seconde étape
nav-second-step = Codes

login-again-here = Connectez-vous encore une fois, { $name }. Ce que vous voulez changer ne regarde que vous.

mfa-title = Votre seconde étape
mfa-lead = Vous y êtes presque, { $name }. Tapez le code que montre votre application d’authentification.
mfa-lead-codes = Vous y êtes presque, { $name }. Tapez l’un de vos codes de secours.
mfa-code = Code
mfa-hint = Six chiffres, ou l’un de vos codes de secours.
mfa-hint-app = Six chiffres.
mfa-submit = Continuer
mfa-wrong = <strong>Ce code ne convient pas.</strong> Tapez celui que votre application montre maintenant ; chacun ne sert qu’une fois.
mfa-stopped = { $count ->
    [one] <strong>{ $phone } est arrêté :</strong> sa clé semble exister en double. Une fois votre session ouverte, retirez ce téléphone et associez-le de nouveau.
   *[other] <strong>Des téléphones sont arrêtés ({ $phone }) :</strong> leurs clés semblent exister en double. Une fois votre session ouverte, retirez ces téléphones et associez-les de nouveau.
}
mfa-lost = Ni application ni code de secours sous la main ? Votre administrateur peut vous aider.

step-up-title = Encore une étape
step-up-lead = { $app } veut être plus sûre que c’est vous. Votre session reste ouverte ; seule votre seconde étape est demandée.
step-up-here = Pour continuer ici, votre seconde étape est demandée. Votre session reste ouverte.
step-up-submit = Continuer
step-up-cancel = Revenir à l’application

authenticator-title = Application d’authentification
authenticator-lead = Une application montre six chiffres, qui comptent comme votre seconde étape. Connaître seulement votre mot de passe ne suffit plus pour entrer.
authenticator-lead-required = Il vous faut ici une seconde étape. Installez-la une fois, puis vous continuez.
authenticator-begin = Installer une application d’authentification
authenticator-scan = Ouvrez une application d’authentification sur votre téléphone et scannez ceci :
authenticator-qr = Code QR pour votre application d’authentification
authenticator-type = Ou tapez ceci dans l’application :
authenticator-code = Le code que l’application montre maintenant
authenticator-confirm = Confirmer
authenticator-name = Application d’authentification
authenticator-since = Depuis le { $since }
authenticator-remove = Retirer
authenticator-to-codes = Codes de secours
authenticator-added = Votre application d’authentification compte à partir de maintenant.
authenticator-removed = Votre application d’authentification est retirée. La connexion ne demande plus que votre mot de passe.
authenticator-removed-phones = Votre application d’authentification est retirée. Votre téléphone reste votre seconde étape.
authenticator-wrong = <strong>Ce code ne convient pas.</strong> Tapez celui que votre application montre maintenant. Si cela continue, vérifiez l’heure de votre téléphone.
authenticator-phone = Un téléphone sous la main ? <a href="{ $link }">Associez-le et confirmez avec votre visage</a>
authenticator-remove-title = Retirer votre application d’authentification ?
authenticator-remove-body = La connexion ne demande alors que votre mot de passe, et vos codes de secours ne valent plus rien.
authenticator-remove-body-phones = Ses codes ne comptent plus. Votre téléphone et vos codes de secours restent.

codes-title = Codes de secours
codes-lead = Chacun remplace une fois votre seconde étape, pour le jour où votre téléphone n’est pas sous la main. Votre mot de passe est demandé quand même.
codes-left = { $count ->
    [0] Il n’en reste aucun
    [one] Il en reste 1
   *[other] Il en reste { $count }
}
codes-without-factor = Ils remplacent une seconde étape. Installez-en d’abord une.
codes-renew = Créer de nouveaux codes
codes-renew-hint = Vous en recevez dix nouveaux. Ceux que vous avez ne valent alors plus rien.
codes-back = Retour
codes-once = Imprimez-les ou notez-les. Chacun sert une fois, à la place de votre seconde étape. Vous les voyez jusqu’à ce que vous disiez que vous les avez gardés.
codes-whose = Pour { $owner } sur { $host }, créés le { $made }
codes-kept = Je les ai gardés
codes-download = Télécharger en fichier
codes-print = Imprimer
lost-title = Quel téléphone est perdu ?
lost-lead = À partir de cet instant, il n’approuve plus rien. Vous associez ensuite le nouveau.
lost-this = Celui-ci
lost-this-named = { $phone } est perdu
lost-used = Dernière utilisation le { $time }
lost-note = Si personne ne le retrouve, changez aussi votre mot de passe quand vous avez fini.
lost-none = Aucun d’eux
mfa-lost-phone = Mon téléphone est perdu : le retirer ensuite
devices-lost = J’ai perdu un téléphone
