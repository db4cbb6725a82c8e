trust-title = Faire confiance à ce serveur
trust-lead = Une fois par ordinateur ou par téléphone. Les avertissements cessent, et un vrai se remarque.
trust-unknown = Si aucun avertissement n’a précédé cette page, ce navigateur fait déjà confiance au serveur.
trust-yes = <strong>Ce navigateur fait confiance au serveur.</strong> Il n’y a plus rien à faire ici.
trust-not-yet = <strong>Ce navigateur ne lui fait pas encore confiance.</strong> Suivez les étapes ci-dessous.
trust-platforms = Votre système
trust-many = Plusieurs à la fois
trust-again = Vérifier de nouveau
trust-download = Télécharger le certificat
trust-profile = Télécharger le profil

trust-windows-1 = Téléchargez le certificat
trust-windows-2 = Ouvrez-le, choisissez <strong>Installer un certificat</strong>, puis <strong>Utilisateur actuel</strong>
trust-windows-3 = Choisissez <strong>Placer tous les certificats dans le magasin suivant</strong>, Parcourir, <strong>Autorités de certification racines de confiance</strong>, puis Terminer
trust-windows-4 = Comparez l’empreinte affichée dans la question avec celle ci-dessous, puis <strong>Oui</strong>
trust-windows-note = Chrome, Edge et Firefox utilisent ce magasin. Redémarrez le navigateur une fois.

trust-macos-1 = Téléchargez le certificat
trust-macos-2 = Ouvrez-le ; Trousseaux d’accès l’ajoute à <strong>session</strong>. Ouvrez-y l’entrée par un double clic
trust-macos-3 = Sous <strong>Détails</strong>, comparez l’empreinte SHA-256 avec celle ci-dessous
trust-macos-4 = Sous <strong>Se fier</strong>, choisissez <strong>Toujours approuver</strong>, fermez la fenêtre et donnez votre mot de passe
trust-macos-note = Safari et Chrome utilisent ce trousseau ; Firefox aussi depuis la version 120.

trust-android-1 = Téléchargez le certificat
trust-android-2 = Ouvrez <strong>Paramètres</strong>, cherchez <strong>Certificat CA</strong>, choisissez <strong>Installer quand même</strong> et le fichier. Prenez CA, ni Wi-Fi ni VPN
trust-android-3 = Cherchez dans les paramètres <strong>Certificats de confiance</strong>, ouvrez <strong>Utilisateur</strong> et la nouvelle entrée
trust-android-4 = Comparez l’empreinte SHA-256 avec celle ci-dessous. Si elle diffère, supprimez l’entrée
trust-android-note = Android demande un verrouillage de l’écran et affiche ensuite que le réseau peut être surveillé. Cette note concerne tout certificat que l’on ajoute soi-même. Utilisez Chrome ; Firefox pour Android ne lit pas ces certificats.

trust-iphone-1 = Ouvrez cette page dans Safari, téléchargez le profil et touchez <strong>Autoriser</strong>
trust-iphone-2 = Ouvrez <strong>Réglages</strong>, <strong>Profil téléchargé</strong>, puis <strong>Plus de détails</strong>, et comparez l’empreinte SHA-256 avec celle ci-dessous
trust-iphone-3 = Revenez en arrière, touchez <strong>Installer</strong> et donnez votre code
trust-iphone-4 = Ouvrez <strong>Réglages</strong>, Général, Informations, <strong>Réglages de confiance des certificats</strong>, et activez le certificat
trust-iphone-note = La dernière étape s’oublie facilement ; sans elle, les avertissements restent.

trust-linux-1 = Téléchargez le certificat
trust-linux-2 = Comparez l’empreinte : <code>openssl x509 -noout -fingerprint -sha256 -in { $file }</code>
trust-linux-3 = Chrome, Chromium : Paramètres, Confidentialité et sécurité, Sécurité, <strong>Gérer les certificats</strong>, Personnalisé, Importer sous <strong>Certificats de confiance</strong>
trust-linux-4 = Firefox : Paramètres, Vie privée et sécurité, <strong>Afficher les certificats</strong>, Autorités, Importer, pour les sites web
trust-linux-5 = Programmes du système, sur Debian et Ubuntu : <code>sudo cp { $file } /usr/local/share/ca-certificates/ &amp;&amp; sudo update-ca-certificates</code>

trust-many-1 = Téléchargez le certificat et comparez son empreinte avec celle ci-dessous
trust-many-2 = Windows, une ligne par ordinateur : <code>certutil -addstore -f Root { $file }</code>
trust-many-3 = Domaine Windows : Stratégie de groupe, Configuration ordinateur, Stratégies, Paramètres Windows, Paramètres de sécurité, <strong>Stratégies de clé publique</strong>, Autorités de certification racines de confiance, Importer
trust-many-4 = Mac et iPhone gérés : remettez le <a href="{ $profile }">profil</a> à votre gestion des appareils ; elle fait confiance sans poser de question
trust-many-5 = Linux : placez le fichier dans <code>/usr/local/share/ca-certificates/</code> et lancez <code>update-ca-certificates</code> ; Fedora : <code>/etc/pki/ca-trust/source/anchors/</code> et <code>update-ca-trust extract</code>

trust-print-windows = Empreinte telle que Windows la montre. La feuille de votre administrateur doit montrer la même.
trust-print-macos = Empreinte SHA-256 telle que Trousseaux d’accès la montre. La feuille de votre administrateur doit montrer la même.
trust-print-android = Empreinte SHA-256 telle qu’Android la montre. La feuille de votre administrateur doit montrer la même.
trust-print-iphone = Empreinte SHA-256 telle que l’iPhone la montre. La feuille de votre administrateur doit montrer la même.
trust-print-linux = Empreinte SHA-256 telle qu’openssl la montre. La feuille de votre administrateur doit montrer la même.
trust-print-many = Empreinte SHA-256. L’ordinateur du serveur montre la même.

trust-line-title = En une ligne
trust-line-linux = Linux, dans un terminal
trust-line-windows = Windows, dans un PowerShell ouvert en tant qu’administrateur
trust-line-macos = macOS, dans le Terminal
trust-line-about = Elle charge le certificat, compare l’empreinte et ne continue que si c’est celle-ci. Comparez d’abord celle de la ligne avec la feuille de votre administrateur.
# Se trouve entre les guillemets d’un interpréteur de commandes : pas d’apostrophe.
trust-line-differs = Empreinte différente. Aucun changement.
trust-qr = Cette page pour un téléphone
trust-qr-about = Scannez-le avec l’appareil photo du téléphone. Le téléphone avertit une fois ; cette page y montre les étapes du téléphone.
trust-many-6 = Domaine Windows en une ligne, sur le contrôleur de domaine : <code>certutil -dspublish -f { $file } RootCA</code> ; les ordinateurs le prennent au prochain <code>gpupdate /force</code>
