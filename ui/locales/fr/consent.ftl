consent-title = { $app } peut-elle utiliser votre compte ?
consent-lead = La question n’est posée qu’une fois. Vous pouvez retirer l’accès <a href="{ $apps }">dans votre compte</a>.
consent-sees = { $app } verra
consent-optional = Et aussi, si vous le voulez
consent-never = Jamais votre mot de passe.
consent-allow = Autoriser
consent-deny = Ne pas autoriser
consent-goes-to = Vous irez vers <code>{ $address }</code>
consent-self-registered = Cette application s’est enregistrée elle-même. Personne dans votre bureau ne l’a encore vérifiée. N’autorisez que si vous la connaissez et si vous êtes ici volontairement.

claim-identifier = Que c’est de nouveau vous
claim-identifier-value = Un numéro qui vous désigne, le même à chaque visite
claim-name = Votre nom
claim-username = Votre nom d’utilisateur
claim-email = Votre adresse e-mail
claim-phone = Votre numéro de téléphone
claim-address = Votre adresse postale
claim-groups = Vos groupes
claim-groups-none = Vous n’êtes dans aucun
claim-birthdate = Votre date de naissance
claim-gender = Votre genre
claim-picture = Votre photo
claim-website = Vos pages sur le web
claim-region = Votre langue et votre fuseau horaire
claim-offline = Que votre session reste ouverte
claim-offline-value = { $days ->
    [one] Jusqu’à ce que vous vous déconnectiez ou retiriez l’accès, au plus 1 jour sans utilisation
   *[other] Jusqu’à ce que vous vous déconnectiez ou retiriez l’accès, au plus { $days } jours sans utilisation
}
claim-other = { $name }
