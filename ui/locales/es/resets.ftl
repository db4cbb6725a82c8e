second-step-link-title = Configure su segundo paso
second-step-link-lead = Para la cuenta de <strong>{ $name }</strong>, nombre de usuario { $username }. Su contraseña sigue igual.
second-step-link-sign-in = Primero inicia sesión con ella. Después elige con qué confirma sus inicios de sesión.
second-step-link-sign-in-submit = Ir al inicio de sesión
second-step-link-other = En este navegador está abierta la sesión de { $name }.
second-step-link-other-submit = Cerrar sesión y seguir
second-step-link-choose = ¿Con qué quiere confirmar sus inicios de sesión?
second-step-link-phone = Vincular un teléfono
second-step-link-authenticator = Configurar una aplicación de autenticación

resets-title = ¿Pidió usted esto?
resets-password = { $by } creó un enlace con el que usted elige una contraseña nueva, el { $time }.
resets-second-step = { $by } retiró su segundo paso para que usted pueda configurar otro, el { $time }.
resets-by-command = Alguien ante el servidor
resets-lead = Verá esto en cada inicio de sesión hasta el { $until }. Si no lo pidió, deténgalo ahora: los enlaces que nadie ha usado dejan de abrirse.
resets-go-on = Yo lo pedí: seguir
resets-stop = Detenerlo
resets-stopped-title = Está detenido
resets-stopped-lead = Los enlaces que nadie había usado ya no se abren, y quien los creó no puede crear otros por ahora. Configure un segundo paso y elija otra contraseña si alguien puede conocer la suya. Hable con una de estas personas: { $admins }.
resets-stopped-second-step = A su segundo paso

second-step-first-title = Abra primero su enlace
second-step-first-lead = Un administrador retiró su segundo paso y tiene un enlace para usted. Ábralo y después podrá configurar otro. ¿No tiene el enlace a mano? Pida uno nuevo.
