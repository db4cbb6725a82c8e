nav-passkeys = Clés d’accès

passkeys-title = Clés d’accès
passkeys-lead = Avec une clé d’accès, vous vous connectez sans mot de passe, par l’empreinte digitale, le visage ou le code PIN de votre appareil. Aucune fausse page ne peut l’utiliser.
passkeys-empty-title = Pas encore de clé d’accès
passkeys-empty-lead = Ajoutez-en une, et la connexion prend une seconde.
passkeys-add = Ajouter une clé d’accès
passkeys-add-hint = Votre navigateur demande où la garder. Elle ne marche que sur { $host }.
passkeys-sign-in-first = D’abord, vous vous connectez encore une fois : une clé d’accès ouvre votre compte.
passkeys-step-up-first = D’abord, votre seconde étape est demandée : une clé d’accès ouvre votre compte.
passkeys-without-script = Pour ajouter une clé d’accès, il faut JavaScript. Activez-le pour cette page, puis rechargez.
passkeys-full = <strong>Vous avez { NUMBER($most) } clés d’accès, et c’est le maximum.</strong> Retirez-en une d’abord.
passkeys-made = Ajoutée le { $made }
passkeys-used = Ajoutée le { $made }, dernière utilisation le { $used }
passkeys-here-only = Sur un seul appareil. S’il est perdu, la clé d’accès est perdue avec lui.
passkeys-may-sync = Le service qui la garde peut la copier sur vos autres appareils, et ne l’a pas encore fait.
passkeys-synced = Copiée sur vos autres appareils par le service qui la garde pour vous.
passkeys-elsewhere-pill = Ne marche pas ici
passkeys-elsewhere-note = Elle a été créée quand ce serveur avait une autre adresse. Retirez-la et ajoutez-en une nouvelle.
passkeys-suspended-note = La clé de cette clé d’accès semble exister en double. Retirez-la et ajoutez-en une nouvelle.
passkeys-rename-title = Renommer une clé d’accès
passkeys-rename-wrong = Un nom a de 1 à { NUMBER($most) } caractères.
passkeys-remove = Retirer
passkeys-remove-title = Retirer { $passkey } ?
passkeys-remove-body = Elle ne vous connecte plus. Votre appareil peut continuer à la proposer ; supprimez-la aussi là-bas.
passkeys-added = <strong>{ $passkey } est ajoutée.</strong> Utilisez-la à votre prochaine connexion.
passkeys-renamed = La clé d’accès s’appelle maintenant <strong>{ $passkey }</strong>.
passkeys-removed = <strong>La clé d’accès est retirée.</strong> Elle ne vous connecte plus.
passkeys-last = <strong>C’est votre dernière seconde étape.</strong> Il vous en faut une ici : ajoutez d’abord une autre clé d’accès, associez un téléphone ou installez une application d’authentification.
passkeys-known = <strong>Il y a déjà une clé d’accès de ce compte.</strong> Rien n’a été ajouté. Choisissez un autre appareil, ou utilisez celle que vous avez.
passkeys-refused = <strong>Cette clé d’accès n’est pas utilisable ici.</strong> Rien n’a été ajouté. Choisissez un autre endroit pour la garder.

passkey-use = Utiliser une clé d’accès
passkey-untrusted = <strong>Ce navigateur ne fait pas encore confiance au serveur, il n’utilise donc pas de clé d’accès ici.</strong> Rien n’a été envoyé. <a href="{ $trust }">Accordez-lui votre confiance une fois</a>, puis réessayez.
passkey-elsewhere = <strong>Les clés d’accès de ce bureau ne marchent que sur { $host }.</strong> <a href="{ $address }">Ouvrez la page là-bas</a>, puis réessayez.
passkey-insecure = <strong>Les clés d’accès ont besoin de l’adresse du bureau.</strong> <a href="{ $address }">Ouvrez { $host }</a>, puis réessayez.
passkey-unsupported = <strong>Ce navigateur ne connaît pas les clés d’accès.</strong> Ouvrez cette page dans un Chrome, Edge, Firefox ou Safari récent.
passkey-cancelled = <strong>Aucune clé d’accès n’a été utilisée.</strong> Vous avez arrêté, le temps était écoulé, ou cet appareil n’en a pas pour vous. Rien n’a été envoyé. Réessayez, ou prenez un autre moyen.
passkey-nobody = <strong>Rien ici ne peut vérifier que c’est vous.</strong> Réglez une empreinte digitale, un visage ou un code PIN pour cet appareil, ou choisissez un téléphone ou une clé de sécurité avec code PIN.
passkey-failed = <strong>Le serveur n’a pas répondu comme prévu.</strong> Rien n’est perdu. Rechargez cette page, puis réessayez.
passkey-too-old = <strong>Cette page est restée ouverte trop longtemps.</strong> Il ne s’est rien passé. Essayez encore une fois.
passkey-unknown = <strong>Aucun compte ici ne connaît cette clé d’accès.</strong> Elle a peut-être été retirée. Utilisez-en une autre, ou votre mot de passe.
passkey-refused = <strong>Cette clé d’accès n’a pas été acceptée.</strong> Rien n’a été ouvert. Réessayez, ou prenez un autre moyen.
passkey-copied = <strong>La clé de cette clé d’accès semble exister en double, elle n’a donc pas été acceptée.</strong> Prenez un autre moyen, puis retirez-la sous Clés d’accès.
mfa-lead-passkey = Vous y êtes presque, { $name }. Utilisez votre clé d’accès.
mfa-without-script = Votre clé d’accès a besoin de JavaScript. Activez-le pour cette page, puis rechargez.
mfa-or-code = Ou tapez un code
authenticator-removed-passkeys = Votre application d’authentification est retirée. Votre clé d’accès reste votre seconde étape.
authenticator-remove-body-passkeys = Ses codes ne comptent plus. Votre clé d’accès et vos codes de secours restent.
mfa-hint-codes = L’un de vos codes de secours.
