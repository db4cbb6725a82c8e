not-for-you-title = { $app } ne vous est pas ouverte
not-for-you-lead = Vous êtes connecté en tant que { $name }. { $app } est réservée à certains groupes, et vous n’êtes dans aucun d’eux. Rien n’a été transmis.
not-for-you-ask = Demandez l’accès à { $admin }.
not-for-you-ask-somebody = Demandez l’accès à la personne qui gère les comptes ici.
not-for-you-back = Retour à { $app }
