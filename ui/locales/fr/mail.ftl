# Lettres. La personne qui en lit une ne l’a pas toujours demandée : ce qui s’est passé, les faits, ce qu’il faut faire.
mail-from = { $office }, connexion
mail-hello = Bonjour { $name },
mail-foot = Envoyé par le serveur de connexion de votre bureau. Il ne demande jamais de mot de passe ni de code par e-mail.
mail-type = Ou tapez cette adresse :
mail-local = Elle ne s’ouvre que sur le réseau du bureau.
mail-valid = Le lien sert une fois, jusqu’au { $until }.
mail-nothing = Si c’était vous, il n’y a rien à faire.
mail-asked = Si vous l’avez demandé, il n’y a rien à faire.
mail-nobody = Il n’y a rien à faire.
mail-not-you = Ce n’était pas vous ?
mail-not-expected = Vous ne l’avez pas demandé ?

mail-fact-when = Quand
mail-fact-phone = Téléphone
mail-fact-before = Nom d’avant
mail-fact-account = Compte
mail-fact-browser = Navigateur
mail-fact-address = Adresse
mail-fact-server = Serveur
mail-fact-tries = Essais
mail-unknown = Inconnu

mail-open-account = Regarder mon compte
mail-open-devices = Regarder mes téléphones
mail-open-sessions = Voir mes sessions ouvertes
mail-open-authenticator = Regarder mon application d’authentification
mail-new-password = Connectez-vous, regardez ce qui s’y trouve, et choisissez un nouveau mot de passe. Si vous ne pouvez plus vous connecter, prévenez aussitôt votre administrateur.

mail-invite-title = Votre compte chez { $office }
mail-invite-lead = Un compte a été créé pour vous. Choisissez un mot de passe, puis vous pouvez vous connecter aux applications du bureau.
mail-invite-open = Choisir un mot de passe
mail-invite-not = Alors ne faites rien. Sans mot de passe, personne ne peut se connecter.

mail-reset-title = Choisissez un nouveau mot de passe
mail-reset-lead = Quelqu’un a demandé un nouveau mot de passe pour votre compte. Avec ce lien, vous en choisissez un.
mail-reset-open = Choisir un nouveau mot de passe
mail-reset-not = Alors ne faites rien. Votre mot de passe reste le même.

mail-factors-reset-title = Réinstallez votre seconde étape
mail-factors-reset-lead = Un administrateur a retiré la seconde étape de votre connexion, pour que vous puissiez en installer une autre. Votre mot de passe reste le même.
mail-factors-reset-open = Installer une seconde étape
mail-factors-reset-not = Connectez-vous et arrêtez-le : la question est posée à la prochaine connexion. Prévenez ensuite votre administrateur.

mail-factor-added-title = Une application d’authentification a été ajoutée à votre compte
mail-factor-added-lead = À partir de maintenant, ses codes confirment vos connexions.
mail-factor-removed-title = L’application d’authentification de votre compte a été retirée
mail-factor-removed-lead = Ses codes ne confirment plus vos connexions.

mail-device-copied-title = L’un de vos téléphones existe peut-être en double
mail-device-copied-lead = Deux messages de ce téléphone portaient le même numéro, sa clé a donc peut-être été copiée.
mail-device-copied-do = Ce qu’il faut faire
mail-device-copied-how = Retirez le téléphone et associez-le de nouveau.
mail-device-stopped-title = L’un de vos téléphones a été arrêté
mail-device-stopped-lead = Deux messages de ce téléphone portaient encore une fois le même numéro. Sa clé semble exister en double, il ne confirme donc plus aucune connexion.

mail-device-linked-title = Un téléphone a été associé à votre compte
mail-device-linked-lead = Ce téléphone peut maintenant confirmer vos connexions.
mail-device-linked-not = Connectez-vous, retirez le téléphone, et choisissez un nouveau mot de passe.
mail-device-waits-title = Un téléphone va être associé à votre compte
mail-device-waits-lead = Un administrateur a associé ce téléphone pour vous. À partir du { $from }, il peut confirmer vos connexions.
mail-device-waits-not = Vous pouvez l’arrêter jusque-là : connectez-vous, retirez le téléphone, et choisissez un nouveau mot de passe.

mail-device-removed-title = Un téléphone a été retiré de votre compte
mail-device-removed-lead = Il ne peut plus confirmer vos connexions.
mail-device-renamed-title = L’un de vos téléphones a un autre nom
mail-device-renamed-lead = Un administrateur lui a donné un autre nom. Rien d’autre n’a changé.

mail-not-me-title = Quelqu’un connaît le mot de passe de { $account }
mail-not-me-lead = Une connexion a reçu sur le téléphone la réponse « Ce n’est pas moi ». La personne qui l’a tentée connaît le mot de passe.
mail-not-me-do = Ce qui se passe maintenant
mail-not-me-how = Pendant 15 minutes, seuls les navigateurs déjà utilisés peuvent demander. À la prochaine connexion, la personne concernée choisit un nouveau mot de passe.

mail-password-changed-title = Votre mot de passe a été changé
mail-password-changed-lead = À partir de maintenant, le nouveau mot de passe compte.
mail-password-changed-not = Prévenez aussitôt votre administrateur, et faites créer un lien pour un nouveau mot de passe.

mail-new-browser-title = Un nouveau navigateur s’est connecté à votre compte
mail-new-browser-lead = Votre compte ne connaissait pas ce navigateur.
mail-new-browser-not = Connectez-vous, fermez cette session, et choisissez un nouveau mot de passe.

mail-many-failures-title = Beaucoup d’essais faux sur le compte { $account }
mail-many-failures-lead = En une heure, quelqu’un a tapé beaucoup de mots de passe ou de codes faux. Ces essais n’ont rien ouvert, et l’attente entre eux s’allonge.
mail-many-failures-do = Ce qu’il faut faire
mail-many-failures-how = Si c’était la personne elle-même, un lien pour un nouveau mot de passe aide. Sinon, un long mot de passe et une seconde étape tiennent bon.

mail-test-title = Message d’essai
mail-test-lead = Ce message montre que { $office } peut envoyer du courrier. Un administrateur l’a demandé.
mail-confirm-title = Confirmez votre adresse
mail-confirm-lead = Quelqu’un, vous apparemment, a demandé un compte chez { $office } avec cette adresse. Avec ce lien, vous la confirmez et choisissez un mot de passe.
mail-confirm-open = Confirmer l’adresse
mail-confirm-not = Alors ne faites rien. Sans le lien, il n’y a pas de compte.
mail-invited-title = Vous êtes invité chez { $office }
mail-invited-lead = Avec ce lien, vous créez votre compte : votre nom et un mot de passe. Vous pouvez ensuite vous connecter aux applications du bureau.
mail-invited-open = Créer un compte
mail-invited-not = Alors ne faites rien. Sans le lien, il n’y a pas de compte.
mail-known-title = Vous avez déjà un compte
mail-known-lead = Quelqu’un, vous apparemment, a demandé un compte chez { $office } avec cette adresse. Il y en a déjà un, et rien n’a été changé.
mail-known-calm = Si c’était vous, connectez-vous. Si vous ne connaissez plus le mot de passe, la page de connexion mène à un nouveau. Si ce n’était pas vous, il n’y a rien à faire.
mail-known-open = Se connecter
mail-waits-title = { $name } vous attend
mail-waits-lead = Quelqu’un a demandé un compte sous ce nom, et l’adresse est confirmée. Personne ne peut se connecter avec lui avant qu’un administrateur soit d’accord.
mail-waits-open = Voir qui attend
mail-approved-title = Votre compte chez { $office } est prêt
mail-approved-lead = Un administrateur est d’accord. Connectez-vous avec le mot de passe que vous avez choisi.
mail-approved-open = Se connecter
mail-refused-title = Pas de compte chez { $office }
mail-refused-lead = Un administrateur n’a pas accepté votre demande de compte. Aucun compte n’a été créé, et ce que vous avez envoyé est oublié.
mail-fact-passkey = Clé d’accès
mail-open-passkeys = Regarder mes clés d’accès
mail-passkey-added-title = Une clé d’accès a été ajoutée à votre compte
mail-passkey-added-lead = À partir de maintenant, elle peut ouvrir votre session.
mail-passkey-added-not = Connectez-vous, retirez la clé d’accès, et choisissez un nouveau mot de passe.
mail-passkey-removed-title = Une clé d’accès a été retirée de votre compte
mail-passkey-removed-lead = Elle ne peut plus ouvrir de session.
mail-passkey-copied-title = L’une de vos clés d’accès existe peut-être en double
mail-account-locked-title = Votre compte a été verrouillé
mail-account-locked-lead = Tout ce qui était ouvert a pris fin, et personne ne peut se connecter. Vos téléphones attendent que le compte soit de nouveau activé.
mail-account-locked-do = Et maintenant ?
mail-account-locked-how = Adressez-vous à votre administrateur. Une fois le compte de nouveau activé, choisissez un nouveau mot de passe.
mail-role-changed-title = Vos droits ont été changés
mail-role-changed-lead = Un administrateur a changé ce que vous pouvez faire ici.
mail-role-changed-not = Prévenez un administrateur.
mail-fact-role = Vous pouvez
mail-role-member = vous connecter aux applications et vous occuper de votre propre compte
mail-role-helpdesk = voir les personnes et les aider à revenir
mail-role-admin = voir et changer tout ici
mail-passkey-copied-lead = Elle a donné un numéro qu’elle avait déjà donné, sa clé a donc peut-être été copiée.
mail-passkey-stopped-lead = Elle a donné encore une fois un numéro qu’elle avait déjà donné. Sa clé semble exister en double, elle n’ouvre donc plus de session.
mail-passkey-copied-how = Retirez la clé d’accès et créez-en une nouvelle.
mail-passkey-stopped-title = L’une de vos clés d’accès a été arrêtée
