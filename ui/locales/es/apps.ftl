nav-own-apps = Aplicaciones que hago

own-apps-title = Aplicaciones que hago
own-apps-lead = Registre aquí una aplicación suya, para que se inicie sesión en ella con la cuenta. Usted se ocupa de ella.
own-apps-new = Registrar una aplicación
own-apps-count = { $count ->
    [one] 1 de { $most } aplicaciones
   *[other] { $count } de { $most } aplicaciones
}
own-apps-enough = Tiene tantas aplicaciones como se permite. Quite una o pida más a { $admins }.
own-apps-enough-nobody = Tiene tantas aplicaciones como se permite. Quite una o pida más a su administrador.
own-apps-empty-title = Todavía no hay aplicaciones
own-apps-empty-lead = Registre la primera. Tarda dos minutos.
own-apps-since = { $host }, desde el { $since }
own-apps-open-named = Abrir { $app }
own-apps-open = Abrir
own-apps-stopped = Desactivada
own-apps-stopped-lead = Un administrador desactivó esta aplicación. Nadie puede iniciar sesión en ella. Pregunte a { $admins }.
own-apps-stopped-lead-nobody = Un administrador desactivó esta aplicación. Nadie puede iniciar sesión en ella.
own-apps-removed = La aplicación está quitada. Ya nadie puede iniciar sesión en ella.
own-apps-saved = Guardado. Ya está en vigor.
own-apps-back = Volver a las aplicaciones que hago
own-apps-who-title = Usted no puede registrar aplicaciones aquí
own-apps-who-lead = Para tener el permiso, pregunte a { $admins }.
own-apps-who-lead-nobody = Su administrador puede darle el permiso.

own-app-new-title = Registrar una aplicación
own-app-new-lead = ¿Qué aplicación es? Para las conocidas rellenamos lo que dicen sus manuales.
own-app-form-title = Registrar { $preset }
own-app-form-title-own = Registrar una aplicación propia
own-app-name = Nombre
own-app-name-hint = Se ve al iniciar sesión.
own-app-address = Dirección de la aplicación
own-app-address-hint = Como se escribe, por ejemplo https://files.example.org. Solo las aplicaciones de su propio equipo pueden usar http://localhost.
own-app-place = Dónde funciona
own-app-place-server = En un servidor: guarda un secreto
own-app-place-browser = Solo en el navegador: no guarda ningún secreto y usa PKCE
own-app-place-device = En equipos o teléfonos: no guarda ningún secreto y usa PKCE
own-app-redirects = Adónde se vuelve
own-app-redirects-hint = El manual de la aplicación la llama redirect URI o callback URL. Escríbala exactamente como la envía la aplicación, una por línea. Déjela vacía y tomamos { $made }.
own-app-redirects-change = El manual de la aplicación la llama redirect URI o callback URL. Escríbala exactamente como la envía la aplicación, una por línea.
own-app-signed-out = Dónde se está tras cerrar sesión
own-app-signed-out-hint = Una por línea. Puede quedar vacío.
own-app-gets = Qué puede pedir la aplicación
own-app-register = Registrar
own-app-manual = Manual de { $preset }

own-app-fault-name-missing = Dé un nombre a la aplicación.
own-app-fault-name = Un nombre tiene como máximo { $most } letras, y ninguna que oculte o dé la vuelta a otras.
own-app-fault-address-missing = Introduzca la dirección en la que se abre la aplicación.
own-app-fault-address = La dirección empieza por https://. Solo las aplicaciones de su propio equipo pueden usar http://localhost.
own-app-fault-too-many = Una aplicación tiene como máximo { $most } direcciones de este tipo.
own-app-fault-uri = { $uri }: { $why }

own-app-values = Qué necesita la aplicación
own-app-values-lead = Introduzca esto en la aplicación. A la mayoría le basta el emisor, el identificador de cliente y el secreto.
own-app-issuer = Emisor
own-app-discovery = Dirección de descubrimiento
own-app-client-id = Identificador de cliente
own-app-secret = Secreto de cliente
own-app-secret-kept = Se mostró una vez, al crearse
own-app-secret-none = Ninguno: la aplicación usa PKCE
own-app-auth = Cómo demuestra quién es
own-app-scopes = Ámbitos
own-app-ca = Certificado en el que tiene que confiar el equipo de la aplicación
own-app-trust = Cómo confiar en él

own-app-change = Cambiar
own-app-save = Guardar
own-app-test = Probar mi aplicación
own-app-rotate = Crear un secreto nuevo
own-app-rotate-title = ¿Crear un secreto nuevo para { $app }?
own-app-rotate-body = El anterior deja de valer enseguida, y nadie puede iniciar sesión en { $app } hasta que el nuevo esté en ella.
own-app-remove = Quitar
own-app-remove-title = ¿Quitar { $app }?
own-app-remove-body = Ya nadie puede iniciar sesión en { $app }, y los accesos dados se olvidan. No se puede deshacer.

own-app-once-title = Copie ahora el secreto de { $app }
own-app-once-lead = Se muestra solo esta vez. Introdúzcalo en la aplicación y en ningún otro sitio. Si se pierde, cree uno nuevo.
own-app-once-public = { $app } está registrada
own-app-once-public-lead = No guarda ningún secreto: con PKCE cada inicio de sesión se demuestra por sí mismo.
own-app-kept = Ya lo tengo

own-app-test-title = Prueba de { $app }
own-app-test-lead = El camino de un inicio de sesión, paso a paso. Lo que no funciona dice cómo arreglarlo.
own-app-test-again = Probar de nuevo
own-app-test-try = Iniciar sesión en ella ahora
own-app-test-way = En el camino
own-app-test-busy = Hay otras pruebas en marcha. Inténtelo de nuevo dentro de un momento.
own-app-test-offline = No se miró nada: el servidor no funciona.
own-app-test-ok = En orden
own-app-test-warn = Necesita una mirada
own-app-test-fail = No funciona
own-app-test-told = De qué se entera la aplicación sobre usted
own-app-test-told-lead = Esto leería si usted iniciara sesión ahora.
own-app-test-refused = Usted no entraría: la aplicación está desactivada.
own-app-test-consent = Se le preguntaría si la aplicación puede ver esto.
own-app-test-no-consent = Un administrador confía en esta aplicación: no se pregunta a nadie.
own-app-asks = Se pregunta a las personas antes de que la aplicación vea algo.
own-app-test-trust-mend = Instale el certificado de este servidor en el equipo de la aplicación, y en la aplicación si guarda autoridades propias. La dirección de abajo lleva allí.
own-app-faults = Algo todavía no está bien. No se guardó nada.
