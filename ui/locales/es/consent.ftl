consent-title = ¿Puede { $app } usar su cuenta?
consent-lead = Se le pregunta una sola vez. Puede retirar el acceso <a href="{ $apps }">en su cuenta</a>.
consent-sees = { $app } verá
consent-optional = Y también, si usted quiere
consent-never = Nunca su contraseña.
consent-allow = Permitir
consent-deny = No permitir
consent-goes-to = Irá a <code>{ $address }</code>
consent-self-registered = Esta aplicación se registró por sí misma. Nadie de su oficina la ha revisado todavía. Permítala solo si la conoce y si vino aquí a propósito.

claim-identifier = Que es usted otra vez
claim-identifier-value = Un número que le representa, el mismo en cada visita
claim-name = Su nombre
claim-username = Su nombre de usuario
claim-email = Su dirección de correo
claim-phone = Su número de teléfono
claim-address = Su dirección postal
claim-groups = Sus grupos
claim-groups-none = No está en ninguno
claim-birthdate = Su fecha de nacimiento
claim-gender = Su género
claim-picture = Su foto
claim-website = Sus páginas en la web
claim-region = Su idioma y su zona horaria
claim-offline = Que su sesión siga abierta
claim-offline-value = { $days ->
    [one] Hasta que usted cierre la sesión o retire el acceso, como máximo 1 día sin uso
   *[other] Hasta que usted cierre la sesión o retire el acceso, como máximo { $days } días sin uso
}
claim-other = { $name }
