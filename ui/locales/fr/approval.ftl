approval-title = Confirmez sur votre téléphone
approval-signing-in = Connexion au compte de <strong>{ $name }</strong>
approval-lead = Ouvrez DOneLogin sur votre téléphone, puis choisissez l’une de ces possibilités.
approval-lead-scan = Ouvrez DOneLogin sur votre téléphone et scannez ce code.
approval-type = Tapez ces six chiffres
approval-or = ou
approval-scan = Scannez ce code
approval-scan-only = Après dix essais faux, les chiffres ne comptent plus. Scannez le code ou passez par un autre moyen ; ils compteront ensuite de nouveau.
approval-qr = Code QR qui ouvre cette connexion sur votre téléphone
approval-waiting = En attente de <strong>{ $phone }</strong>. Cette page continue d’elle-même.
approval-waiting-many = { $count ->
    [0] En attente de votre téléphone. Cette page continue d’elle-même.
    [one] En attente de votre téléphone. Cette page continue d’elle-même.
   *[other] En attente de l’un de vos { $count } téléphones. Cette page continue d’elle-même.
}
approval-plain = Valable jusqu’à { $time }. Quand le téléphone affiche « Approuvé », appuyez sur Continuer.
approval-still = Ne plus recharger
approval-approved = <strong>Approuvé sur { $phone }.</strong> La suite s’ouvre.
approval-continue = Continuer
approval-remember = { $days ->
    [one] Ne plus demander dans ce navigateur jusqu’à demain
   *[other] Ne plus demander dans ce navigateur pendant { $days } jours
}

approval-denied = <strong>Vous avez refusé sur votre téléphone.</strong> Rien n’a été ouvert.
approval-blocked = <strong>C’est arrêté, et { $admin } le sait.</strong> Pendant 15 minutes, seuls les navigateurs que vous avez déjà utilisés peuvent demander. À votre prochaine connexion, vous choisissez un nouveau mot de passe.
approval-blocked-nobody = <strong>C’est arrêté, et votre administrateur le sait.</strong> Pendant 15 minutes, seuls les navigateurs que vous avez déjà utilisés peuvent demander. À votre prochaine connexion, vous choisissez un nouveau mot de passe.
approval-superseded = <strong>Vous avez fait une nouvelle demande dans ce navigateur à { $at }.</strong> Continuez là-bas.
approval-wrong-codes = <strong>Trois codes faux ont mis fin à cette demande.</strong> Demandez de nouveau.
approval-over = <strong>Les deux minutes sont passées.</strong> Il ne s’est rien passé. Demandez de nouveau.
approval-too-many = <strong>Trois connexions attendent déjà.</strong> Répondez à l’une d’elles sur votre téléphone, ou attendez deux minutes.
approval-not-asked = La demande n’est pas encore partie vers votre téléphone.
approval-ask = Demander à mon téléphone
approval-ask-again = Demander de nouveau
approval-asking = Demande en cours …
approval-cancel = Annuler la connexion

approval-other = Pas de téléphone sous la main ? Prenez un autre moyen
approval-code = Code d’authentification ou code de secours
approval-code-hint = Six chiffres de votre application d’authentification, ou l’un de vos codes de secours.
approval-no-other = Pas de téléphone sous la main ? Votre administrateur peut vous aider.

dial-left = encore <em>{ $time }</em>
dial-minute = Il reste une minute
dial-half-minute = Il reste 30 secondes
dial-ten = Il reste 10 secondes
dial-over = Le temps est écoulé
