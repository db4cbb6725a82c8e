sign-up-title = Crear una cuenta
sign-up-lead-invited = Tiene una invitación. Diga quién es; la página siguiente pide una contraseña.
sign-up-lead-domains = Puede entrar quien tiene una dirección de { $domains }. Un enlace sale a su dirección; con él elige una contraseña.
sign-up-lead-approval = Un enlace sale a su dirección; con él elige una contraseña. Después un administrador da su acuerdo, y usted puede iniciar sesión.
sign-up-lead-invited-open = Tiene una invitación. Diga quién es. Un enlace sale a su dirección; con él elige una contraseña.
sign-up-lead-invited-hand = Tiene una invitación. Diga quién es. Esta oficina no envía correo: su administrador le da un enlace con el que elige una contraseña.
sign-up-lead-domains-hand = Puede entrar quien tiene una dirección de { $domains }. Esta oficina no envía correo: su administrador le da un enlace con el que elige una contraseña.
sign-up-lead-approval-hand = Esta oficina no envía correo: su administrador le da un enlace con el que elige una contraseña. Después un administrador da su acuerdo, y usted puede iniciar sesión.
sign-up-name = Su nombre
sign-up-email = Correo
sign-up-email-hint = Allí llega un enlace para confirmarlo.
sign-up-email-hint-hand = Un enlace para confirmarlo espera después con su administrador.
sign-up-email-fixed = La invitación es para esta dirección.
sign-up-submit = Continuar
sign-up-busy = Un momento …
sign-up-back = ¿Tiene una cuenta? Inicie sesión
sign-up-full = Ahora esperan demasiadas peticiones de cuenta. Inténtelo de nuevo mañana o pida una invitación a su administrador.
sign-up-other-domain = Solo pueden entrar direcciones de { $domains }. Use la suya de allí o pida una invitación a su administrador.
sign-up-other-address = La invitación es para otra dirección. Abra de nuevo su enlace.
sign-up-slowed = { $seconds ->
    [one] Desde aquí llegaron demasiadas peticiones de cuenta. Espere 1 segundo e inténtelo de nuevo.
   *[other] Desde aquí llegaron demasiadas peticiones de cuenta. Espere { $seconds } segundos e inténtelo de nuevo.
}
sign-up-sent-title = Confirme su dirección
sign-up-sent-mail = Un mensaje está en camino a { $email }. Su enlace sirve una vez, durante 24 horas, y uno anterior ya no vale.
sign-up-sent-hand = Esta oficina no envía correo. Un enlace para { $email } espera con su administrador. Sirve una vez, durante 24 horas.
sign-up-confirm-title = Su dirección está confirmada
sign-up-confirm-lead = Le damos la bienvenida, { $name }. Elija cómo inicia sesión. Su dirección es { $email }.
sign-up-username = Nombre de usuario
sign-up-username-hint = Letras, cifras, puntos y guiones. También puede iniciar sesión con su correo.
sign-up-confirm-submit = Crear la cuenta
sign-up-waits-title = Un administrador tiene que estar de acuerdo
sign-up-waits-lead = Su dirección está confirmada y su contraseña guardada. Su petición espera a { $admins }. Puede iniciar sesión en cuanto haya acuerdo; un mensaje se lo dice.
sign-up-waits-lead-nobody = Su dirección está confirmada y su contraseña guardada. Un administrador lo mirará. Puede iniciar sesión en cuanto haya acuerdo; un mensaje se lo dice.
sign-up-waits-lead-hand = Su dirección está confirmada y su contraseña guardada. Su petición espera a { $admins }. Esta oficina no envía correo: puede iniciar sesión en cuanto haya acuerdo.
sign-up-waits-lead-hand-nobody = Su dirección está confirmada y su contraseña guardada. Un administrador lo mirará. Esta oficina no envía correo: puede iniciar sesión en cuanto haya acuerdo.
sign-up-exists-title = Ya tiene una cuenta
sign-up-exists-lead = Hay una cuenta con esta dirección. Inicie sesión con ella o elija una contraseña nueva.
sign-up-closed-title = Necesita una invitación
sign-up-closed-lead = En esta oficina un administrador crea las cuentas. Pida una invitación a { $admins }.
sign-up-closed-lead-nobody = En esta oficina un administrador crea las cuentas. Pida una invitación a la persona que se ocupa de este servidor.
sign-up-to-login = Ir al inicio de sesión

login-sign-up = ¿Todavía no tiene cuenta? <a href="{ $href }">Cree una</a>.
login-waits = <strong>Primero tiene que estar de acuerdo un administrador.</strong> Su cuenta espera a { $admin }.
login-waits-nobody = <strong>Primero tiene que estar de acuerdo un administrador.</strong> Su cuenta espera eso.
