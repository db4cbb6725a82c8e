trust-title = Confiar en este servidor
trust-lead = Una vez en cada equipo o teléfono. Las advertencias terminan, y así una verdadera se nota.
trust-unknown = Si no hubo ninguna advertencia antes de esta página, este navegador ya confía en el servidor.
trust-yes = <strong>Este navegador confía en el servidor.</strong> Aquí no queda nada que hacer.
trust-not-yet = <strong>Este navegador todavía no confía en él.</strong> Siga los pasos de abajo.
trust-platforms = Su sistema
trust-many = Muchos a la vez
trust-again = Comprobar de nuevo
trust-download = Descargar el certificado
trust-profile = Descargar el perfil

trust-windows-1 = Descargue el certificado
trust-windows-2 = Ábralo, elija <strong>Instalar certificado</strong> y después <strong>Usuario actual</strong>
trust-windows-3 = Elija <strong>Colocar todos los certificados en el siguiente almacén</strong>, Examinar, <strong>Entidades de certificación raíz de confianza</strong> y después Finalizar
trust-windows-4 = Compare la huella digital de la pregunta con la de abajo y después <strong>Sí</strong>
trust-windows-note = Chrome, Edge y Firefox usan este almacén. Reinicie el navegador una vez.

trust-macos-1 = Descargue el certificado
trust-macos-2 = Ábralo; Acceso a Llaveros lo añade a <strong>inicio de sesión</strong>. Abra allí la entrada con un doble clic
trust-macos-3 = En <strong>Detalles</strong>, compare la huella SHA-256 con la de abajo
trust-macos-4 = En <strong>Confiar</strong>, elija <strong>Confiar siempre</strong>, cierre la ventana y dé su contraseña
trust-macos-note = Safari y Chrome usan este llavero; Firefox también desde la versión 120.

trust-android-1 = Descargue el certificado
trust-android-2 = Abra <strong>Ajustes</strong>, busque <strong>Certificado de CA</strong>, elija <strong>Instalar de todos modos</strong> y el archivo. Tome CA, no Wi-Fi ni VPN
trust-android-3 = Busque en los ajustes <strong>Credenciales de confianza</strong>, abra <strong>Usuario</strong> y la entrada nueva
trust-android-4 = Compare la huella SHA-256 con la de abajo. Si es distinta, quite la entrada
trust-android-note = Android pide un bloqueo de pantalla y desde entonces avisa de que la red puede estar supervisada. Ese aviso se refiere a cualquier certificado propio. Use Chrome; Firefox para Android no lee estos certificados.

trust-iphone-1 = Abra esta página en Safari, descargue el perfil y toque <strong>Permitir</strong>
trust-iphone-2 = Abra <strong>Ajustes</strong>, <strong>Perfil descargado</strong> y después <strong>Más detalles</strong>, y compare la huella SHA-256 con la de abajo
trust-iphone-3 = Vuelva atrás, toque <strong>Instalar</strong> y dé su código
trust-iphone-4 = Abra <strong>Ajustes</strong>, General, Información, <strong>Ajustes de confianza de los certificados</strong>, y active el certificado
trust-iphone-note = El último paso se olvida con facilidad; sin él las advertencias siguen.

trust-linux-1 = Descargue el certificado
trust-linux-2 = Compare la huella: <code>openssl x509 -noout -fingerprint -sha256 -in { $file }</code>
trust-linux-3 = Chrome, Chromium: Configuración, Privacidad y seguridad, Seguridad, <strong>Gestionar certificados</strong>, Personalizado, Importar en <strong>Certificados de confianza</strong>
trust-linux-4 = Firefox: Ajustes, Privacidad y seguridad, <strong>Ver certificados</strong>, Autoridades, Importar, para sitios web
trust-linux-5 = Programas del sistema, en Debian y Ubuntu: <code>sudo cp { $file } /usr/local/share/ca-certificates/ &amp;&amp; sudo update-ca-certificates</code>

trust-many-1 = Descargue el certificado y compare su huella con la de abajo
trust-many-2 = Windows, una línea en cada equipo: <code>certutil -addstore -f Root { $file }</code>
trust-many-3 = Dominio de Windows: Directiva de grupo, Configuración del equipo, Directivas, Configuración de Windows, Configuración de seguridad, <strong>Directivas de clave pública</strong>, Entidades de certificación raíz de confianza, Importar
trust-many-4 = Mac y iPhone administrados: entregue el <a href="{ $profile }">perfil</a> a su gestión de dispositivos; confía sin preguntar
trust-many-5 = Linux: ponga el archivo en <code>/usr/local/share/ca-certificates/</code> y ejecute <code>update-ca-certificates</code>; Fedora: <code>/etc/pki/ca-trust/source/anchors/</code> y <code>update-ca-trust extract</code>

trust-print-windows = Huella digital como la muestra Windows. La hoja de su administrador debe mostrar la misma.
trust-print-macos = Huella SHA-256 como la muestra Acceso a Llaveros. La hoja de su administrador debe mostrar la misma.
trust-print-android = Huella SHA-256 como la muestra Android. La hoja de su administrador debe mostrar la misma.
trust-print-iphone = Huella SHA-256 como la muestra el iPhone. La hoja de su administrador debe mostrar la misma.
trust-print-linux = Huella SHA-256 como la muestra openssl. La hoja de su administrador debe mostrar la misma.
trust-print-many = Huella SHA-256. El propio equipo del servidor muestra la misma.

trust-line-title = En una línea
trust-line-linux = Linux, en un terminal
trust-line-windows = Windows, en un PowerShell abierto como administrador
trust-line-macos = macOS, en Terminal
trust-line-about = Carga el certificado, compara la huella y sigue solo si es esta. Compare primero la de la línea con la hoja de su administrador.
trust-line-differs = La huella es distinta. No se cambió nada.
trust-qr = Esta página para un teléfono
trust-qr-about = Escanéelo con la cámara del teléfono. El teléfono advierte una vez; allí esta página muestra los pasos del teléfono.
trust-many-6 = Dominio de Windows en una línea, en el controlador de dominio: <code>certutil -dspublish -f { $file } RootCA</code>; los equipos lo toman con el próximo <code>gpupdate /force</code>
