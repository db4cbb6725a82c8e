password-title-invite = Bienvenue. Choisissez un mot de passe
password-title-reset = Choisissez un nouveau mot de passe
password-exposed = <strong>Quelqu’un connaissait votre ancien mot de passe.</strong> Vous l’avez arrêté sur votre téléphone. Choisissez-en un nouveau, puis vous continuez.
password-lead = Pour le compte de <strong>{ $name }</strong>, nom d’utilisateur { $username }.
password-new = Nouveau mot de passe
password-hint = Au moins { NUMBER($least) } caractères. Quelques mots à la suite se retiennent facilement.
password-submit = Enregistrer le mot de passe
password-busy = Enregistrement …
password-done-title = Votre mot de passe est enregistré
password-done-invite = Votre compte est prêt. Connectez-vous avec lui.
password-done-reset = Vos sessions ouvertes ailleurs sont fermées. Connectez-vous avec le nouveau mot de passe.

link-gone-title = Ce lien ne s’ouvre plus
link-gone-lead = Il sert une fois, et pendant un temps limité. Demandez-en un nouveau à { $admins }.
link-gone-lead-nobody = Il sert une fois, et pendant un temps limité. Demandez-en un nouveau à votre administrateur.
link-gone-sign-in = Aller à la connexion

reset-title = Choisir un nouveau mot de passe
reset-lead = Votre administrateur vous donne un lien avec lequel vous en choisissez un nouveau. Personne ne peut lire l’ancien, pas même lui.
reset-who = Demandez à l’une de ces personnes
reset-nobody = Demandez à la personne qui s’occupe de ce serveur.
reset-note = Le lien sert une fois. Demandez-le de vive voix ou par téléphone : un e-mail à votre nom peut venir de quelqu’un d’autre.
reset-back = Revenir à la connexion
