trust-title = Diesem Server vertrauen
trust-lead = Einmal für jeden Computer und jedes Telefon. Danach enden die Warnungen, und eine echte fällt auf.
trust-unknown = Kam vor dieser Seite keine Warnung, vertraut dieser Browser dem Server bereits.
trust-yes = <strong>Dieser Browser vertraut dem Server.</strong> Hier ist nichts weiter zu tun.
trust-not-yet = <strong>Dieser Browser vertraut ihm noch nicht.</strong> Folgen Sie den Schritten hier unten.
trust-platforms = Ihr System
trust-many = Viele auf einmal
trust-again = Noch einmal prüfen
trust-download = Laden Sie das Zertifikat herunter
trust-profile = Profil herunterladen

trust-windows-1 = Laden Sie das Zertifikat herunter
trust-windows-2 = Öffnen Sie es, wählen Sie <strong>Zertifikat installieren</strong>, dann <strong>Aktueller Benutzer</strong>
trust-windows-3 = Wählen Sie <strong>Alle Zertifikate in folgendem Speicher speichern</strong>, Durchsuchen, <strong>Vertrauenswürdige Stammzertifizierungsstellen</strong>, dann Fertig stellen
trust-windows-4 = Vergleichen Sie den Fingerabdruck in der Frage mit dem hier unten, dann <strong>Ja</strong>
trust-windows-note = Chrome, Edge und Firefox nutzen diesen Speicher. Starten Sie den Browser einmal neu.

trust-macos-1 = Laden Sie das Zertifikat herunter
trust-macos-2 = Öffnen Sie es, die Schlüsselbundverwaltung nimmt es unter <strong>Anmeldung</strong> auf. Öffnen Sie dort den Eintrag mit einem Doppelklick
trust-macos-3 = Vergleichen Sie unter <strong>Details</strong> den SHA-256-Fingerabdruck mit dem hier unten
trust-macos-4 = Wählen Sie unter <strong>Vertrauen</strong> <strong>Immer vertrauen</strong>, schließen Sie das Fenster, und geben Sie Ihr Passwort ein
trust-macos-note = Safari und Chrome nutzen diesen Schlüsselbund, Firefox seit Version 120.

trust-android-1 = Laden Sie das Zertifikat herunter
trust-android-2 = Öffnen Sie die <strong>Einstellungen</strong>, suchen Sie nach <strong>CA-Zertifikat</strong>, wählen Sie <strong>Trotzdem installieren</strong> und die Datei. Nehmen Sie CA, nicht WLAN und nicht VPN
trust-android-3 = Suchen Sie in den Einstellungen nach <strong>Vertrauenswürdige Anmeldedaten</strong>, und öffnen Sie unter <strong>Nutzer</strong> den neuen Eintrag
trust-android-4 = Vergleichen Sie den SHA-256-Fingerabdruck mit dem hier unten. Weicht er ab, entfernen Sie den Eintrag
trust-android-note = Android verlangt eine Displaysperre und zeigt danach einen Hinweis, dass das Netzwerk überwacht werden könnte. Dieser Hinweis gilt jedem eigenen Zertifikat. Nehmen Sie Chrome, denn Firefox für Android liest diese Zertifikate nicht.

trust-iphone-1 = Öffnen Sie diese Seite in Safari, laden Sie das Profil, und tippen Sie auf <strong>Zulassen</strong>
trust-iphone-2 = Öffnen Sie <strong>Einstellungen</strong>, <strong>Profil geladen</strong>, dann <strong>Mehr Details</strong>, und vergleichen Sie den SHA-256-Fingerabdruck mit dem hier unten
trust-iphone-3 = Gehen Sie zurück, tippen Sie auf <strong>Installieren</strong>, und geben Sie Ihren Code ein
trust-iphone-4 = Öffnen Sie <strong>Einstellungen</strong>, Allgemein, Info, <strong>Zertifikatsvertrauenseinstellungen</strong>, und schalten Sie das Zertifikat ein
trust-iphone-note = Der letzte Schritt wird leicht übersehen. Ohne ihn bleiben die Warnungen.

trust-linux-1 = Laden Sie das Zertifikat herunter
trust-linux-2 = Vergleichen Sie den Fingerabdruck: <code>openssl x509 -noout -fingerprint -sha256 -in { $file }</code>
trust-linux-3 = Chrome, Chromium: Einstellungen, Datenschutz und Sicherheit, Sicherheit, <strong>Zertifikate verwalten</strong>, Benutzerdefiniert, Importieren unter <strong>Vertrauenswürdige Zertifikate</strong>
trust-linux-4 = Firefox: Einstellungen, Datenschutz und Sicherheit, <strong>Zertifikate anzeigen</strong>, Zertifizierungsstellen, Importieren, für Websites
trust-linux-5 = Programme des Systems, unter Debian und Ubuntu: <code>sudo cp { $file } /usr/local/share/ca-certificates/ &amp;&amp; sudo update-ca-certificates</code>

trust-many-1 = Laden Sie das Zertifikat herunter, und vergleichen Sie seinen Fingerabdruck mit dem hier unten
trust-many-2 = Windows, eine Zeile für jeden Computer: <code>certutil -addstore -f Root { $file }</code>
trust-many-3 = Windows-Domäne: Gruppenrichtlinie, Computerkonfiguration, Richtlinien, Windows-Einstellungen, Sicherheitseinstellungen, <strong>Richtlinien für öffentliche Schlüssel</strong>, Vertrauenswürdige Stammzertifizierungsstellen, Importieren
trust-many-4 = Verwaltete Macs und iPhones: Geben Sie das <a href="{ $profile }">Profil</a> Ihrer Geräteverwaltung, sie vertraut dann ohne Frage
trust-many-5 = Linux: Legen Sie die Datei nach <code>/usr/local/share/ca-certificates/</code>, und rufen Sie <code>update-ca-certificates</code> auf; Fedora: <code>/etc/pki/ca-trust/source/anchors/</code> und <code>update-ca-trust extract</code>

trust-print-windows = Fingerabdruck, wie Windows ihn zeigt. Auf dem Blatt Ihrer Administration muss derselbe stehen.
trust-print-macos = SHA-256-Fingerabdruck, wie die Schlüsselbundverwaltung ihn zeigt. Auf dem Blatt Ihrer Administration muss derselbe stehen.
trust-print-android = SHA-256-Fingerabdruck, wie Android ihn zeigt. Auf dem Blatt Ihrer Administration muss derselbe stehen.
trust-print-iphone = SHA-256-Fingerabdruck, wie das iPhone ihn zeigt. Auf dem Blatt Ihrer Administration muss derselbe stehen.
trust-print-linux = SHA-256-Fingerabdruck, wie openssl ihn zeigt. Auf dem Blatt Ihrer Administration muss derselbe stehen.
trust-print-many = SHA-256-Fingerabdruck. Der Computer des Servers zeigt denselben.

trust-line-title = In einer Zeile
trust-line-linux = Linux, in einem Terminal
trust-line-windows = Windows, in einer PowerShell, die als Administrator geöffnet wurde
trust-line-macos = macOS, im Terminal
trust-line-about = Sie lädt das Zertifikat, vergleicht den Fingerabdruck und macht nur weiter, wenn es dieser ist. Vergleichen Sie den in der Zeile zuerst mit dem Blatt Ihrer Administration.
trust-line-differs = Der Fingerabdruck ist ein anderer. Nichts wurde geändert.
trust-qr = Diese Seite für ein Telefon
trust-qr-about = Scannen Sie ihn mit der Kamera des Telefons. Das Telefon warnt einmal; dort zeigt diese Seite die Schritte für das Telefon.
trust-many-6 = Windows-Domäne in einer Zeile, auf dem Domänencontroller: <code>certutil -dspublish -f { $file } RootCA</code>; die Computer übernehmen es beim nächsten <code>gpupdate /force</code>
