# Ce qui entoure chaque page. « Nous » désigne le serveur de connexion.
#
# Glossaire, pour que chaque chose n’ait qu’un nom (vouvoiement partout) :
#   sign in = se connecter, connexion · sign out = se déconnecter · signed in = session ouverte
#   app = application · phone = téléphone · person = personne · office = bureau
#   second step = seconde étape · recovery code = code de secours · passkey = clé d’accès
#   authenticator (app) = application d’authentification · authenticator code = code d’authentification
#   approve = approuver · deny = refuser · "Not me" = « Ce n’est pas moi »
#   link (verb) = associer · unlink = dissocier · link (noun) = lien · reset = réinitialiser
#   trust = faire confiance, confiance · fingerprint = empreinte · switch on, off = activer, désactiver
#   settings = réglages · log = journal · user name = nom d’utilisateur · mail = courrier, e-mail
language-name = Français

title-error = Erreur : { $title }
skip = Aller au contenu
office-unnamed = Votre bureau, connecté

rail-going = Vous allez vers
rail-served = Fourni par un ordinateur de ce bureau.
rail-steps = Étapes
rail-step = Étape { NUMBER($number) } sur { NUMBER($count) }
rail-done = fait

step-password = Votre mot de passe
step-consent = Ce que { $app } peut voir
step-address = Son adresse
step-office = Le bureau et vous
step-trust = Faire confiance à cet ordinateur
step-phone = Votre téléphone

signed-in-as = Session de <strong>{ $name }</strong>
not-you = Ce n’est pas vous ?
sign-out = Se déconnecter

foot-language = Langue :
foot-trust = Faire confiance à ce serveur

app-policy = Ce que cette application fait de vos données
app-terms = Conditions de cette application

show-password = Afficher le mot de passe

nav-label = Compte
nav-menu = Menu
nav-apps = Applications
nav-profile = Profil
nav-sessions = Mes sessions ouvertes
nav-grants = Ce que les applications voient
