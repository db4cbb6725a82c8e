# Lo que rodea cada página. «Nosotros» es el servidor de inicio de sesión.
#
# Glosario, para que cada cosa tenga un solo nombre (siempre de usted):
#   sign in = iniciar sesión, inicio de sesión · sign out = cerrar sesión · signed in = con la sesión abierta
#   app = aplicación · phone = teléfono · person = persona · office = oficina · computer = equipo
#   second step = segundo paso · recovery code = código de recuperación · passkey = llave de acceso
#   authenticator (app) = aplicación de autenticación · authenticator code = código de autenticación
#   approve = aprobar · deny = rechazar · "Not me" = «No soy yo»
#   link (verb) = vincular · unlink = desvincular · link (noun) = enlace · reset = restablecer
#   trust = confiar, confianza · fingerprint = huella · switch on, off = activar, desactivar
#   settings = ajustes · log = registro · user name = nombre de usuario · mail = correo
language-name = Español

title-error = Error: { $title }
skip = Ir al contenido
office-unnamed = Su oficina, con la sesión abierta

rail-going = Va a entrar en
rail-served = Servido por un equipo de esta oficina.
rail-steps = Pasos
rail-step = Paso { NUMBER($number) } de { NUMBER($count) }
rail-done = hecho

step-password = Su contraseña
step-consent = Qué puede ver { $app }
step-address = Su dirección
step-office = La oficina y usted
step-trust = Confiar en este equipo
step-phone = Su teléfono

signed-in-as = Sesión de <strong>{ $name }</strong>
not-you = ¿No es usted?
sign-out = Cerrar sesión

foot-language = Idioma:
foot-trust = Confiar en este servidor

app-policy = Qué hace esta aplicación con sus datos
app-terms = Condiciones de esta aplicación

show-password = Mostrar la contraseña

nav-label = Cuenta
nav-menu = Menú
nav-apps = Aplicaciones
nav-profile = Perfil
nav-sessions = Mis sesiones abiertas
nav-grants = Qué ven las aplicaciones
