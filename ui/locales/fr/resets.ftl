second-step-link-title = Installez votre seconde étape
second-step-link-lead = Pour le compte de <strong>{ $name }</strong>, nom d’utilisateur { $username }. Votre mot de passe reste le même.
second-step-link-sign-in = D’abord, vous vous connectez avec lui. Ensuite, vous choisissez avec quoi confirmer vos connexions.
second-step-link-sign-in-submit = Aller à la connexion
second-step-link-other = La session de { $name } est ouverte dans ce navigateur.
second-step-link-other-submit = Se déconnecter et continuer
second-step-link-choose = Avec quoi voulez-vous confirmer vos connexions ?
second-step-link-phone = Associer un téléphone
second-step-link-authenticator = Installer une application d’authentification

resets-title = Avez-vous demandé cela ?
resets-password = { $by } a créé un lien avec lequel vous choisissez un nouveau mot de passe, le { $time }.
resets-second-step = { $by } a retiré votre seconde étape, pour que vous puissiez en installer une autre, le { $time }.
resets-by-command = Quelqu’un devant le serveur
resets-lead = Vous voyez ceci à chaque connexion jusqu’au { $until }. Si vous n’avez rien demandé, arrêtez-le maintenant : les liens que personne n’a utilisés ne s’ouvrent plus.
resets-go-on = Je l’ai demandé : continuer
resets-stop = L’arrêter
resets-stopped-title = C’est arrêté
resets-stopped-lead = Les liens que personne n’avait utilisés ne s’ouvrent plus, et la personne qui les a créés ne peut pas en créer d’autres pour le moment. Installez une seconde étape, et choisissez un autre mot de passe si quelqu’un peut connaître le vôtre. Parlez à l’une de ces personnes : { $admins }.
resets-stopped-second-step = Vers votre seconde étape

second-step-first-title = Ouvrez d’abord votre lien
second-step-first-lead = Un administrateur a retiré votre seconde étape et a un lien pour vous. Ouvrez-le, puis vous pouvez en installer une autre. Pas de lien sous la main ? Demandez-en un nouveau.
