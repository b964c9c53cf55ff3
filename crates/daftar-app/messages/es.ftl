# Words of the window and of the command line. Plain English: what happened, what is safe, what to do.

## The frame
nav-label = Pantallas
nav-today = Hoy
nav-cases = Casos
nav-incidents = Incidentes
nav-tracing = Búsqueda familiar
nav-families = Familias
nav-registry = Registro
nav-sync = Sincronización
nav-settings = Ajustes
nav-to-settle = { $count ->
    [one] { $count } asunto por resolver
   *[other] { $count } asuntos por resolver
}
line-never = Aún no se ha conectado al servidor
line-contact = Última conexión: { $ago }
line-waiting = { $count ->
    [0] nada pendiente de envío
    [one] { $count } cambio por enviar
   *[other] { $count } cambios por enviar
}
line-deriving = { $count ->
    [one] Actualizando las listas: falta { $count } registro
   *[other] Actualizando las listas: faltan { $count } registros
}
line-waiting-long = { $count ->
    [0] Todo lo escrito en esta portátil ya se envió.
    [one] En esta portátil hay { $count } cambio por enviar.
   *[other] En esta portátil hay { $count } cambios por enviar.
}
who-role = { $person }, { $role }
joined = { $one } · { $other }
time-now = ahora mismo
lock = Bloquear
close = Cerrar
cancel = Cancelar
understood = Entendido

## Key line
keys-hide = ocultar
key-search = buscar
key-beyond = todo el programa
key-move = moverse
key-open = abrir
key-new = nuevo
key-lock = bloquear
key-edit = editar
key-forms = formulario anterior, siguiente
key-seen = quién puede ver esto
key-history = historial
key-close = cerrar
key-back = volver a la lista
key-next-field = campo siguiente
key-save = guardar
key-add-entry = agregar
key-next-error = error siguiente
key-guidance = orientación
key-stop = dejar de escribir, queda el borrador
key-sync = sincronizar ahora

## Signing in
signin-title-new = Cuaderno
signin-lead = ¿Quién va a abrir el cuaderno?
signin-who = Personas en esta portátil
signin-note = No hace falta red. Solo se abren sus casos; los de otras personas siguen cerrados.
signin-damaged = cuaderno dañado
signin-enrol = Tengo un código de un solo uso
signin-back = Volver a las personas de esta portátil
signin-open = Abrir
signin-open-in = Abrir en { $seconds } s
signin-opening = Abriendo…
signin-foot = Todo lo que escriba se guarda cifrado en esta portátil.
password = Contraseña
password-hint = Al menos { $length } caracteres. Lo mejor son unas pocas palabras que solo usted juntaría.
passwords-differ = Las dos contraseñas no son iguales. Escriba la nueva dos veces.
enrol-lead = Su supervisor le dio un código de un solo uso. Con él, esta portátil queda a su nombre.
enrol-code = Código de un solo uso
enrol-password = Contraseña nueva para esta portátil
enrol-password-again = La misma contraseña otra vez
enrol-submit = Dar de alta esta portátil
enrol-busy = Dando de alta…

## Lock
lock-title = Bloqueado
lock-since = { $person } · desde las { $time }
lock-since-idle = { $person } · desde las { $time }, tras { $minutes ->
    [one] { $minutes } minuto
   *[other] { $minutes } minutos
} sin actividad
lock-writing = Había un formulario a medio escribir. Cada palabra está guardada y cifrada, y se abrirá donde lo dejó.
lock-someone-else = Otra persona

## Settings
settings-language = Idioma
settings-language-label = Textos y sentido de lectura
settings-password = Cambiar la contraseña
settings-password-lead = La contraseña abre su cuaderno en esta portátil. Nadie más la conoce y nadie puede consultarla.
settings-password-old = Contraseña actual
settings-password-new = Contraseña nueva
settings-password-again = Contraseña nueva otra vez
settings-password-change = Cambiar contraseña
settings-password-changed = La contraseña cambió. A partir de ahora, el cuaderno se abre con la nueva.

## Cases
cases-search = Nombre con cualquier ortografía, o ID
cases-count = { $count ->
    [one] { $count } caso
   *[other] { $count } casos
}
cases-count-of = { $count } de { $all }
records-search = Nombre con cualquier ortografía, código o ID
incidents-count = { $count ->
    [one] { $count } incidente
   *[other] { $count } incidentes
}
tracing-count = { $count ->
    [one] { $count } solicitud de búsqueda
   *[other] { $count } solicitudes de búsqueda
}
families-count = { $count ->
    [one] { $count } familia
   *[other] { $count } familias
}
registry-count = { $count ->
    [one] { $count } ficha del registro
   *[other] { $count } fichas del registro
}
cases-none-found = No hay coincidencias aquí.
cases-searched = Se buscó en todo lo que hay en esta portátil ({ $all }). Lo que solo tienen otras personas no se puede encontrar aquí.
beyond-go = Todo el programa…
beyond-title = Buscar en todo el programa
beyond-lead = Busca en todos los casos entregados al servidor, también en los de otras personas. Hace falta red. Queda constancia de que usted buscó. Nada de lo que se encuentre se guarda en esta portátil.
beyond-search = Buscar
beyond-busy = Buscando…
beyond-found = { $count ->
    [one] { $count } caso encontrado
   *[other] { $count } casos encontrados
}
beyond-more = Solo se muestran los primeros { $count }. Escriba más del nombre para reducir la lista.
beyond-none = No se encontró a nadie.
beyond-none-means = En lo que otras personas han entregado no hay nadie con ese nombre ni ningún caso con ese ID. Un caso que otra portátil todavía no envió no se puede encontrar aquí.
beyond-open = Abrir
beyond-ask-lead = { $child }, { $id }. El caso está a cargo de { $person }, quien decide. Si está de acuerdo, le ofrecerá el caso a usted.
beyond-asked = solicitado
beyond-asked-said = Solicitud enviada. Decide { $person }.
beyond-offline = Sin conexión con el servidor; no se envió nada. Esto solo funciona con red. Intente de nuevo cuando la haya.
glass-break = Acceso de emergencia…
glass-title = Acceso de emergencia
glass-when = Solo si un niño o una niña puede sufrir un daño mientras usted espera una respuesta.
glass-warning = En su próxima conexión, { $person } y sus supervisores sabrán quién abrió este caso, cuándo y por qué. Usted podrá leer el caso, pero no escribir en él. Cuando termine el plazo, el caso saldrá de esta portátil.
glass-why = Por qué no puede esperar
glass-for = Por cuánto tiempo
glass-hours = { $hours ->
    [one] { $hours } hora
   *[other] { $hours } horas
}
glass-confirm = Abrir el caso
glass-busy = Recibiendo el caso…
glass-not-here = Ya tiene acceso, pero el caso todavía no llegó a esta portátil. Intente de nuevo cuando haya red.
glass-again = Intentar de nuevo
glass-said = Ya tiene acceso de emergencia. El caso llega en la próxima conexión.
case-new = Nuevo caso
incident-new = Nuevo incidente
tracing-new = Nueva solicitud de búsqueda
family-new = Nueva familia
registry-new = Nueva ficha del registro
incident = Incidente
filter-label = Qué casos
filter-all = Todo
filter-mine = A mi cargo
filter-high-risk = Riesgo alto
filter-two-values = Dos valores
filter-unsent = Sin enviar
column-name = Nombre
column-id = ID
column-age = Edad
column-sex = Sexo
column-risk = Riesgo
column-status = Estado
column-owner = A cargo
column-changed = Último cambio
column-marks = Marcas
column-field = Campo
name-withheld = Nombre reservado
name-none = Sin nombre todavía
empty-title = Todavía no hay casos, { $person }
empty-lead = Esta portátil está lista y su cuaderno está vacío.
empty-register = Registrar a un niño o una niña
empty-register-how = Basta un nombre y el consentimiento para empezar. Lo demás puede venir después.
empty-wait = Recibir casos
empty-wait-how = Los casos que le asignen o le remitan, y los que abarca su rol, llegan en la próxima conexión sin que usted haga nada.
empty-list = Todavía no hay nada en «{ $list }»
empty-begin = Crear un primer registro
empty-begin-how = Se abre en blanco, con el cursor en el primer campo.
empty-arrive = Recibir lo que escribieron otras personas
empty-arrive-how = Lo que abarca su rol llega en la próxima conexión sin que usted haga nada.
empty-offline = A partir de ahora todo funciona sin red. Al pie de la barra lateral siempre se indica lo que falta por enviar.

## Marks
mark-unsent = sin enviar
mark-pending = espera respuesta
mark-two = dos valores
mark-alert = requiere atención
mark-withheld = no se comparte con usted
mark-readonly = solo lectura
mark-write = se puede escribir
mark-refused = rechazado
mark-error = por corregir
mark-empty = vacío
mark-begun = empezado
mark-complete = completo

## A case
case-new-lead = Todavía sin guardar. Nada sale de esta página hasta que guarde.
case-owner = A cargo de { $person }
case-risk = Riesgo: { $risk }
case-who = { $sex }, { $age }
age-years = { $years ->
    [one] { $years } año
   *[other] { $years } años
}
age-about = { $years ->
    [one] alrededor de { $years } año
   *[other] unos { $years } años
}
status-open = Abierto
status-closed = Cerrado
status-transferred = Transferido a otro programa
status-disabled = Fuera de uso
action-refer = Remitir
action-transfer = Transferir
action-request-transfer = Solicitar este caso…
action-assign = Asignar
action-flag = Poner alerta…
action-close = Cerrar caso…
action-reopen = Reabrir…
action-disable = Dejar fuera de uso…
action-enable = Volver a poner en uso…
action-attribute = Cuenta del niño o la niña…
forms-label = Formularios
forms-record = El registro
forms-withheld = No se comparten con usted
form-no-fields = Este formulario no tiene campos que usted pueda leer.
form-next = Formulario siguiente: { $form }
form-answered = respuestas: { $answered } de { $asked }
seen-by = { $count ->
    [one] Lo puede ver { $count } persona
   *[other] Lo pueden ver { $count } personas
}
last-changed = último cambio: { $date }, { $person }
field-blank = Sin anotar
field-emptied = Se dejó vacío
field-required = obligatorio
field-clear = Borrar
guidance-of = Orientación sobre { $field }
tick-yes = Sí
tick-no = No
list-comma = {", "}
words-between = {" · "}
option-outdated = ya no se ofrece
option-no-more = { $option } (ya no se ofrece)
options-outdated = { $count ->
    [one] una de estas opciones ya no se ofrece
   *[other] { $count } de estas opciones ya no se ofrecen
}
tally-total = Total
date-placeholder = 3/5/2024
date-time = Hora
time-placeholder = HH:MM
range-to = hasta
range-both = { $from } a { $to }
range-since = desde { $from }
range-until = hasta { $to }
choice-placeholder = Escriba para elegir
choice-none = No hay coincidencias
choice-more = { $count ->
    [one] { $count } más; escriba para reducir la lista
   *[other] { $count } más; escriba para reducir la lista
}
choice-drop = Quitar { $option }
edit = Editar
edit-stop = Dejar de editar
save = Guardar
save-new = Guardar y crear otro
save-nothing = Todavía no se ha escrito nada.
saved = { $id } se guardó en esta portátil. Se envía en la próxima conexión.
errors-count = Por corregir: { $count }

## Drafts
draft-kept = borrador guardado a las { $time }
draft-notice = { $count ->
    [one] Un borrador de las { $time } tiene { $count } cambio sin guardar. Solo usted puede verlo.
   *[other] Un borrador de las { $time } tiene { $count } cambios sin guardar. Solo usted puede verlos.
}
draft-resume = Seguir escribiendo
draft-discard = Descartar
draft-discarded = El borrador se descartó. Todo está como se guardó por última vez.
draft-discard-title = ¿Descartar este borrador?
draft-discard-text = Lo que escribió desde la última vez que guardó se perderá para siempre. Lo guardado queda como está.

## Entries of a subform
entry-add = Agregar
entry-new = Entrada nueva
entry-untitled = Sin escribir todavía
entry-nth = · n.º { $nth }
entry-remove = Quitar
entry-gone = se quita al guardar
entry-restore = Recuperar
entries-none = Sin entradas
entries-fixed = Las entradas guardadas quedan como están. Agregue una nueva para lo que haya cambiado.
entries-unsaved = Sin guardar todavía
entry-removed-by = { $person } quitó esto el { $time }, mientras otra persona lo cambiaba. No se pierde nada hasta que usted elija.
entry-keep = Conservar
entry-drop = Quitar
entry-kept = Se conserva, con los cambios.
entry-dropped = Se quitó. Queda en el historial.

## Two values
two-choose = elegir
two-edit-hint = Dos personas escribieron esto de forma distinta. Lo que usted escriba aquí reemplaza ambas versiones; las dos quedan en el historial.
two-label = Dos valores de { $field }
two-author = { $person } · { $time }
two-you = usted · { $time }
two-keep = Conservar este
two-shown = se muestra en las listas hasta que usted elija
two-third = Escribir otro
two-third-save = Conservar lo que escribí
two-later = Ahora no
two-note = Elija lo que elija, los demás valores quedan en el historial.
two-settled = { $field }: resuelto.
written-by-two = Dos personas escribieron en este texto al mismo tiempo. Aquí están las palabras de ambas; léalo una vez, por favor.

## Waiting, refused, late
pending-text = Espera en esta portátil y se realiza en la próxima conexión.
late-text = { $person } escribió esto el { $time }, cuando su acceso ya había terminado. Queda aparte hasta que usted decida.
late-text-at-rest = { $person } escribió esto el { $time }, mientras el caso estaba cerrado o fuera de uso. Queda aparte hasta que usted decida.
late-before = Ahora
late-after = Cambio tardío
late-adopt = Incorporar
late-discard = Descartar
late-adopted = El cambio se incorporó.
late-discarded = El cambio se descartó. Lo demás sigue igual.

## Who can see this
seen-title = Quién puede ver esto
seen-lead = { $count ->
    [one] Según lo que sabe esta portátil, { $count } persona tiene acceso a esto. También pueden tenerlo quienes están por encima de la persona a cargo, como el supervisor del equipo.
   *[other] Según lo que sabe esta portátil, { $count } personas tienen acceso a esto. También pueden tenerlo quienes están por encima de la persona a cargo, como el supervisor del equipo.
}
seen-people = Personas
seen-owner = a cargo
seen-withheld = { $count ->
    [one] { $count } formulario no se comparte con usted.
   *[other] { $count } formularios no se comparten con usted.
}
history = Historial
history-removed = Se quitó
history-kept = Finalmente se conservó
history-none = Todavía no se ha cambiado nada.
history-none-fit = Nada cumple con todo esto.
history-filters = Mostrar solo
history-form = Formulario
history-field = Campo
history-person = Persona
history-every-form = Todos los formularios
history-every-field = Todos los campos
history-everybody = Todas las personas
history-everything = mostrar todo
history-acts = Remisiones, alertas y otros actos
history-count = { $count ->
    [one] { $count } línea
   *[other] { $count } líneas
}
history-count-of = { $count ->
    [one] { $count } línea de { $all }
   *[other] { $count } líneas de { $all }
}
history-newer = Más recientes
history-older = Más antiguas
history-range = { $from }–{ $to } de { $total }
history-laptop = portátil { $device }
history-to = a { $person }
history-queued = Espera en esta portátil hasta el próximo contacto.
history-refused = Rechazado.
history-received = Llegó al servidor { $time }.
history-parted = Desde aquí había dos valores. Junto a este: { $values }
history-apart = Seguía habiendo dos valores. Junto a este: { $values }
history-settled = De nuevo un solo valor. Hasta aquí había también: { $values }
history-torn = Una persona lo quitó y otra lo cambió; desde aquí quedaron ambas cosas.
history-torn-still = Una persona lo había quitado y otra lo había cambiado; seguían ambas cosas.
history-mended = Resuelto: una persona lo había quitado y otra lo había cambiado.
history-was = Como estaba entonces
history-was-title = El formulario como estaba
history-was-by = justo después de { $person }, el { $time }
history-was-only = Solo lo que ahora es distinto
history-was-differs = { $count ->
    [one] { $count } respuesta es distinta ahora
   *[other] { $count } respuestas son distintas ahora
}
history-was-same = Todo sigue igual ahora
history-was-nothing = No había nada escrito en este formulario entonces, ni lo hay ahora
history-was-note = Solo para leer. Aquí no cambia nada mientras no restablezca algo.
history-was-changed = cambió después
history-was-later = aún no estaba; se añadió después
history-was-gone = ya no está
history-put-back = Restablecer
history-put-back-empty = Vaciar de nuevo
history-keep = Conservar de nuevo
history-keep-title = ¿Conservar de nuevo esta entrada?
history-keep-said = La entrada está de nuevo.
put-back = Restablecer
put-back-title = ¿Restablecer este valor?
put-back-text = Se escribe como un cambio nuevo suyo. Lo que hay ahora queda en el historial.
put-back-now = Ahora
put-back-then = Será
put-back-said = { $field } se restableció.

## Referral and assignment
referrals = Remisiones, transferencias
referral-none = Este caso no se ha remitido ni ofrecido a nadie.
referral-by = remitido por { $person }, { $date }
referral-to-accept = { $person } le remite este caso: { $type }.
referral-accept = Aceptar
referral-reject = Rechazar
referral-done = Marcar como hecha
referral-revoke = Terminar remisión
referral-revoke-title = ¿Terminar esta remisión?
referral-revoke-text = En la próxima conexión termina el acceso de quien la recibió, y los formularios salen de su portátil. Lo que escribió queda en el caso.
referral-accept-said = Aceptada. Quien hizo la remisión lo sabrá en la próxima conexión.
referral-reject-said = Rechazada. Después de la próxima conexión no queda aquí nada del caso.
referral-done-said = Marcada como hecha. Su acceso termina en la próxima conexión.
referral-done-title = ¿Ya está hecha esta remisión?
referral-done-lead = Su acceso termina en la próxima conexión; lo que usted escribió queda en el caso. Quien hizo la remisión leerá lo que escriba aquí.
referral-done-note = Qué se hizo y qué necesita todavía el niño o la niña
decline-title = ¿Rechazar?
decline-lead = Después de la próxima conexión no queda aquí nada del caso. Quien se lo envió leerá lo que escriba aquí.
decline-why = Por qué
referral-revoke-said = La remisión termina en la próxima conexión.
referral-status-in-progress = en espera de respuesta
referral-status-accepted = aceptada
referral-status-done = hecha
referral-status-rejected = rechazada
referral-status-revoked = terminada
referral-status-expired = vencida
referral-status-told = ya se informó
referral-until = hasta el { $date }
offer-outside = Fuera del programa
consent-despite = Compartir sin consentimiento registrado
consent-despite-hint = Solo si esperar le haría daño al niño o la niña. En el caso consta que usted lo decidió; escriba por qué.
consent-overridden = se compartió sin consentimiento registrado
refer-title = Remitir
refer-owner-stays = Sigue a cargo la misma persona.
refer-type = Tipo
refer-to = Para quién
refer-lends = Este tipo permite leer { $reads ->
    [one] { $reads } formulario
   *[other] { $reads } formularios
} y escribir en { $writes }.
refer-will-have = Lo que tendrá { $person }
refer-will-have-anyone = Lo que tendrá quien reciba la remisión
refer-until = con el historial de estos formularios, hasta que usted termine la remisión o esté hecha
refer-reads = lectura
refer-writes = lectura y escritura
refer-never = Lo que nunca sale
refer-never-text = Todos los demás formularios de este caso y su historial.
refer-choose-type = Elija un tipo para ver a qué formularios da acceso.
refer-waits = Nada se comparte antes de la próxima conexión; hasta entonces espera en esta portátil.
refer-confirm = Remitir
refer-said = Remitido a { $person }. Se realiza en la próxima conexión.
refer-outside = A alguien fuera del programa
refer-outside-hint = Nada sale de este cuaderno; usted se lo comunica directamente y aquí queda anotado.
refer-outside-has = Nada de este caso. Queda anotado que se le informó, quién lo hizo y cuándo.
refer-outside-said = Anotado. Se realiza en la próxima conexión.
refer-service = Para qué servicio
refer-service-none = Para ningún servicio en particular
refer-everybody = Mostrar a todas las personas, no solo a quienes ofrecen este servicio
refer-until-day = Último día
refer-until-ended = Hasta que esté hecha o se termine
note-with = Lo que debe saber quien lo reciba (lo leerá con el caso)
note-outside = Quién es y qué se le pide
people-search = Nombre, organización, rol o lugar
people-none = Nadie de la lista de esta portátil puede recibirlo. La lista se actualiza en la próxima conexión.
transfer-title = Transferir
transfer-lead = El caso pasa definitivamente a otra persona cuando ella lo acepte; hasta entonces puede leerlo, y { $person } sigue a cargo.
transfer-confirm = Ofrecer
transfer-said = Se ofrece a { $person } en la próxima conexión.
transfer-outside = A otro programa
transfer-outside-hint = No se envía nada; usted hace el traspaso directamente. El caso queda aquí, pero ya no se trabaja en él.
transfer-outside-said = Anotado. Desde la próxima conexión ya no se trabaja en el caso.
request-title = Solicitar este caso
request-lead = Está a cargo de { $person }, quien decide. Si está de acuerdo, le ofrecerá el caso a usted.
request-note = Por qué lo solicita
request-confirm = Solicitar
request-said = La solicitud se envía en la próxima conexión. Decide { $person }.
request-of = solicitud de este caso, { $status }
request-to-answer = { $person } solicita este caso.
request-offer = Ofrecérselo
request-reject = Rechazar…
request-reject-title = ¿Rechazar esta solicitud?
request-reject-lead = El caso sigue a cargo de la misma persona. { $person } leerá lo que usted escriba aquí.
request-reject-said = La solicitud se cierra en la próxima conexión.
request-back = Retirar la solicitud
request-back-lead = Usted deja de solicitar este caso.
glass-notice = { $person } abrió este caso con acceso de emergencia el { $date }; el acceso dura hasta el { $until }.
glass-notice-own = Usted tiene acceso de emergencia a este caso hasta el { $until }. Puede leerlo; no puede escribir en él.
glass-end = Terminar
glass-end-said = El acceso de emergencia termina en la próxima conexión.
glass-until = acceso de emergencia hasta el { $date }
glass-over = acceso de emergencia, terminado
transfer-of = transferencia, { $status }
transfer-by = ofrecido por { $person }, { $date }
transfer-to-accept = { $person } ofrece este caso a { $to }. Quien lo acepte responde por él.
transfer-accept-said = Aceptada. El caso pasa a { $to } en la próxima conexión.
transfer-reject-said = Rechazada. Quien ofreció el caso lo sabrá en la próxima conexión.
transfer-revoke = Retirar
transfer-revoke-said = La oferta se retira en la próxima conexión, salvo que alguien la acepte antes.
assign-title = Asignar
assign-lead = La nueva persona a cargo responde por el caso desde la próxima conexión. Ahora está a cargo de { $person }.
assign-to = Nueva persona a cargo
assign-confirm = Asignar
assign-said = Asignado a { $person }. Se realiza en la próxima conexión.
choose-count = { $count ->
    [one] { $count } caso elegido
   *[other] { $count } casos elegidos
}
choose-none = Quitar la selección
assign-all = Asignar…
assign-all-title = { $count ->
    [one] Asignar { $count } caso
   *[other] Asignar { $count } casos
}
assign-all-lead = La nueva persona a cargo responde por ellos desde la próxima conexión.
assign-all-said = { $count ->
    [one] { $count } caso se asigna a { $person } en la próxima conexión.
   *[other] { $count } casos se asignan a { $person } en la próxima conexión.
}
key-choose = elegir
act-case-create = Registro
act-case-assign = Asignación
act-transfer-offer = Transferencia
act-transfer-accept = Aceptación de la transferencia
act-transfer-reject = Rechazo de la transferencia
act-transfer-revoke = Retiro de la transferencia
act-referral-offer = Remisión
act-referral-accept = Aceptación de la remisión
act-referral-reject = Rechazo de la remisión
act-referral-done = Remisión marcada como hecha
act-referral-revoke = Fin de la remisión
act-quarantine-settle = Decisión sobre un cambio tardío
act-case-close = Cierre del caso
act-case-reopen = Reapertura del caso
act-case-disable = Registro fuera de uso
act-case-enable = Registro de nuevo en uso
act-flag-add = Alerta
act-flag-edit = Nuevo texto de la alerta
act-flag-resolve = Resolución de la alerta
act-link-add = Vínculo con otro registro
act-link-end = Eliminación de un vínculo
act-case-attribute = Cuenta del niño o la niña
act-approval-request = Solicitud de aprobación
act-approval-approve = Aprobación
act-approval-reject = Devolución para corregir
act-request-transfer = Solicitud del caso
act-request-reject = Rechazo de una solicitud
act-glass-break = Acceso de emergencia
act-glass-end = Fin del acceso de emergencia

## Closing, flags, approvals
locked-disabled = Este registro está fuera de uso: se puede leer, pero no se escribe en él.
locked-closed-read = Este caso está cerrado: se puede leer, pero no se escribe en él.
locked-closed = Este caso está cerrado. Se puede leer; un servicio nuevo lo vuelve a abrir.
locked-transferred = Este caso pasó a otro programa. Se puede leer; para anotar aquí algo más, hay que reabrirlo.
close-title = ¿Cerrar este caso?
close-text = No se escribe nada más en él hasta que se reabra; un servicio nuevo lo vuelve a abrir. Quienes ahora lo leen podrán seguir leyéndolo.
close-said = El caso se cierra en la próxima conexión.
reopen-title = ¿Reabrir este caso?
reopen-text = Todas las personas con permiso para escribir en él podrán volver a hacerlo.
reopen-said = El caso se reabre en la próxima conexión.
disable-title = ¿Dejar este registro fuera de uso?
disable-text = Ya nadie escribe en él, y no se remite ni se transfiere. Se puede seguir leyendo, no se borra nada y puede volver a ponerse en uso.
disable-said = El registro queda fuera de uso desde la próxima conexión.
enable-title = ¿Volver a poner en uso este registro?
enable-text = Se podrá escribir en él de nuevo; queda abierto o cerrado, como estaba antes.
enable-said = El registro vuelve a estar en uso en la próxima conexión.
flags = Alertas
flags-count = { $count ->
    [one] { $count } alerta
   *[other] { $count } alertas
}
flag-title = Poner alerta
flag-lead = La leen la persona a cargo y sus supervisores; no la lee quien solo tiene acceso a una parte del caso.
flag-about = Qué requiere atención
flag-confirm = Poner alerta
flag-said = Alerta puesta. Las demás personas la ven después de la próxima conexión.
flag-by = { $person }, { $date }
flag-closed-to-you = El texto no se pudo abrir en esta portátil.
flag-edit = Cambiar el texto
flag-edit-said = El texto cambia en la próxima conexión.
links = Registros vinculados
links-count = { $count ->
    [0] Vincular un registro
    [one] { $count } registro vinculado
   *[other] { $count } registros vinculados
}
links-none = Todavía no hay nada vinculado.
link-by = vinculado por { $person }, { $date }
link-pending = en la próxima conexión
link-ending = se elimina en la próxima conexión
link-away = no está en esta portátil
link-end = Eliminar vínculo
link-end-title = ¿Eliminar este vínculo?
link-end-text = Los dos registros quedan como están. Quien lee un incidente solo por su caso dejará de verlo.
link-end-said = Se elimina en la próxima conexión.
link-add-case = Vincular a un caso…
link-add-family = Vincular a una familia…
link-add-registry-record = Vincular a una ficha del registro…
link-title-case = Vincular a un caso
link-title-family = Vincular a una familia
link-title-registry-record = Vincular a una ficha del registro
link-lead-incident = Desde entonces el incidente pertenece al caso: quien ve el caso ve el incidente, hasta donde lo permita su rol, y queda a cargo de la misma persona que el caso.
link-lead-case = Nadie ve más que antes: cada registro lo siguen leyendo quienes ya podían leerlo.
link-lead-tracing-request = Queda anotado que el niño o la niña que se busca es quien figura en este caso. Nadie ve más que antes.
link-search = Nombre o ID
link-choose = Elija un registro
link-entry = A quién se busca
link-confirm = Vincular
link-said = Se vincula en la próxima conexión.
link-result-none = No hay un registro así en esta portátil.
incident-of-case = Agregar incidente
incident-of-lead = El incidente pertenecerá a este caso y estará a cargo de la misma persona.
attribute-title = ¿De quién es el caso?
attribute-lead = El niño o la niña que usa el programa con su propia cuenta lee este caso y ningún otro.
attribute-confirm = Darle este caso
attribute-said = En la próxima conexión.
attribute-end-title = ¿Quitarle este caso?
attribute-end-text = { $person } ya no podrá leer este caso. Lo demás sigue igual.
attribute-end = Quitárselo
attribute-of = Caso propio de { $person }
flag-resolve = Resolver
flag-resolve-title = Resolver esta alerta
flag-resolve-how = Qué se hizo al respecto
flag-resolve-said = Se resuelve en la próxima conexión.
flag-resolved-by = la resolvió { $person }
approval-ask = Pedir aprobación
approval-ask-again = Pedirla de nuevo
approval-ask-said = Aprobación solicitada. Quienes supervisan la ven después de la próxima conexión.
approval-none = Todavía sin aprobar.
approval-pending = { $person } pidió la aprobación el { $date }.
approval-approved = Aprobado por { $person }, { $date }.
approval-rejected = Devuelto por { $person }, { $date }.
approval-waits-approval-approve = Usted lo aprobó. Su respuesta espera a ser enviada.
approval-waits-approval-reject = Usted lo devolvió. Su respuesta espera a ser enviada.
approval-superseded = El formulario cambió desde entonces.
approval-look = { $person } le pide que apruebe «{ $form }».
approval-go = Revisar
approval-approve = Aprobar
approval-approve-title = Aprobar «{ $form }»
approval-approve-said = Se aprueba en la próxima conexión.
approval-approve-lead = Usted aprueba el formulario tal como lo ve ahora. Lo que se cambie después deberá aprobarse de nuevo.
approval-reject = Devolver
approval-reject-title = Devolver «{ $form }»
approval-reject-said = Se devuelve en la próxima conexión.
approval-reject-lead = Quien pidió la aprobación leerá lo que usted escriba aquí y podrá pedirla de nuevo.
approval-comment = Comentario

## Sync
sync-title = Envío y recepción
sync-now = Sincronizar ahora
sync-busy = Enviando y recibiendo…
sync-done = Todo enviado y recibido.
sync-lead = Mientras tanto puede seguir trabajando. Si se corta la conexión, continúa desde donde quedó.
sync-needs-you = Por resolver
sync-needs-nothing = No hay nada por resolver.
sync-two-values = Mostrar los casos en que dos personas escribieron cosas distintas
sync-state-two-values = dos valores
sync-going-out = Por enviar
sync-all-sent = Todo está enviado.
sync-waiting-count = { $count ->
    [one] { $count } cambio espera
   *[other] { $count } cambios esperan
}
sync-state-waiting = espera
sync-state-pending = espera al servidor
sync-state-refused = no se realizó
sync-state-ended = acceso terminado
sync-state-late-edit = cambio tardío por decidir
sync-report = Última sincronización
sync-sent = Enviado
sync-fetched = Recibido
sync-bytes-up = Subida
sync-bytes-down = Bajada
sync-round-trips = Idas y vueltas
sync-relay = Servidor
ended-assigned = El caso se asignó a otra persona. Aquí no queda nada de él; los cambios que usted no había enviado se entregaron a la nueva persona a cargo.
ended-referral-done = La remisión está hecha. Aquí no queda nada del caso; lo que usted escribió sigue en él.
ended-rejected = El caso se rechazó. Aquí no queda nada de él.
ended-expired = Pasó el último día de la remisión. Aquí no queda nada del caso; lo que usted escribió y envió sigue en él.
ended-revoked = Su acceso terminó. Aquí no queda nada del caso; lo que usted escribió y envió sigue en él.
ended-role = Su rol ya no abarca este caso. Aquí no queda nada de él; si es un error, hable con su supervisor.

## Errors: what happened, what is safe, what to do
error-generic = No funcionó ({ $code }). Lo que guardó está a salvo. Intente de nuevo; si se repite, dígale a su supervisor la palabra entre paréntesis.
error-access-ended = Este cambio llegó cuando su acceso ya había terminado. Se entregó y se conserva; la persona a cargo del caso decide.
error-seq-conflict = Esta misma portátil ya había escrito otra cosa ahí, como ocurre al restaurar una copia. Sus palabras se conservan y se vuelven a escribir en la próxima conexión.
error-device-retired = Esta portátil se retiró del servicio. Sus cambios se entregaron y se conservan para la persona a cargo del caso.
error-history-lost = El servidor perdió una parte de sus datos, quizá tras una reparación. Todo lo de esta portátil se conserva. Avise a su administrador antes de continuar.
error-bad-case-id = El número de este caso corresponde a otra portátil, por eso el servidor no lo aceptó. Lo que escribió se conserva aquí. Avise a su administrador.
error-bad-segment = Llegó algo que no se pudo comprobar y se dejó fuera. Lo que usted ya tenía no cambió. Avise a su administrador.
error-key-missing = Llegó un cambio para el que esta portátil todavía no tiene clave. No se perdió nada; volverá a llegar en la próxima conexión.
error-usage = No se entiende el comando. No se hizo nada. Consulte --help.
error-failed = No funcionó. Lo que guardó está a salvo. Intente de nuevo o reinicie Daftar.
error-wrong-password = Esa contraseña no abre este cuaderno. No se perdió nada. Intente de nuevo.
error-password-too-short = Esta contraseña es demasiado corta. Use al menos { $min } caracteres.
error-password-delayed = Demasiadas contraseñas incorrectas. No se borra nada; solo hay que esperar más. Espere un poco e intente de nuevo.
error-keyring-unavailable = El llavero de claves de esta portátil no responde, por eso no se puede abrir el cuaderno. Sus casos están a salvo. Vuelva a iniciar sesión en la portátil e intente otra vez.
error-keyring-missing = El llavero de claves de esta portátil no responde, por eso no se puede abrir el cuaderno. Sus casos están a salvo. Vuelva a iniciar sesión en la portátil e intente otra vez.
error-vault-damaged = El archivo de este cuaderno está dañado y no se abre. No borre nada. Lo que se envió está a salvo en el servidor; pida ayuda a su supervisor.
error-vault-exists = Esta persona ya tiene un cuaderno en esta portátil. Sigue intacto. Entre con su contraseña.
error-vault-not-found = Esta persona no tiene un cuaderno en esta portátil. Pida a su supervisor un código de un solo uso.
error-vault-params-refused = El archivo de este cuaderno no está como Daftar lo escribió, por eso no se abrió. No borre nada. Pida ayuda a su supervisor.
error-vault-wrong-key = El llavero de claves de esta portátil no corresponde a este cuaderno. No se perdió nada. Pida ayuda a su supervisor.
error-recovery-failed = No se pudo recuperar el cuaderno. No se borró nada. Pida ayuda a su supervisor.
error-no-configuration = Los formularios del programa todavía no están aquí. Sincronice una vez con red e intente de nuevo.
error-code-invalid = Este código no es correcto. Revíselo letra por letra o pida uno nuevo a su supervisor.
error-code-used = Este código ya se usó; cada uno sirve una sola vez. Pida uno nuevo a su supervisor.
error-unknown-field = Este campo no se conoce aquí. No se guardó nada. Sincronice para recibir los formularios más recientes e intente de nuevo.
error-wrong-type = Esto no corresponde al campo. Revise lo que escribió.
error-unknown-option = Esta opción ya no existe. Elija otra.
error-invalid-date = Esto no es una fecha, o podría ser más de una. Escriba, por ejemplo, 3/5/2024, 5 de marzo de 2019, marzo de 2019 o 2019, o una edad, como «unos 11 años».
error-text-too-long = Este texto es demasiado largo para guardarlo. Acórtelo o ponga una parte en otro campo.
error-date-in-future = Esta fecha todavía no llega, y aquí solo va lo que ya ocurrió. Revise el año y el día.
error-date-not-exact = Aquí hace falta el día, no solo el mes o el año. Escriba la fecha completa, por ejemplo 3/5/2024.
error-invalid-range = Estas dos fechas no forman un período: una no existe, o el final es anterior al comienzo. Revise las dos; una puede quedar vacía.
error-number-out-of-range = Este número es demasiado pequeño o demasiado grande para este campo. Revise lo que escribió.
error-invalid-phone = Esto no es un número de teléfono. Escriba al menos tres cifras, con + y espacios si quiere, y sin palabras.
error-unknown-row = Uno de estos números es de una fila que ya no existe. No se guardó nada. Sincronice para recibir los formularios más recientes y vuelva a contar.
error-entry-fixed = Aquí las entradas guardadas quedan como están, por eso no se cambió nada. Agregue una entrada nueva para lo que sea distinto.
error-unknown-person = Aquí no se conoce a nadie con ese nombre. Sincronice para recibir la lista de personas más reciente e intente de nuevo.
error-no-consent = El formulario de consentimiento del niño o la niña no permite compartir con esta organización. No se compartió nada. Hable primero con la familia y registre su consentimiento.
error-not-permitted = Su rol no permite esto. No se cambió nada. Si lo necesita, hable con su supervisor.
error-not-found = Esto ya no está en esta portátil. Vuelva a la lista.
error-no-longer-yours = Usted ya no tiene acceso a este caso. Lo que había enviado está en él; consulte a la persona a cargo.
error-relay-unreachable = Sin conexión con el servidor. Todo se conserva en esta portátil y se envía en la próxima conexión. Siga trabajando.
error-relay-key-mismatch = El servidor no presenta la clave que esta portátil conoce, por eso no se envió nada. Su trabajo está a salvo aquí. Avise a su supervisor antes de intentar de nuevo.
error-relay-failed = El servidor respondió con un error. Todo se conserva en esta portátil. Intente más tarde.
error-too-often = Demasiadas búsquedas en poco tiempo, por eso no se buscó nada. Espere un rato e intente de nuevo.
error-not-shown = Este caso no estaba entre los que usted encontró hoy. No se envió nada. Búsquelo de nuevo e intente otra vez.
error-stale-owner = Entre tanto, el caso quedó a cargo de otra persona, por eso esto no se realizó. Revise el caso y decida de nuevo.
error-target-not-allowed = Esta persona no puede recibir el caso. No se compartió nada. Elija a otra.
error-role-too-wide = Este tipo de remisión daría acceso a más de lo que usted puede compartir. No se compartió nada. Elija uno más limitado.
error-already-answered = Esto ya se respondió. No se cambió nada.
error-already-ended = Esto ya terminó. No se cambió nada.
error-too-many = No más de { $max } a la vez. No se cambió nada. Elija menos y haga el resto después.
error-bad-link = Estos dos registros no se pueden vincular entre sí, por eso no se vinculó nada. Un incidente va con un caso; un caso, con una familia o una ficha del registro; un niño o una niña que se busca, con un caso.
error-follows-its-case = Este incidente va a donde vaya su caso, por eso no se cambió nada. Hágalo con el caso, o elimine primero el vínculo.
error-already-so = Ya está así. No se cambió nada.
error-case-closed = Este caso está cerrado, por eso esto no se escribió en él. Lo que usted escribió se conserva. Reabra el caso o pídaselo a quien pueda hacerlo; un servicio nuevo lo reabre por sí solo.
error-case-disabled = Este registro está fuera de uso, por eso no se escribe nada en él. Lo que usted escribió se conserva. Pida a quien pueda hacerlo que vuelva a ponerlo en uso.
error-superseded = El formulario cambió desde que usted lo vio. No se aprobó nada. Léalo de nuevo y después decida.
error-approval-missing = Para cerrar hace falta una aprobación que no está o que es anterior al último cambio. No se cambió nada. Pídala primero.
error-unknown-approval = Este programa no tiene esa aprobación. No se envió nada. Sincronice para recibir la configuración más reciente e intente de nuevo.
error-bad-sentence = Escriba algo aquí, hasta unas 4000 letras.
error-already-over = El último día ya había pasado cuando esto llegó al servidor. No se compartió nada. Haga la remisión de nuevo con un día posterior.
error-too-long = El acceso de emergencia dura como máximo 72 horas. No se abrió nada. Elija menos horas.
error-duplicate-case = Ya existe un caso con este ID. Lo que escribió se conserva aquí. Avise a su supervisor.
error-quarantined = Este cambio llegó cuando su acceso ya había terminado. Queda aparte; la persona a cargo decide.
error-stale-epoch = Las claves de este caso cambiaron. Sus cambios se conservan y se vuelven a enviar en la próxima conexión.
error-store-failed = Esta portátil no pudo escribir en el disco. Lo que se guardó antes está a salvo. Reinicie Daftar y compruebe si su último cambio está ahí.
error-store-busy = Esta portátil todavía está ocupada con el cambio anterior. No se perdió nada. Intente de nuevo en un momento.
error-disk-full = El disco de esta portátil está lleno y no se puede guardar nada más. Lo guardado está a salvo. Libere espacio y vuelva a guardar.
error-newer-version = Este cuaderno se escribió con una versión más reciente de Daftar. Sigue intacto. Instale la última versión en esta portátil.
error-locked = El cuaderno está bloqueado. Cada palabra se conserva. Escriba su contraseña para continuar.
error-required = Hay que llenar este campo antes de guardar el formulario.
error-device-revoked = Esta portátil ya no puede intercambiar casos. Avise a su supervisor de inmediato.
error-upgrade-required = El servidor necesita una versión más reciente de Daftar. Su trabajo está a salvo aquí. Instale la última versión y sincronice de nuevo.
error-not-your-own = Esto es de otra persona, por eso usted no puede hacerlo. No se cambió nada. Pídaselo a ella.
error-file-empty = Este archivo está vacío, por eso no se agregó nada. Compruebe si es el correcto.
error-file-too-large = Este archivo pesa más de { $max } MB, por eso no se agregó. Redúzcalo o divídalo, y agréguelo de nuevo.
error-files-too-many = En un registro caben como máximo { $max } archivos. No se guardó nada. Quite los que no hagan falta y vuelva a guardar.
error-file-damaged = Este archivo está dañado y no se muestra. Todo lo demás sigue intacto. Avise a su administrador; si tiene el original, agréguelo de nuevo.
error-file-elsewhere = Este archivo está en la portátil donde se agregó y todavía no llegó aquí. Lo que se escribió sobre él sí está aquí.
error-photo-type-refused = Esto no es una imagen que se pueda guardar. No se agregó nada. Elija un archivo JPEG, PNG o WebP.
error-photo-heic = Esta foto está en formato HEIC, que no todas las portátiles pueden mostrar. No se agregó nada. Guárdela como JPEG en el teléfono o la computadora y después agréguela.
error-photo-damaged = Esta imagen no se puede leer; quizá el archivo esté dañado. No se agregó nada. Tome o elija otra.
error-photo-too-large = Esta imagen tiene más píxeles de los que una portátil puede abrir sin problemas (como máximo 12 000 por lado). No se agregó nada. Redúzcala y después agréguela.
error-audio-type-refused = Esto no es una grabación que se pueda guardar. No se agregó nada. Elija un archivo MP3, M4A, OGG o WAV.
error-document-type-refused = Este tipo de archivo no se guarda, diga lo que diga su nombre. No se agregó nada. Elija un PDF, un archivo de texto, Word o Excel, una tabla CSV o una imagen.
error-consent-first = Su programa pide el consentimiento, u otra base, antes de guardar un caso. No se guardó nada; lo que usted escribió sigue aquí. Responda al menos a una de esas preguntas y continúe.
error-copy-failed = No se pudo escribir la copia en la carpeta Descargas. El archivo está a salvo en el cuaderno. Compruebe si hay espacio e intente de nuevo.

# What is asked about every file.
attachment-file = Archivo
attachment-date = Fecha
attachment-description = Qué muestra
attachment-comments = Comentarios
attachment-is-current = Imagen para identificar al niño o la niña
signature-provided-by = Firmado por

# Registration
register-steps = Pasos de un caso nuevo
register-step-look = ¿Ya está aquí?
register-step-ask = Consentimiento
register-step-forms = Formularios
register-look-title = ¿Este niño o esta niña ya está aquí?
register-look-lead = Escriba lo que sepa, aunque dude de la ortografía. Abajo aparecen los niños y las niñas de esta portátil que podrían ser la misma persona.
register-ask-title = Consentimiento y base
register-ask-lead = Qué aceptaron el niño o la niña y la familia, y con qué base se guardan los datos del niño o la niña. Hable de esto antes de anotar más.
register-continue = Continuar
register-continue-none = No es ninguno, continuar
register-skip = Omitir
register-back = Atrás
register-save-later = Se guarda después de estos pasos. Lo que escribió se conserva como borrador.
key-continue = continuar
key-step-back = un paso atrás
likely-waiting = Todavía no se ha buscado a nadie: escriba un nombre o el número de una tarjeta.
likely-none-here = No hay un niño o una niña así en esta portátil. Puede que otras personas sí sepan quién es.
likely-found = { $count ->
    [one] { $count } niño o niña de esta portátil podría ser la misma persona:
   *[other] { $count } niños o niñas de esta portátil podrían ser la misma persona:
}
likely-opens = Si abre un caso, sale de esta página. Lo que escribió queda aquí como borrador.
likely-kept = Lo que escribió se conserva como borrador. Aparecerá al abrir un caso nuevo.
likely-title = ¿Es alguno de estos niños o niñas?
likely-lead = { $count ->
    [one] Todavía no se ha guardado nada. Este niño o esta niña ya está en esta portátil y podría ser la misma persona; con dos casos, ninguno cuenta toda la historia.
   *[other] Todavía no se ha guardado nada. Estos niños o niñas ya están en esta portátil y podrían ser la misma persona; con dos casos, ninguno cuenta toda la historia.
}
likely-back = Volver al formulario
likely-none = No es ninguno, registrar
same-id = mismo número
same-name = mismo nombre
same-sound = nombre que suena parecido
same-birth = misma fecha de nacimiento
same-age = edad parecida
same-sex = mismo sexo
shared-id-notice = { $field }: otro registro tiene el mismo.
shared-id-tell = No son los mismos
shared-id-said = Queda anotado para usted, en esta portátil. Se le avisará de nuevo si cambia.
shared-id-told = Mismo número, distinguidos por usted
shared-id-ask-again = Preguntarme de nuevo

# Typed dates and long lists
date-example = 3/5/2024 o mayo de 2019
date-from-age = { $date }, según la edad
choice-looking = Buscando…
choice-narrow = Hay más; escriba para reducir la lista

# Printing
action-print = Imprimir…
key-print = imprimir
print-title = Imprimir
print-what = Qué imprimir
print-lead = El papel no se puede bloquear. Imprima solo lo necesario y guárdelo donde nadie más lo lea.
print-form = Este formulario: { $form }
print-record = { $count ->
    [one] Todo el registro: { $count } formulario con respuestas
   *[other] Todo el registro: { $count } formularios con respuestas
}
print-go = Imprimir
print-save-first = Guarde primero: lo que escribió todavía no está en el registro. Después, imprima.
print-confidential = Confidencial
print-by = Impreso por { $person }, { $time }
print-entry = N.º { $nth }

# Attachments
files-add-photo = Agregar fotos…
files-add-audio = Agregar grabaciones…
files-add-document = Agregar archivos…
files-how = también puede arrastrar o pegar aquí
files-takes-photo = JPEG, PNG o WebP
files-takes-audio = MP3, M4A, OGG o WAV
files-takes-document = PDF, Word, Excel, texto, CSV o una imagen
files-save-waits = Todavía se están agregando archivos; se guarda en cuanto estén listos.
file-waits = espera su turno
file-comes = se está agregando…
file-added = Se agregó { $name }. Se conservará cuando guarde.
file-describe = Describir
file-fold = Plegar
file-not-here = todavía no llegó a esta portátil
file-not-shown = no se puede mostrar
file-is-picture = Imagen
file-is-sound = Grabación
file-is-pdf = PDF
file-is-text = Texto
file-is-word = Documento de Word
file-is-excel = Libro de Excel
file-is-table = Tabla CSV
photo-of-day = Foto, { $date }
photo-nth = Foto n.º { $nth }
photo-current = Imagen de identificación
signature = Firma
signature-of = Firma de { $person }
signature-picture = Elegir una imagen de la firma…
signature-pad-lines = { $count ->
    [0] Recuadro para la firma, vacío
    [one] Recuadro para la firma, { $count } trazo
   *[other] Recuadro para la firma, { $count } trazos
}
signature-how = Firme con el dedo, un lápiz óptico o el mouse.
signature-use = Usar esta firma
signature-undo = Deshacer el último trazo
signature-clear = Borrar
signature-again = Firmar de nuevo
signature-again-how = La firma que ya está se conserva hasta que use la nueva.
viewer-nth = { $nth } de { $count }
viewer-next = Siguiente
viewer-before = Anterior
viewer-bigger = Ampliar
viewer-smaller = Reducir
viewer-fit = Ajustar
viewer-zoom = { $percent } %
viewer-opening = Abriendo…
viewer-kind = Tipo
viewer-name = Nombre del archivo
viewer-size = Tamaño
viewer-page = Página { $nth } de { $count }
viewer-no-picture = Esta imagen no se puede mostrar; quizá esté dañada. Guarde una copia para probar con otra aplicación.
viewer-no-sound = Esta portátil no puede reproducir este tipo de grabación. Guarde una copia para escucharla con otra aplicación.
viewer-no-pdf = Este PDF no se puede mostrar aquí; quizá esté dañado o necesite una contraseña. Guarde una copia para abrirla con otra aplicación.
viewer-no-opening = Daftar no abre archivos de este tipo. Guarde una copia para abrirla con otra aplicación.
viewer-text-cut = Solo se muestra el comienzo. Guarde una copia para leerlo todo.
viewer-table-cut = Solo se muestran las primeras { $rows } filas y { $columns } columnas. Guarde una copia para verlo todo.
copy = Guardar una copia…
copy-title = ¿Guardar una copia sin protección?
copy-text = En el cuaderno, este archivo está cifrado. La copia no: queda en la carpeta Descargas, donde puede abrirla cualquiera que use esta portátil, y Daftar no la borra. Bórrela usted en cuanto ya no haga falta.
copy-does = Guardar la copia
copy-saved = { $name } está ahora en la carpeta Descargas, sin protección. Bórrelo cuando ya no haga falta.
error-file-unreadable = Esto no se pudo leer, por eso no se agregó. No se puede agregar una carpeta; elija los archivos que contiene. Si era un archivo, compruebe si todavía está ahí.

## Administration
nav-administration = Administración
admin-tabs = Secciones de administración
admin-people = Personas
admin-devices = Portátiles
admin-roles = Roles
admin-units = Grupos y organizaciones
admin-configuration = Configuración
admin-offline = Sin conexión con el servidor; no se cambió nada. Lo que se cambia aquí vale de inmediato, y eso solo funciona con red.
admin-busy = Consultando al servidor…
admin-again = Consultar de nuevo
admin-search = Nombre, rol, organización, grupo o lugar
admin-people-count = { $count ->
    [one] { $count } persona
   *[other] { $count } personas
}
admin-people-none = No hay coincidencias aquí.
admin-person-add = Agregar una persona
admin-person-change = Modificar a { $person }
admin-change = Modificar…
admin-name = Nombre de usuario
admin-name-hint = Letras de la a a la z, cifras, punto, guion y guion bajo. Nunca cambia.
admin-role = Rol
admin-agency = Organización
admin-groups = Grupos
admin-place = Lugar
admin-place-hint = Dónde trabaja. Escriba un nombre o un código.
admin-place-clear = Quitar el lugar
admin-services = Servicios
admin-choose = Elegir
admin-disabled = Cuenta desactivada
admin-you = usted
admin-disable = Desactivar…
admin-enable = Activar
admin-disable-title = ¿Desactivar a { $person }?
admin-disable-text = Desde ahora no puede leer ni hacer nada. En la próxima conexión de su portátil se borran los casos que hay en ella; antes se entrega lo que falte por enviar, para que decidan las personas a cargo. Sus casos siguen a su nombre hasta que alguien los asigne. Se le puede volver a activar.
admin-disable-does = Desactivar
admin-disabled-said = Se desactivó a { $person }.
admin-enabled-said = Se activó a { $person }.
admin-added-said = Se agregó a { $person }. Necesita un código para dar de alta una portátil.
admin-changed-said = Se modificó a { $person }. Vale de inmediato, y en su portátil desde la próxima conexión.
admin-add = Agregar
admin-code = Código…
admin-code-title = Código de alta para { $person }
admin-code-lead = Con un código, { $person } da de alta una portátil más. Sirve una sola vez. Quien lo tenga entra como { $person } en una portátil: entrégueselo en persona, y a nadie más.
admin-code-make = Crear un código
admin-code-once = Se muestra aquí ahora y nunca más. Vale { $days } días y sirve una sola vez.
admin-code-text = El código
admin-code-copy = Copiar
admin-code-copied = Copiado
admin-device = Portátil
admin-device-nth = N.º { $device }
admin-device-this = esta portátil
admin-person = Persona
admin-contact = Última conexión
admin-contact-never = nunca
admin-enrolled = Fecha de alta
admin-holds = Casos en ella
admin-state = Estado
admin-devices-none = Aquí no hay ninguna portátil dada de alta.
admin-revoke = Dar de baja…
admin-revoke-title = ¿Dar de baja la portátil n.º { $device } de { $person }?
admin-revoke-lead = Ya no recibe nada del servidor, y todo lo que tenía recibe claves nuevas. Esto no se puede deshacer; con otro código se da de alta otra vez.
admin-retire = Se retira del servicio
admin-retire-means = Está en buenas manos. Todavía puede entregar lo que falte por enviar; se conserva para que decidan las personas a cargo.
admin-lost = Se perdió o la robaron
admin-lost-means = Puede estar en manos ajenas. Ya no se acepta nada de lo que envíe; lo que faltaba por enviar se pierde.
admin-revoke-does = Dar de baja
admin-revoked-said = La portátil n.º { $device } se dio de baja.
revoked-retired = Retirada
revoked-lost = Perdida
admin-roles-none = Su rol no permite ver los roles.
admin-role-list = Todos los roles
admin-role-change = Modificar el rol { $role }
admin-role-add = Agregar uno parecido
admin-role-add-like = Rol nuevo parecido a { $role }
admin-role-id-hint = Por ejemplo, role-cp-night-shift. Nunca cambia. El rol nuevo permite lo mismo que el otro; eso se modifica en su archivo.
admin-role-lead = Se publica de inmediato como la siguiente versión de la configuración. Quienes tengan el rol ganan o pierden formularios en su próxima conexión.
admin-role-said = { $role } se publicó.
admin-role-added = { $role } ya es un rol.
admin-role-referral = Tipo de remisión
admin-role-forms = Formularios
admin-role-may = Puede
admin-role-nothing = No abre ningún formulario ni permite nada.
admin-label = Nombre ({ $language })
admin-scope = Alcance
scope-self = Registros propios
scope-group = Registros de sus grupos
scope-agency = Registros de su organización
scope-all = Todos los registros
scope-identified = Solo su propio caso, como niño o niña
scope-admin-only = Ningún registro; administra todo
mode-none = sin acceso
mode-r = lectura
mode-rw = escritura
admin-groups-title = Grupos de usuarios
admin-agencies-title = Organizaciones
admin-group-add = Agregar un grupo
admin-agency-add = Agregar una organización
admin-rename = Cambiar nombre…
admin-unit-id = ID
admin-unit-id-hint = Una palabra corta, como team-4. Nunca cambia.
admin-unit-said = { $name } se publicó.
admin-publish-does = Publicar
admin-version = Versión vigente
admin-languages = Idiomas
admin-form-count = Formularios
admin-lookup-count = Listas de opciones
admin-place-count = Lugares
admin-role-count = Roles
admin-publish-title = Publicar una configuración completa
admin-folder = Carpeta en esta portátil
admin-check = Comprobar
admin-publish-said = La configuración se publicó.
admin-problems = { $count ->
    [one] Tiene { $count } error, por eso no se puede publicar:
   *[other] Tiene { $count } errores, por eso no se puede publicar:
}
admin-warnings = { $count ->
    [one] Se puede publicar. Antes revise esto:
   *[other] Se puede publicar. Antes revise estos { $count } puntos:
}
admin-publish-lead = Los formularios, las listas de opciones y los ajustes se escriben como archivos en una carpeta. Compruébela y después publíquela.
admin-publish-not = Su rol no permite publicar configuraciones.
admin-publish-after = Las portátiles reciben la versión nueva en su próxima conexión. Lo que se escribió con una anterior se conserva.
key-part = sección
key-add-person = agregar
resource-case = Casos
resource-incident = Incidentes
resource-tracing-request = Solicitudes de búsqueda
resource-family = Familias
resource-registry-record = Registro
resource-user = Personas
resource-role = Roles
resource-user-group = Grupos de usuarios
resource-agency = Organizaciones
resource-system = Sistema
resource-metadata = Formularios y listas
resource-primero-configuration = Configuración
resource-dashboard = Tableros
resource-report = Informes
resource-managed-report = Informes estándar
may-read = leer
may-write = escribir
may-create = crear
may-manage = todo
may-assign = asignar
may-assign-within-agency = asignar dentro de la organización
may-assign-within-user-group = asignar dentro de un grupo
may-referral = remitir
may-receive-referral = recibir remisiones
may-referral-from-service = remitir para un servicio
may-transfer = transferir
may-receive-transfer = recibir transferencias
may-accept-or-reject-transfer = responder transferencias por otras personas
may-request-transfer = solicitar un caso
may-search-owned-by-others = buscar en todo el programa
may-break-the-glass = usar el acceso de emergencia
may-consent-override = seguir sin consentimiento
may-close = cerrar
may-reopen = reabrir
may-enable-disable-record = dejar fuera de uso
may-flag = poner alertas
may-flag-update = cambiar el texto de las alertas
may-resolve-any-flag = resolver alertas
may-self-approve = aprobar su propio trabajo
may-export-pdf = imprimir
may-agency-read = leer las de su organización
may-disable-multiple = desactivar
may-request-approval-assessment = pedir que se apruebe la evaluación
may-request-approval-case-plan = pedir que se apruebe el plan de caso
may-request-approval-closure = pedir que se apruebe el cierre
may-approve-assessment = aprobar evaluaciones
may-approve-case-plan = aprobar planes de caso
may-approve-closure = aprobar cierres
admin-not-yet = { $count ->
    [one] y { $count } que todavía no tiene efecto
   *[other] y { $count } que todavía no tienen efecto
}
error-stale-version = Otra persona cambió esto desde que usted lo vio. Su cambio no se aplicó. Revíselo de nuevo y después decida.
error-person-exists = Ya existe una persona con este nombre de usuario. No se cambió nada. Elija otro.
error-role-exists = Ya hay un rol con este ID. No se cambió nada. Elija otro ID.
error-folder-unreadable = No existe esa carpeta, o un archivo que contiene no es de texto. No se publicó nada. Revise la ruta e intente de nuevo.
error-bad-user-name = Esto no es un nombre de usuario. Use letras de la a a la z, cifras, punto, guion y guion bajo; como máximo 64 y sin espacios.
error-unknown-role = El programa ya no tiene ese rol. No se cambió nada. Elija otro.
error-unknown-agency = El programa ya no tiene esa organización. No se cambió nada. Elija otra.
error-unknown-group = El programa ya no tiene ese grupo. No se cambió nada. Elija otro.
error-unknown-place = El programa no tiene ese lugar. No se cambió nada. Elija uno de la lista.
error-unknown-service = El programa no tiene ese servicio. No se cambió nada. Elija uno de la lista.
error-unknown-device = No hay una portátil así a su alcance. No se cambió nada.
error-already-revoked = Esta portátil ya está dada de baja. No se cambió nada.
error-not-yourself = Nadie puede cambiar su propio rol, sus grupos o su organización, ni desactivarse, ni dar de baja la portátil que está usando. No se cambió nada. Pídaselo a otro administrador.
error-role-above-own = Este rol administra más, o tiene mayor alcance, que el suyo. No se cambió nada. Pídaselo a alguien cuyo rol lo abarque todo.
error-last-administrator = No quedaría nadie que administre a todas las personas. No se cambió nada. Antes, dé a otra persona el rol de administrador.
error-still-in-use = Alguien todavía tiene un rol, una organización o un grupo que desaparecería. No se publicó nada. Asígnele otro primero.
error-bad-config = La configuración tendría errores, por eso no se publicó nada. Compruebe su carpeta.
error-newer-rules = El servidor es más antiguo que este Daftar y todavía no conoce esto. No se cambió nada. Avise a quien administra el servidor.

## Today
today-overdue = Tareas vencidas
today-soon = Próximos días
today-waiting = Esperan su respuesta
today-waiting-referral = Remisión para usted
today-waiting-transfer = Transferencia para usted
today-waiting-request = Alguien solicita un caso a su cargo
today-waiting-approval = Piden su aprobación
today-settle-refused = No se pudo realizar
today-settle-late-edit = Escrito después de terminar el acceso
today-settle-two-values = Dos valores
today-about = { $what }: { $about }
today-late = { $count ->
    [one] { $count } día de retraso
   *[other] { $count } días de retraso
}
today-now = hoy
today-tomorrow = mañana
today-none = Hoy no hay nada pendiente para usted.
today-more = { $count ->
    [one] y { $count } más
   *[other] y { $count } más
}
mark-overdue = plazo vencido
mark-soon = vence pronto

## Stages of a case; what services are part of is worded by the configuration
stage-new = Nuevo
stage-reopened = Reabierto
stage-assessment = Evaluación
stage-case-plan = Plan de caso
stage-services = Servicios
stage-services-implemented = Servicios prestados
stage-closed = Cerrado
stages = Etapa del caso

## Lists: filters, columns, numbers
list-is-last-days = { $days ->
    [one] hoy
   *[other] en los últimos { $days } días
}
list-is-before = { $days ->
    [one] hace más de { $days } día
   *[other] hace más de { $days } días
}
key-filter = filtrar
filter-add = Añadir filtro
filter-change = Cambiar filtro
filter-remove = Quitar este filtro
filter-find = Buscar por qué filtrar
filter-find-none = No hay nada con ese nombre.
filter-own = Trabajo en el registro
filter-values-find = Buscar un valor
filter-values-none = Ningún registro tiene respuesta aquí.
filter-any = Es uno de
filter-none = No es ninguno de
filter-filled = Tiene respuesta
filter-empty = No tiene respuesta
filter-yes = Sí
filter-no = No
filter-between = De … a …
filter-from = Desde
filter-to = Hasta
filter-day-hint = Un día, mes o año: 2026-05-14, 2026-05 o 2026
filter-last-days = En los últimos días
filter-before = Hace más de
filter-days = Días
filter-this-week = Esta semana
filter-last-week = La semana pasada
filter-apply = Aplicar
filter-other = Elegir otro
filter-news = Nuevo para mí
saved-title = Filtros guardados
saved-none = Todavía ninguno. Filtre la lista y guárdela aquí con un nombre.
saved-name = Nombre del filtro actual
saved-keep = Guardar
saved-delete = Eliminar
saved-said = Filtro guardado.
columns-title = Columnas
columns-lead = Hasta tres columnas más, para usted en esta portátil.
columns-keep = Mostrar
sort-by = Ordenar por { $column }
mark-flag = con alerta
row-ends = acceso hasta { $when }
mark-same = mismo número que otro registro
list-key-standing = Estado
list-key-owner = Persona a cargo
list-key-group = Equipo de la persona a cargo
list-key-agency = Organización de la persona a cargo
list-key-location = Dónde trabaja la persona a cargo
list-key-changed = Último cambio
list-key-created = Inicio
list-key-owned-since = Asignado a la persona a cargo
list-key-owned-since-hour = A la espera de asignación
list-key-closed = Cierre
list-key-flags = Con alerta
list-key-news = Nuevo para mí
list-key-changed-by-other = Último cambio de otra persona
list-key-two-values = Dos valores
list-key-same-id = Mismo número que otro registro
list-key-unsent = Sin enviar
list-key-pending = A la espera del servidor
list-key-refused = Algo fue rechazado
list-key-age = Edad
list-key-stage = Etapa
list-key-overdue = Tarea atrasada
list-key-referral = Remisión
list-key-referred-in-progress = Remisión a la espera de
list-key-referred-accepted = Remitido a
list-key-transfer-in-progress = Transferencia a la espera de
list-key-transfer-rejected = Transferencia rechazada por
list-key-incidents = Tiene un incidente
list-key-approval = Aprobación: { $form }
list-is-none = ninguno de: { $values }
list-is-filled = tiene respuesta
list-is-empty = no tiene respuesta
list-is-not = no
list-is-between = de { $from } a { $to }
list-is-from = desde { $from }
list-is-to = hasta { $to }
list-is-this-week = esta semana
list-is-last-week = la semana pasada
approval-status-pending = a la espera de respuesta
approval-status-approved = aprobado
approval-status-rejected = no aprobado
error-too-many-filters = Ya hay { $max } filtros guardados. No se cambió nada. Elimine uno primero.
error-filter-name = Un filtro necesita un nombre de hasta { $max } caracteres. No se cambió nada.
dashboards-title = Cifras
dashboards-empty = Todavía no hay nada que contar.
dashboards-show = Ver todas las cifras
dashboards-open = { $label }: { $count }, mostrarlos
dashboard-case-overview = Casos
dashboard-dash-group-overview = Casos de mis equipos
dashboard-dash-shared-with-me = Compartidos conmigo
dashboard-dash-shared-with-others = Lo que compartí
dashboard-dash-shared-with-my-team-overview = Ofrecidos a mis equipos
dashboard-dash-shared-with-my-team = Remisiones que esperan a mis equipos
dashboard-dash-shared-from-my-team = Lo que compartieron mis equipos
dashboard-dash-cases-to-assign = Por asignar
dashboard-dash-case-incident-overview = Incidentes
dashboard-workflow = Mis casos por etapa
dashboard-workflow-team = Casos de mis equipos por etapa
dashboard-dash-cases-by-social-worker = Casos por persona a cargo
dashboard-case-risk = Casos abiertos por riesgo
dashboard-cases-by-task-overdue-assessment = Evaluaciones atrasadas
dashboard-cases-by-task-overdue-case-plan = Planes de caso atrasados
dashboard-cases-by-task-overdue-services = Servicios atrasados
dashboard-cases-by-task-overdue-followups = Seguimientos atrasados
dashboard-dash-protection-concerns = Problemas de protección
dashboard-dash-protection-concerns-by-location = Problemas de protección por lugar
dashboard-dash-reporting-location = Casos por lugar
dashboard-dash-national-admin-summary = Las semanas
dashboard-approvals = Aprobación: { $form }
dashboard-approvals-pending = Por aprobar: { $form }
indicator-total = abiertos
indicator-new-or-updated = con último cambio de otra persona
indicator-recently-assigned-to-me = asignados a mí en los últimos 10 días
indicator-group-overview-open = abiertos
indicator-group-overview-closed = cerrados
indicator-shared-with-me-transfers-awaiting-acceptance = transferencias me esperan
indicator-shared-with-me-pending-referrals = remisiones me esperan
indicator-shared-with-me-accepted-referrals = remitidos a mí
indicator-shared-with-others-pending-referrals = remisiones en espera
indicator-shared-with-others-accepted-referrals = remisiones aceptadas
indicator-shared-with-others-rejected-referrals = remisiones rechazadas
indicator-shared-with-others-done-referrals = remisiones terminadas
indicator-shared-with-others-pending-transfers = transferencias en espera
indicator-shared-with-others-rejected-transfers = transferencias rechazadas
indicator-shared-from-my-team-pending-referrals = remisiones en espera
indicator-shared-from-my-team-accepted-referrals = remisiones aceptadas
indicator-shared-from-my-team-rejected-referrals = remisiones rechazadas
indicator-shared-from-my-team-done-referrals = remisiones terminadas
indicator-shared-from-my-team-pending-transfers = transferencias en espera
indicator-shared-from-my-team-rejected-transfers = transferencias rechazadas
indicator-shared-with-my-team-pending-referrals = en espera
indicator-shared-with-my-team-pending-transfers-overview = transferencias en espera
indicator-cases-high = de riesgo alto
indicator-cases-other = otros
indicator-overdue-cases-high = de riesgo alto, hace más de 1 hora
indicator-overdue-cases-other = otros, hace más de 3 horas
indicator-with-incidents = con un incidente
indicator-with-new-incidents = con un incidente y último cambio de otra persona
indicator-without-incidents = sin incidente
indicator-workflow = casos
indicator-workflow-team = casos
indicator-cases-by-social-worker-total = abiertos
indicator-cases-by-social-worker-new-or-updated = con último cambio de otra persona
indicator-risk-level = abiertos
indicator-tasks-overdue-assessment = casos
indicator-tasks-overdue-case-plan = casos
indicator-tasks-overdue-services = casos
indicator-tasks-overdue-followups = casos
indicator-protection-concerns-open-cases = abiertos
indicator-protection-concerns-new-this-week = nuevos esta semana
indicator-protection-concerns-closed-this-week = cerrados esta semana
indicator-protection-concerns-all-cases = todos
indicator-protection-concerns-by-location = abiertos
indicator-reporting-location-open = abiertos
indicator-reporting-location-new-last-week = nuevos la semana pasada
indicator-reporting-location-new-this-week = nuevos esta semana
indicator-reporting-location-closed-last-week = cerrados la semana pasada
indicator-reporting-location-closed-this-week = cerrados esta semana
indicator-summary-open = abiertos
indicator-summary-new-last-week = nuevos la semana pasada
indicator-summary-new-this-week = nuevos esta semana
indicator-summary-closed-last-week = cerrados la semana pasada
indicator-summary-closed-this-week = cerrados esta semana
indicator-approval-pending = en espera
indicator-approval-rejected = no aprobados
indicator-approval-approved = aprobados
indicator-approval-pending-group = en espera
today-news = Novedades en mis casos
today-flags = Alertas en mis casos
today-flag-said = { $person }: { $about }
today-same-id = Mismo número que otro registro
today-same-as = También en { $ids }
nav-numbers = Cifras
list-key-text = Texto de notas y relatos
filter-words = Tiene palabras que empiezan así
filter-words-hint = Palabras en cualquier orden; basta con el comienzo.
cases-in-texts = Buscarlo en notas y relatos
hit-field = { $field }: { $word }
hit-sound = suena igual
key-done = hecho hoy
today-done-title = { $task }: ¿hecho hoy?
today-done-text = Para { $name }, se anota la fecha de hoy como día en que se hizo. Se puede cambiar en su formulario.
today-done = Anotar
today-done-said = { $task }: anotado como hecho hoy.
heard-title = Lo último recibido de
heard-lead = Cuándo llegó al servidor el último trabajo de cada persona de sus equipos, según lo que ha llegado a esta portátil.
heard-never = nada todavía

## Help
help = Ayuda
help-about = Acerca de esta pantalla
help-side = Esta pantalla
help-others = Otras pantallas
help-does = Qué se hace aquí
help-safe = Qué está a salvo
key-sheet = todas las teclas
key-help = ayuda sobre esta pantalla
key-move-far = página anterior, siguiente
key-move-ends = principio, final
key-assign-chosen = asignar los elegidos
key-clear = no elegir ninguno, vaciar la búsqueda
key-links = registros vinculados
key-refer = remitir
key-transfer = transferir
key-assign = asignar
key-flag = poner alerta
key-save-new = guardar y empezar el siguiente
key-paste-file = agregar la foto o el archivo copiado
key-take = conservar este valor; el último número escribe otro
key-take-written = conservar lo que escribí
key-later = decidir después
key-part-beside = sección vecina
key-confirm = confirmar
key-cancel = dejarlo sin hacer
key-drop-last = quitar el último
key-shut = cerrar
key-files = archivo anterior, siguiente
key-size = agrandar, reducir
key-fit = ajustar a la ventana
sheet-title = Teclas
sheet-everywhere = En todas partes
sheet-choice = Listas en las que se escribe
sheet-dialog = Preguntas delante de una pantalla
sheet-viewer = Fotos y archivos
sheet-roles = Una tecla no hace nada donde su rol no permite lo que hace. Mientras escribe, las letras y los signos son parte del texto.
sheet-foot = Mostrar las teclas de cada pantalla al pie
help-signin-title = Abrir el cuaderno
help-signin-what = Aquí abre su cuaderno. Varias personas pueden compartir esta portátil; cada una tiene su cuaderno y su contraseña.
help-signin-open = Elija su nombre, escriba su contraseña y abra. No hace falta red.
help-signin-enrol = La primera vez en esta portátil, elija «Tengo un código de un solo uso». Su supervisor le da el código. Solo para este paso hace falta red.
help-signin-wrong = Después de contraseñas equivocadas, espere los segundos que muestra el botón e intente de nuevo.
help-signin-lock = Cuando la ventana está bloqueada, su contraseña la abre donde lo dejó. Otra persona elige «Otra persona».
help-signin-safe = Todo se guarda cifrado en esta portátil. Las contraseñas equivocadas hacen esperar; no borran nada. Nadie puede consultar una contraseña olvidada: elija una que recuerde.
help-today-what = Una sola lista de lo que le espera, lo más urgente primero: tareas vencidas o próximas, preguntas que esperan su respuesta y lo que no se pudo realizar.
help-today-open = Vaya a una línea y ábrala. Una tarea se abre en el formulario donde se anota el trabajo.
help-today-answer = Responda a una remisión, una transferencia, una solicitud o una aprobación: la línea abre el caso y la pregunta está arriba.
help-today-refused = Lea por qué algo no se pudo realizar. La línea dice qué pasó y qué hacer ahora.
help-today-new = Empiece un caso nuevo.
help-today-safe = La lista se hace en esta portátil y no necesita red. Mirarla no cambia nada.
help-cases-what = Los casos que hay en esta portátil: los suyos y los que su rol o una remisión le permiten ver. Las listas de incidentes, búsqueda familiar, familias y registro funcionan igual.
help-cases-search = Busque un nombre, con cualquier ortografía o escritura, o un ID.
help-cases-filter = Filtre por cualquier cosa: persona a cargo, etapa, cualquier respuesta. Los filtros se suman; guarde con un nombre los que usa a menudo.
help-cases-open = Vaya a una fila y ábrala. Al volver, la lista está donde la dejó.
help-cases-new = Empiece un registro nuevo.
help-cases-many = Si su rol lo permite: elija varios casos y asígnelos juntos, o busque en todo el programa. Para esa búsqueda hace falta red, y queda constancia de ella.
help-cases-safe = Buscar en esta portátil no cambia ni envía nada. Un nombre que usted no puede ver aparece como reservado; el caso sigue en la lista.
help-register-title = Un caso nuevo
help-register-what = Un caso nuevo puede empezar con dos pasos antes de sus formularios: ¿ya está aquí este niño o esta niña?, ¿y qué aceptaron el niño o la niña y la familia?
help-register-look = Escriba lo que sepa, aunque dude de la ortografía. Mire los niños y las niñas que aparecen abajo.
help-register-same = Si es la misma persona, abra ese caso. Lo que escribió queda como borrador.
help-register-none = Si no es ninguna de esas personas, continúe.
help-register-consent = Anote el consentimiento, o la otra base que acepta su programa. Hable de esto antes de anotar más.
help-register-save = Complete los formularios y guarde. Puede guardar y empezar enseguida con el siguiente niño o niña.
help-register-safe = Lo que escribe se guarda un momento después como borrador cifrado en esta portátil. Nada de lo guardado se pierde si se corta la luz. Nadie más ve nada hasta que usted guarde.
help-read-title = Leer un caso
help-read-what = Un caso en una página: de quién trata, quién está a cargo, en qué etapa está y sus formularios. Aquí se lee.
help-read-forms = Vaya de un formulario a otro. Un formulario con candado no se comparte con usted.
help-read-edit = Escriba en el formulario: presione la tecla o haga doble clic en la página.
help-read-look = Vea quién tiene acceso al caso y quién cambió qué.
help-read-acts = Remita, transfiera o asigne el caso, póngale una alerta o use los demás botones de arriba. Un botón gris dice por qué no es posible ahora.
help-read-print = Imprima un formulario o todo el registro. El papel no se puede bloquear: imprima solo lo necesario.
help-read-safe = Leer no cambia nada. Lo que hace con los botones espera en esta portátil y se realiza en la próxima conexión.
help-edit-title = Escribir en un caso
help-edit-what = Está escribiendo en los formularios de este caso. Puede ir de un formulario a otro; con guardar una vez se conserva todo lo que escribió.
help-edit-next = Vaya al campo siguiente o agregue una entrada.
help-edit-advice = Una pregunta con un pequeño ? tiene orientación. En esa pregunta, esta tecla muestra la orientación en lugar de esta ayuda.
help-edit-save = Guarde. Si hay algo que corregir, vaya de un error al siguiente.
help-edit-stop = Deje de escribir a la mitad. El borrador queda, y el caso ofrece seguir con él.
help-edit-safe = Lo que escribe se guarda un momento después como borrador cifrado en esta portátil. Resiste el bloqueo, el cambio de pantalla y un corte de luz. Solo usted ve el borrador, y nada de él se envía hasta que guarde.
help-two-title = Dos valores
help-two-what = Dos personas respondieron de forma distinta a la misma pregunta, cada una en su portátil. Las dos respuestas están aquí, una al lado de la otra, con quién las escribió y cuándo.
help-two-keep = Conserve una de las dos.
help-two-third = O escriba otra mejor que las dos: el número que sigue al último valor.
help-two-ask = Si tiene dudas, pregunte a la persona que escribió el otro valor.
help-two-later = O decida después. Hasta entonces, las listas muestran el primero.
help-two-safe = Elija lo que elija, no se pierde nada: los demás valores quedan en el historial. El resto de la página no espera su decisión.
help-share-title = Remitir, transferir, asignar
help-share-what = Tres maneras de hacer intervenir a otra persona. Una remisión presta algunos formularios y sigue a cargo la misma persona. Una transferencia entrega el caso cuando la otra persona lo acepta. Una asignación lo entrega sin preguntarle.
help-share-type = Para una remisión, elija un tipo. Al lado se ve a qué formularios da acceso y qué nunca sale.
help-share-person = Elija a la persona: escriba un nombre, una organización, un rol o un lugar.
help-share-until = Una remisión puede tener un último día. También puede terminarla usted en cualquier momento, en «Remisiones, transferencias».
help-share-outside = Para alguien fuera del programa, marque la casilla. No se envía nada del caso; solo queda anotado.
help-share-note = Escriba lo que esa persona debe saber. Lo lee junto con el caso.
help-share-safe = Nada se comparte antes de la próxima conexión. Una remisión o una transferencia necesita un consentimiento registrado; si un rol puede seguir sin él, el caso lo muestra.
help-seen-what = Quién tiene acceso a este caso, según lo que sabe esta portátil. También pueden tenerlo quienes están por encima de la persona a cargo, como quien supervisa el equipo.
help-seen-read = Lea la lista antes de escribir algo que no todas esas personas deben saber.
help-seen-owner = La persona a cargo está señalada. Es quien responde por el caso.
help-seen-end = Para terminar un acceso que dio una remisión, abra «Remisiones, transferencias» entre los formularios.
help-seen-safe = Mirar no cambia nada. Solo usted ve un borrador; las demás personas ven lo que guardó, después de la próxima conexión.
help-sync-what = Aquí se envía lo que se escribió en esta portátil y se recibe lo que escribieron otras personas. Empieza cuando usted lo pide.
help-sync-now = Sincronice cuando haya red y siga trabajando mientras tanto.
help-sync-needs = Lea lo que está en «Por resolver». Cada línea dice qué pasó; un nombre abre el caso.
help-sync-going = Vea lo que todavía espera su envío en «Por enviar».
help-sync-safe = Su trabajo nunca espera a la red: todo está en esta portátil. Si se corta la conexión, la próxima sincronización sigue desde ahí.
help-administration-what = Las personas, portátiles, roles, grupos, organizaciones y la configuración del programa, hasta donde su rol los administra.
help-administration-parts = Vaya de una sección a otra.
help-administration-people = Agregue a una persona, cambie sus datos o desactívela, y cree el código de un solo uso con el que da de alta una portátil.
help-administration-laptops = Vea cuándo se conectó por última vez una portátil. Dé de baja la que se retire del servicio, se pierda o sea robada.
help-administration-roles = Mire los roles, grupos y organizaciones, y cambie lo que su rol le permita cambiar.
help-administration-configuration = Compruebe una configuración que está en una carpeta y publíquela.
help-administration-safe = Lo que se cambia aquí vale enseguida y necesita red; sin ella no se cambia nada. A una persona desactivada se la puede volver a activar. La baja de una portátil no se deshace; con otro código se da de alta otra vez.
help-settings-what = El idioma de la ventana y su contraseña en esta portátil.
help-settings-language = Elija un idioma. Los textos y el sentido de lectura cambian enseguida.
help-settings-password = Cambie su contraseña: escriba la actual y dos veces la nueva.
help-settings-strong = Lo mejor son unas pocas palabras que solo usted juntaría.
help-settings-safe = Cambiar de idioma no cambia nada de lo que escribió. La contraseña actual vale hasta que se acepte la nueva. Nadie puede consultarla.
first-day = Su primer día
first-day-lead = Ocho cosas para hacer una vez, en cualquier orden. Lo que la ventana le ve hacer se marca solo; usted también puede marcarlo.
first-day-practise = Lo mejor es practicar en el programa de capacitación, donde todos los niños y las niñas son inventados. Quien instaló Daftar lo abre con la orden { $command }.
first-day-kept = Sus marcas quedan en esta portátil, solo para usted.
first-day-todo = Por hacer
first-day-done = { $done } de { $all }
first-day-offer = ¿Empieza aquí? Ocho cosas pequeñas muestran cómo es un día.
first-day-show = Mostrarlas
first-day-away = Quitar de aquí
first-day-open = Abrir un caso
first-day-open-how = Elija Casos, vaya a una fila y ábrala.
first-day-find = Encontrar a un niño o una niña con otra ortografía
first-day-find-how = Busque un nombre tal como podría oírlo, por ejemplo Mohammed por Muhammad, y abra el caso.
first-day-write = Escribir en un formulario
first-day-write-how = En un caso, empiece a editar, cambie una respuesta y guarde.
first-day-draft = Dejarlo a la mitad y ver el borrador
first-day-draft-how = Escriba algo sin guardar y elija otra pantalla. Luego abra otra vez el mismo caso: ahí está lo que escribió.
first-day-register = Registrar a un niño o una niña
first-day-register-how = Empiece un caso nuevo, mire si el niño o la niña ya está aquí y guarde.
first-day-refer = Remitir el caso
first-day-refer-how = En el caso, elija Remitir, un tipo y una persona. Hace falta un consentimiento registrado.
first-day-sync = Sincronizar
first-day-sync-how = Elija Sincronización y empiece. Hace falta red.
first-day-lock = Bloquear
first-day-lock-how = Bloquee cada vez que deje la portátil. Lo que está escribiendo se conserva.
help-numbers-what = Cifras de los casos de esta portátil, según su rol.
help-numbers-open = Elija una cifra para ver exactamente los casos que cuenta.
help-numbers-week = La semana empieza el domingo.
help-numbers-late = Un caso cuenta una vez en cada columna, aunque tenga varias tareas atrasadas.
help-numbers-safe = Las cifras no necesitan red. Lo que hicieron otras personas desde la última conexión aún no está.
help-today-done = Anote una tarea como hecha hoy, sin abrir el caso.
