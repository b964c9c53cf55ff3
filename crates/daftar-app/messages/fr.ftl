# Words of the window and of the command line. Plain English: what happened, what is safe, what to do.

## The frame
nav-label = Écrans
nav-today = Aujourd’hui
nav-cases = Dossiers
nav-incidents = Incidents
nav-tracing = Demandes de recherche
nav-families = Familles
nav-registry = Registre
nav-sync = Synchronisation
nav-settings = Réglages
nav-to-settle = { $count ->
    [one] { $count } point à traiter
   *[other] { $count } points à traiter
}
line-never = Pas encore de connexion au relais
line-contact = Dernière connexion { $ago }
line-waiting = { $count ->
    [0] rien en attente
    [one] { $count } modification en attente
   *[other] { $count } modifications en attente
}
line-deriving = { $count ->
    [one] Mise à jour des listes : encore { $count } fiche
   *[other] Mise à jour des listes : encore { $count } fiches
}
line-waiting-long = { $count ->
    [0] Tout ce qui a été écrit sur cet ordinateur est envoyé.
    [one] { $count } modification reste à envoyer depuis cet ordinateur.
   *[other] { $count } modifications restent à envoyer depuis cet ordinateur.
}
who-role = { $person }, { $role }
joined = { $one } · { $other }
time-now = à l’instant
lock = Verrouiller
close = Fermer
cancel = Annuler
understood = Compris

## Key line
keys-hide = masquer
key-search = chercher
key-beyond = tout le programme
key-move = se déplacer
key-open = ouvrir
key-new = créer
key-lock = verrouiller
key-edit = modifier
key-forms = formulaire précédent, suivant
key-seen = qui peut voir ceci
key-history = historique
key-close = fermer
key-back = retour à la liste
key-next-field = champ suivant
key-save = enregistrer
key-add-entry = ajouter
key-next-error = erreur suivante
key-guidance = conseils
key-stop = arrêter, brouillon gardé
key-sync = synchroniser

## Signing in
signin-title-new = Cahier
signin-lead = Qui ouvre le cahier ?
signin-who = Personnes inscrites sur cet ordinateur
signin-note = Pas besoin de réseau. Seuls vos dossiers s’ouvrent ; ceux des autres restent fermés.
signin-damaged = cahier endommagé
signin-enrol = J’ai un code à usage unique
signin-back = Retour à la liste des personnes
signin-open = Ouvrir
signin-open-in = Ouvrir dans { $seconds } s
signin-opening = Ouverture…
signin-foot = Tout ce que vous écrivez est gardé, chiffré, sur cet ordinateur.
password = Mot de passe
password-hint = Au moins { $length } caractères. Le mieux : quelques mots que personne d’autre n’aurait l’idée d’associer.
passwords-differ = Les deux mots de passe sont différents. Saisissez deux fois le nouveau.
enrol-lead = Votre superviseur vous a remis un code à usage unique. Avec ce code, cet ordinateur devient le vôtre.
enrol-code = Code à usage unique
enrol-password = Nouveau mot de passe pour cet ordinateur
enrol-password-again = Le même mot de passe, encore une fois
enrol-submit = Activer cet ordinateur
enrol-busy = Activation…

## Lock
lock-title = Verrouillé
lock-since = { $person } · depuis { $time }
lock-since-idle = { $person } · depuis { $time }, après { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
} sans activité
lock-writing = Un formulaire était en cours de saisie. Chaque mot est gardé, chiffré ; vous le retrouverez là où vous en étiez.
lock-someone-else = Quelqu’un d’autre

## Settings
settings-language = Langue
settings-language-label = Textes et sens de lecture
settings-password = Changer le mot de passe
settings-password-lead = Le mot de passe ouvre votre cahier sur cet ordinateur. Personne d’autre ne le connaît et personne ne peut le retrouver.
settings-password-old = Mot de passe actuel
settings-password-new = Nouveau mot de passe
settings-password-again = Nouveau mot de passe, encore une fois
settings-password-change = Changer le mot de passe
settings-password-changed = Le mot de passe est changé. C’est désormais le nouveau qui ouvre le cahier.

## Cases
cases-search = Nom (toute orthographe) ou numéro de dossier
cases-count = { $count ->
    [one] { $count } dossier
   *[other] { $count } dossiers
}
cases-count-of = { $count } sur { $all }
records-search = Nom (toute orthographe), code ou numéro
incidents-count = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
tracing-count = { $count ->
    [one] { $count } demande de recherche
   *[other] { $count } demandes de recherche
}
families-count = { $count ->
    [one] { $count } famille
   *[other] { $count } familles
}
registry-count = { $count ->
    [one] { $count } fiche du registre
   *[other] { $count } fiches du registre
}
cases-none-found = Rien ne correspond ici.
cases-searched = La recherche a porté sur tout ce qui est sur cet ordinateur ({ $all }). Ce qui se trouve seulement chez d’autres personnes n’y figure pas.
beyond-go = Tout le programme…
beyond-title = Chercher dans tout le programme
beyond-lead = La recherche porte sur tous les dossiers déjà transmis, y compris ceux des autres. Il faut un réseau. Votre recherche est consignée. Rien de ce qui est trouvé n’est gardé sur cet ordinateur.
beyond-search = Chercher
beyond-busy = Recherche…
beyond-found = { $count ->
    [one] { $count } dossier trouvé
   *[other] { $count } dossiers trouvés
}
beyond-more = La liste s’arrête à { $count } dossiers. Précisez le nom pour en trouver moins.
beyond-none = Personne n’a été trouvé.
beyond-none-means = Parmi les dossiers transmis par les autres, personne ne porte ce nom et aucun dossier n’a ce numéro. Un dossier qu’un autre ordinateur n’a pas encore envoyé ne peut pas être trouvé ici.
beyond-open = Ouvrir
beyond-ask-lead = { $child }, { $id }. Responsable du dossier : { $person }. La décision lui revient. En cas d’accord, le dossier vous est proposé.
beyond-asked = demandé
beyond-asked-said = Demande envoyée. La décision revient à { $person }.
beyond-offline = Pas de connexion au relais ; rien n’a été envoyé. Cela ne fonctionne qu’avec un réseau. Réessayez dès que vous en avez un.
glass-break = Accès d’urgence…
glass-title = Accès d’urgence
glass-when = Seulement si attendre une réponse peut mettre un enfant en danger.
glass-warning = { $person } et ses superviseurs sauront, à leur prochaine connexion, qui a ouvert ce dossier, quand et pourquoi. Vous pouvez lire le dossier, pas y écrire. Une fois le temps écoulé, il quitte cet ordinateur.
glass-why = Pourquoi cela ne peut pas attendre
glass-for = Pour combien de temps
glass-hours = { $hours ->
    [one] { $hours } heure
   *[other] { $hours } heures
}
glass-confirm = Ouvrir le dossier
glass-busy = Réception du dossier…
glass-not-here = Vous avez l’accès, mais le dossier n’est pas encore arrivé sur cet ordinateur. Réessayez dès que vous avez un réseau.
glass-again = Réessayer
glass-said = Vous avez un accès d’urgence. Le dossier arrivera à la prochaine connexion.
case-new = Nouveau dossier
incident-new = Nouvel incident
tracing-new = Nouvelle demande de recherche
family-new = Nouvelle famille
registry-new = Nouvelle fiche du registre
incident = Incident
filter-label = Lesquels afficher
filter-all = Tout
filter-mine = À mon nom
filter-high-risk = Risque élevé
filter-two-values = Deux versions
filter-unsent = À envoyer
column-name = Nom
column-id = Numéro
column-age = Âge
column-sex = Sexe
column-risk = Risque
column-status = Statut
column-owner = Responsable
column-changed = Modifié
column-marks = Repères
column-field = Champ
name-withheld = Nom masqué
name-none = Pas encore de nom
empty-title = Pas encore de dossier, { $person }
empty-lead = Cet ordinateur est prêt et votre cahier est vide.
empty-register = Enregistrer un enfant
empty-register-how = Un nom et le consentement suffisent pour commencer. Le reste peut attendre.
empty-wait = Recevoir des dossiers
empty-wait-how = Les dossiers qui vous sont attribués, qui sont référencés vers vous ou que votre rôle couvre arrivent à la prochaine connexion, sans que vous ayez rien à faire.
empty-list = Encore rien dans « { $list } »
empty-begin = Commencer la première fiche
empty-begin-how = Elle s’ouvre vide, le curseur dans le premier champ.
empty-arrive = Recevoir ce que d’autres ont écrit
empty-arrive-how = Ce que votre rôle couvre arrive à la prochaine connexion, sans que vous ayez rien à faire.
empty-offline = Désormais, tout fonctionne sans réseau. Le bas de la barre latérale indique toujours ce qui reste à envoyer.

## Marks
mark-unsent = pas encore envoyé
mark-pending = attend une réponse
mark-two = deux versions
mark-alert = à regarder
mark-withheld = non partagé avec vous
mark-readonly = lecture seule
mark-write = écriture permise
mark-refused = refusé
mark-error = à corriger
mark-empty = vide
mark-begun = commencé
mark-complete = complet

## A case
case-new-lead = Pas encore enregistré. Rien ne quitte cette page tant que vous n’avez pas enregistré.
case-owner = Responsable : { $person }
case-risk = Risque : { $risk }
case-who = { $sex }, { $age }
age-years = { $years ->
    [one] { $years } an
   *[other] { $years } ans
}
age-about = { $years ->
    [one] environ { $years } an
   *[other] environ { $years } ans
}
status-open = Ouvert
status-closed = Clos
status-transferred = Transféré ailleurs
status-disabled = Désactivé
action-refer = Référencer
action-transfer = Transférer
action-request-transfer = Demander ce dossier…
action-assign = Attribuer
action-flag = Drapeau…
action-close = Clore le dossier…
action-reopen = Rouvrir…
action-disable = Désactiver…
action-enable = Réactiver…
action-attribute = Compte de l’enfant…
forms-label = Formulaires
forms-record = Le dossier
forms-withheld = Non partagés avec vous
form-no-fields = Ce formulaire n’a aucun champ que vous puissiez lire.
form-next = Formulaire suivant : { $form }
form-answered = Réponses : { $answered } sur { $asked }
seen-by = { $count ->
    [one] Visible par { $count } personne
   *[other] Visible par { $count } personnes
}
last-changed = dernière modification le { $date } par { $person }
field-blank = Non renseigné
field-emptied = Effacé
field-required = obligatoire
field-clear = Effacer
guidance-of = Conseils : { $field }
tick-yes = Oui
tick-no = Non
list-comma = {", "}
words-between = {" · "}
option-outdated = n’est plus proposé
option-no-more = { $option } (n’est plus proposé)
options-outdated = { $count ->
    [one] l’un de ces choix n’est plus proposé
   *[other] { $count } de ces choix ne sont plus proposés
}
tally-total = Total
date-placeholder = 3/5/2024
date-time = Heure
time-placeholder = HH:MM
range-to = au
range-both = { $from } – { $to }
range-since = début : { $from }
range-until = fin : { $to }
choice-placeholder = Tapez pour choisir
choice-none = Rien ne correspond
choice-more = { $count ->
    [one] encore { $count } ; tapez pour réduire la liste
   *[other] encore { $count } ; tapez pour réduire la liste
}
choice-drop = Retirer { $option }
edit = Modifier
edit-stop = Arrêter
save = Enregistrer
save-new = Enregistrer et nouveau
save-nothing = Rien n’a encore été écrit.
saved = { $id } est enregistré sur cet ordinateur. L’envoi se fera à la prochaine connexion.
errors-count = { $count } à corriger

## Drafts
draft-kept = brouillon gardé à { $time }
draft-notice = { $count ->
    [one] Un brouillon gardé à { $time } contient { $count } modification non enregistrée. Personne d’autre ne peut la voir.
   *[other] Un brouillon gardé à { $time } contient { $count } modifications non enregistrées. Personne d’autre ne peut les voir.
}
draft-resume = Continuer à écrire
draft-discard = Supprimer
draft-discarded = Le brouillon est supprimé. Tout est comme au dernier enregistrement.
draft-discard-title = Supprimer ce brouillon ?
draft-discard-text = Ce que vous avez saisi depuis le dernier enregistrement sera définitivement perdu. Ce qui est enregistré reste tel quel.

## Entries of a subform
entry-add = Ajouter
entry-new = Nouvelle entrée
entry-untitled = Encore rien d’écrit
entry-nth = · n° { $nth }
entry-remove = Retirer
entry-gone = retirée à l’enregistrement
entry-restore = Rétablir
entries-none = Aucune entrée
entries-fixed = Les entrées enregistrées restent telles quelles. Ajoutez-en une nouvelle pour ce qui a changé.
entries-unsaved = Pas encore enregistrée
entry-removed-by = { $person } a retiré cette entrée le { $time }, pendant que quelqu’un d’autre la modifiait. Rien n’est perdu tant que vous n’avez pas choisi.
entry-keep = La garder
entry-drop = La retirer
entry-kept = Entrée gardée, avec les modifications.
entry-dropped = Entrée retirée. Elle reste dans l’historique.

## Two values
two-choose = choisir
two-edit-hint = Deux personnes ont écrit ici des choses différentes. Ce que vous écrivez remplace les deux versions ; elles restent dans l’historique.
two-label = Deux versions : { $field }
two-author = { $person } · { $time }
two-you = vous · { $time }
two-keep = Garder celle-ci
two-shown = affichée dans les listes jusqu’à votre choix
two-third = En écrire une troisième
two-third-save = Garder ce que j’ai écrit
two-later = Plus tard
two-note = Quel que soit votre choix, les autres versions restent dans l’historique.
two-settled = C’est tranché : { $field }.
written-by-two = Deux personnes ont écrit dans ce texte en même temps. Ce que chacune a écrit y figure ; merci de le relire une fois.

## Waiting, refused, late
pending-text = En attente sur cet ordinateur ; ce sera fait à la prochaine connexion.
late-text = { $person } a écrit ceci le { $time }, après la fin de son accès. Cette modification est mise de côté jusqu’à votre décision.
late-text-at-rest = { $person } a écrit ceci le { $time }, alors que le dossier était clos ou désactivé. Cette modification est mise de côté jusqu’à votre décision.
late-before = Actuellement
late-after = Modification tardive
late-adopt = Retenir
late-discard = Écarter
late-adopted = Modification retenue.
late-discarded = Modification écartée. Rien d’autre n’a changé.

## Who can see this
seen-title = Qui peut voir ceci
seen-lead = { $count ->
    [one] D’après ce que sait cet ordinateur, { $count } personne a accès à ceci. Les personnes au-dessus du responsable, comme le superviseur de l’équipe, peuvent aussi y avoir accès.
   *[other] D’après ce que sait cet ordinateur, { $count } personnes ont accès à ceci. Les personnes au-dessus du responsable, comme le superviseur de l’équipe, peuvent aussi y avoir accès.
}
seen-people = Personnes
seen-owner = responsable
seen-withheld = { $count ->
    [one] { $count } formulaire n’est pas partagé avec vous.
   *[other] { $count } formulaires ne sont pas partagés avec vous.
}
history = Historique
history-removed = Retiré
history-kept = Finalement gardé
history-none = Aucune modification pour l’instant.
history-none-fit = Rien ne répond à tout cela.
history-filters = N’afficher que
history-form = Formulaire
history-field = Champ
history-person = Personne
history-every-form = Tous les formulaires
history-every-field = Tous les champs
history-everybody = Tout le monde
history-everything = tout afficher
history-acts = Référencements, drapeaux et autres actes
history-count = { $count ->
    [one] { $count } ligne
   *[other] { $count } lignes
}
history-count-of = { $count ->
    [one] { $count } ligne sur { $all }
   *[other] { $count } lignes sur { $all }
}
history-newer = Plus récent
history-older = Plus ancien
history-range = { $from }–{ $to } sur { $total }
history-laptop = ordinateur { $device }
history-to = à { $person }
history-queued = Attend sur cet ordinateur jusqu’au prochain contact.
history-refused = Refusé.
history-received = Arrivé au relais { $time }.
history-parted = À partir d’ici, deux valeurs coexistaient. À côté de celle-ci : { $values }
history-apart = Deux valeurs coexistaient encore. À côté de celle-ci : { $values }
history-settled = De nouveau une seule valeur. Jusqu’ici, il y avait aussi : { $values }
history-torn = Une personne l’a retiré et une autre l’a modifié ; à partir d’ici, les deux coexistaient.
history-torn-still = Une personne l’avait retiré et une autre l’avait modifié ; les deux coexistaient encore.
history-mended = Réglé : une personne l’avait retiré et une autre l’avait modifié.
history-was = Tel qu’il était alors
history-was-title = Le formulaire tel qu’il était
history-was-by = juste après { $person }, le { $time }
history-was-only = Seulement ce qui a changé depuis
history-was-differs = { $count ->
    [one] { $count } réponse est différente maintenant
   *[other] { $count } réponses sont différentes maintenant
}
history-was-same = Tout est pareil maintenant
history-was-nothing = Rien n’était écrit dans ce formulaire alors, et rien ne l’est maintenant
history-was-note = À lire seulement. Rien ne change ici tant que vous ne rétablissez rien.
history-was-changed = modifié depuis
history-was-later = pas encore là ; ajouté plus tard
history-was-gone = n’est plus là
history-put-back = Rétablir
history-put-back-empty = Vider à nouveau
history-keep = Garder à nouveau
history-keep-title = Garder à nouveau cette entrée ?
history-keep-said = L’entrée est de nouveau là.
put-back = Rétablir
put-back-title = Rétablir cette valeur ?
put-back-text = C’est écrit comme une nouvelle modification de votre part. Ce qui est là maintenant reste dans l’historique.
put-back-now = Maintenant
put-back-then = Deviendra
put-back-said = { $field } est rétabli.

## Referral and assignment
referrals = Référencements, transferts
referral-none = Ce dossier n’a encore été ni référencé ni proposé à quiconque.
referral-by = référencé par { $person }, { $date }
referral-to-accept = { $person } référence ce dossier vers vous : { $type }.
referral-accept = Accepter
referral-reject = Refuser
referral-done = Terminer
referral-revoke = Mettre fin au référencement
referral-revoke-title = Mettre fin à ce référencement ?
referral-revoke-text = L’accès du destinataire prend fin à la prochaine connexion, et les formulaires quittent son ordinateur. Ce qu’il a écrit reste dans le dossier.
referral-accept-said = Accepté. L’expéditeur le saura à la prochaine connexion.
referral-reject-said = Refusé. Rien du dossier ne restera ici après la prochaine connexion.
referral-done-said = Marqué comme terminé. Votre accès prend fin à la prochaine connexion.
referral-done-title = Ce référencement est-il terminé ?
referral-done-lead = Votre accès prend fin à la prochaine connexion ; ce que vous avez écrit reste dans le dossier. L’expéditeur lira ce que vous écrivez ici.
referral-done-note = Ce qui a été fait, et ce dont l’enfant a encore besoin
decline-title = Refuser ?
decline-lead = Rien du dossier ne restera ici après la prochaine connexion. L’expéditeur lira ce que vous écrivez ici.
decline-why = Pourquoi
referral-revoke-said = Le référencement prend fin à la prochaine connexion.
referral-status-in-progress = en attente de réponse
referral-status-accepted = accepté
referral-status-done = terminé
referral-status-rejected = refusé
referral-status-revoked = retiré
referral-status-expired = échu
referral-status-told = informé
referral-until = jusqu’au { $date }
offer-outside = Hors du programme
consent-despite = Partager sans consentement enregistré
consent-despite-hint = Seulement si attendre nuirait à l’enfant. Le dossier montrera que vous en avez décidé ainsi ; écrivez pourquoi.
consent-overridden = partagé sans consentement enregistré
refer-title = Référencer
refer-owner-stays = Le responsable du dossier reste le même.
refer-type = Type
refer-to = Destinataire
refer-lends = Ce type donne accès à { $reads ->
    [one] { $reads } formulaire
   *[other] { $reads } formulaires
} en lecture et à { $writes } en écriture.
refer-will-have = Ce à quoi { $person } aura accès
refer-will-have-anyone = Ce à quoi le destinataire aura accès
refer-until = avec l’historique de ces formulaires, jusqu’à ce que vous mettiez fin au référencement ou qu’il soit terminé
refer-reads = lecture
refer-writes = lecture et écriture
refer-never = Ce qui n’est jamais partagé
refer-never-text = Tous les autres formulaires de ce dossier, et leur historique.
refer-choose-type = Choisissez un type pour voir à quels formulaires il donne accès.
refer-waits = Rien n’est partagé avant la prochaine connexion ; d’ici là, tout attend sur cet ordinateur.
refer-confirm = Référencer
refer-said = Référencé vers { $person }. Ce sera fait à la prochaine connexion.
refer-outside = Vers quelqu’un hors du programme
refer-outside-hint = Rien ne quitte ce cahier ; vous informez vous-même la personne, et c’est noté ici.
refer-outside-has = Rien de ce dossier. Il est noté que la personne a été informée, par qui et quand.
refer-outside-said = C’est noté. Ce sera fait à la prochaine connexion.
refer-service = Pour quel service
refer-service-none = Aucun service en particulier
refer-everybody = Afficher tout le monde, pas seulement les personnes qui proposent ce service
refer-until-day = Dernier jour
refer-until-ended = Jusqu’à ce qu’il soit terminé ou retiré
note-with = Ce que cette personne doit savoir (elle le lira avec le dossier)
note-outside = De qui il s’agit, et ce qui lui est demandé
people-search = Nom, organisation, rôle ou lieu
people-none = Personne dans la liste de cet ordinateur ne peut le recevoir. La liste est mise à jour à la prochaine connexion.
transfer-title = Transférer
transfer-lead = Le dossier passe définitivement à une autre personne dès qu’elle l’accepte ; d’ici là, elle peut le lire et { $person } en reste responsable.
transfer-confirm = Proposer
transfer-said = Le dossier sera proposé à { $person } à la prochaine connexion.
transfer-outside = Vers un autre programme
transfer-outside-hint = Rien n’est envoyé ; vous remettez le dossier vous-même. Il reste ici, mais on n’y travaille plus.
transfer-outside-said = C’est noté. Dès la prochaine connexion, on ne travaille plus dans ce dossier.
request-title = Demander ce dossier
request-lead = Responsable du dossier : { $person }. La décision lui revient. En cas d’accord, le dossier vous est proposé.
request-note = Pourquoi vous le demandez
request-confirm = Demander
request-said = La demande partira à la prochaine connexion. La décision revient à { $person }.
request-of = a demandé ce dossier ({ $status })
request-to-answer = { $person } demande ce dossier.
request-offer = Le lui proposer
request-reject = Refuser…
request-reject-title = Refuser cette demande ?
request-reject-lead = Le dossier ne change pas de responsable. { $person } lira ce que vous écrivez ici.
request-reject-said = La demande sera close à la prochaine connexion.
request-back = Retirer la demande
request-back-lead = Vous ne demandez plus ce dossier.
glass-notice = { $person } a ouvert ce dossier par accès d’urgence le { $date }, jusqu’au { $until }.
glass-notice-own = Vous avez un accès d’urgence à ce dossier jusqu’au { $until }. Vous pouvez le lire, pas y écrire.
glass-end = Y mettre fin
glass-end-said = L’accès d’urgence prend fin à la prochaine connexion.
glass-until = accès d’urgence jusqu’au { $date }
glass-over = accès d’urgence, terminé
transfer-of = transfert, { $status }
transfer-by = proposé par { $person }, { $date }
transfer-to-accept = { $person } propose ce dossier à { $to }. Qui l’accepte en devient responsable.
transfer-accept-said = Accepté. Le dossier passe à { $to } à la prochaine connexion.
transfer-reject-said = Refusé. L’expéditeur le saura à la prochaine connexion.
transfer-revoke = Retirer la proposition
transfer-revoke-said = La proposition sera retirée à la prochaine connexion, sauf si elle est acceptée avant.
assign-title = Attribuer
assign-lead = Le nouveau responsable répond du dossier dès la prochaine connexion. Responsable actuel : { $person }.
assign-to = Nouveau responsable
assign-confirm = Attribuer
assign-said = Attribué à { $person }. Ce sera fait à la prochaine connexion.
choose-count = { $count ->
    [one] { $count } dossier sélectionné
   *[other] { $count } dossiers sélectionnés
}
choose-none = Tout désélectionner
assign-all = Attribuer…
assign-all-title = { $count ->
    [one] Attribuer { $count } dossier
   *[other] Attribuer { $count } dossiers
}
assign-all-lead = Le nouveau responsable en répond dès la prochaine connexion.
assign-all-said = { $count ->
    [one] { $count } dossier sera attribué à { $person } à la prochaine connexion.
   *[other] { $count } dossiers seront attribués à { $person } à la prochaine connexion.
}
key-choose = sélectionner
act-case-create = Enregistrement
act-case-assign = Attribution
act-transfer-offer = Transfert
act-transfer-accept = Acceptation du transfert
act-transfer-reject = Refus du transfert
act-transfer-revoke = Retrait du transfert
act-referral-offer = Référencement
act-referral-accept = Acceptation du référencement
act-referral-reject = Refus du référencement
act-referral-done = Référencement marqué comme terminé
act-referral-revoke = Fin du référencement
act-quarantine-settle = Décision sur une modification tardive
act-case-close = Clôture du dossier
act-case-reopen = Réouverture du dossier
act-case-disable = Désactivation de la fiche
act-case-enable = Réactivation de la fiche
act-flag-add = Drapeau
act-flag-edit = Reformulation du drapeau
act-flag-resolve = Drapeau réglé
act-link-add = Lien avec une autre fiche
act-link-end = Retrait d’un lien
act-case-attribute = Compte de l’enfant
act-approval-request = Demande d’approbation
act-approval-approve = Approbation
act-approval-reject = Renvoi pour correction
act-request-transfer = Demande du dossier
act-request-reject = Refus d’une demande
act-glass-break = Accès d’urgence
act-glass-end = Fin de l’accès d’urgence

## Closing, flags, approvals
locked-disabled = Cette fiche est désactivée : on peut la lire, mais plus y écrire.
locked-closed-read = Ce dossier est clos : on peut le lire, mais plus y écrire.
locked-closed = Ce dossier est clos. On peut le lire ; un nouveau service le rouvre.
locked-transferred = Ce dossier est passé à un autre programme. On peut le lire ; pour y écrire ce qui reste à noter ici, il faut le rouvrir.
close-title = Clore ce dossier ?
close-text = On n’y écrit plus rien tant qu’il n’est pas rouvert ; un nouveau service le rouvre. Les personnes qui peuvent le lire le pourront toujours.
close-said = Le dossier sera clos à la prochaine connexion.
reopen-title = Rouvrir ce dossier ?
reopen-text = Toutes les personnes qui ont le droit d’y écrire pourront de nouveau le faire.
reopen-said = Le dossier sera rouvert à la prochaine connexion.
disable-title = Désactiver cette fiche ?
disable-text = Plus personne n’y écrit, et on ne peut plus la référencer ni la transférer. Elle reste lisible, rien n’en est supprimé, et on peut la réactiver.
disable-said = La fiche sera désactivée à la prochaine connexion.
enable-title = Réactiver cette fiche ?
enable-text = On pourra de nouveau y écrire ; elle redevient ouverte ou close, comme avant.
enable-said = La fiche sera réactivée à la prochaine connexion.
flags = Drapeaux
flags-count = { $count ->
    [one] { $count } drapeau
   *[other] { $count } drapeaux
}
flag-title = Poser un drapeau
flag-lead = Le responsable du dossier et ses superviseurs le liront, mais pas les personnes qui n’ont accès qu’à une partie du dossier.
flag-about = Ce qui demande de l’attention
flag-confirm = Poser
flag-said = Drapeau posé. Les autres le verront après la prochaine connexion.
flag-by = { $person }, { $date }
flag-closed-to-you = Son texte n’a pas pu être ouvert sur cet ordinateur.
flag-edit = Reformuler
flag-edit-said = Le drapeau sera reformulé à la prochaine connexion.
links = Fiches liées
links-count = { $count ->
    [0] Lier une fiche
    [one] { $count } fiche liée
   *[other] { $count } fiches liées
}
links-none = Rien n’est encore lié.
link-by = liée par { $person }, { $date }
link-pending = à la prochaine connexion
link-ending = sera retiré à la prochaine connexion
link-away = pas sur cet ordinateur
link-end = Retirer le lien
link-end-title = Retirer ce lien ?
link-end-text = Les deux fiches restent telles quelles. Les personnes qui ne voient l’incident que par son dossier n’y auront plus accès.
link-end-said = Le lien sera retiré à la prochaine connexion.
link-add-case = Lier à un dossier…
link-add-family = Lier à une famille…
link-add-registry-record = Lier à une fiche du registre…
link-title-case = Lier à un dossier
link-title-family = Lier à une famille
link-title-registry-record = Lier à une fiche du registre
link-lead-incident = L’incident fera alors partie du dossier : qui voit le dossier voit l’incident, dans la limite de son rôle, et le responsable du dossier est aussi celui de l’incident.
link-lead-case = Personne ne verra davantage qu’avant : chaque fiche reste réservée aux personnes qui peuvent la lire.
link-lead-tracing-request = Il sera noté que l’enfant recherché est celui-ci. Personne ne verra davantage qu’avant.
link-search = Nom ou numéro
link-choose = Choisir une fiche
link-entry = Lequel des enfants recherchés
link-confirm = Lier
link-said = Le lien sera fait à la prochaine connexion.
link-result-none = Aucune fiche correspondante sur cet ordinateur.
incident-of-case = Ajouter un incident
incident-of-lead = L’incident fera partie de ce dossier et aura le même responsable.
attribute-title = À qui est ce dossier ?
attribute-lead = L’enfant qui a son propre compte pourra lire ce dossier, et aucun autre.
attribute-confirm = Lui donner ce dossier
attribute-said = Ce sera fait à la prochaine connexion.
attribute-end-title = Ce n’est plus son dossier ?
attribute-end-text = { $person } ne pourra plus lire ce dossier. Rien d’autre ne change.
attribute-end = Le lui retirer
attribute-of = Compte de l’enfant : { $person }
flag-resolve = Régler
flag-resolve-title = Régler ce drapeau
flag-resolve-how = Ce qui a été fait à ce sujet
flag-resolve-said = Le drapeau sera réglé à la prochaine connexion.
flag-resolved-by = réglé par { $person }
approval-ask = Demander l’approbation
approval-ask-again = Redemander
approval-ask-said = Demande faite. Les superviseurs la verront après la prochaine connexion.
approval-none = Pas encore approuvé.
approval-pending = { $person } a demandé l’approbation le { $date }.
approval-approved = Approuvé par { $person }, { $date }.
approval-rejected = Renvoyé par { $person }, { $date }.
approval-waits-approval-approve = Vous l’avez approuvé. Votre réponse attend d’être envoyée.
approval-waits-approval-reject = Vous l’avez renvoyé. Votre réponse attend d’être envoyée.
approval-superseded = Le formulaire a changé depuis.
approval-look = { $person } vous demande une approbation : { $form }.
approval-go = Voir
approval-approve = Approuver
approval-approve-title = Approuver : { $form }
approval-approve-said = Le formulaire sera approuvé à la prochaine connexion.
approval-approve-lead = Vous approuvez le formulaire tel que vous le voyez. Ce qui sera modifié ensuite devra être approuvé de nouveau.
approval-reject = Renvoyer
approval-reject-title = Renvoyer : { $form }
approval-reject-said = Le formulaire sera renvoyé à la prochaine connexion.
approval-reject-lead = La personne qui a fait la demande lira ce que vous écrivez ici et pourra redemander.
approval-comment = Commentaire

## Sync
sync-title = Envoi et réception
sync-now = Synchroniser
sync-busy = Envoi et réception en cours…
sync-done = Tout est envoyé et reçu.
sync-lead = Continuez à travailler pendant ce temps. Si la ligne est coupée, l’échange reprendra là où il s’est arrêté.
sync-needs-you = À traiter
sync-needs-nothing = Vous n’avez rien à traiter.
sync-two-values = Afficher les dossiers où deux personnes ont écrit des choses différentes
sync-state-two-values = deux versions
sync-going-out = À envoyer
sync-all-sent = Tout est envoyé.
sync-waiting-count = { $count ->
    [one] { $count } modification en attente
   *[other] { $count } modifications en attente
}
sync-state-waiting = en attente
sync-state-pending = attend le relais
sync-state-refused = n’a pas été fait
sync-state-ended = accès terminé
sync-state-late-edit = modification tardive à trancher
sync-report = Dernière synchronisation
sync-sent = Envoyé
sync-fetched = Reçu
sync-bytes-up = Volume envoyé
sync-bytes-down = Volume reçu
sync-round-trips = Allers-retours
sync-relay = Relais
ended-assigned = Le dossier a été confié à quelqu’un d’autre. Il n’en reste rien ici ; vos modifications non envoyées ont été remises au nouveau responsable.
ended-referral-done = Le référencement est terminé. Il ne reste rien du dossier ici ; ce que vous avez écrit y demeure.
ended-rejected = Le dossier a été refusé. Il n’en reste rien ici.
ended-expired = Le dernier jour du référencement est passé. Il ne reste rien du dossier ici ; ce que vous avez écrit et envoyé y demeure.
ended-revoked = Votre accès a pris fin. Il ne reste rien du dossier ici ; ce que vous avez écrit et envoyé y demeure.
ended-role = Votre rôle ne couvre plus ce dossier. Il n’en reste rien ici ; si c’est une erreur, parlez-en à votre superviseur.

## Errors: what happened, what is safe, what to do
error-generic = Cela n’a pas fonctionné ({ $code }). Ce que vous avez enregistré est intact. Réessayez ; si cela se reproduit, donnez à votre superviseur le mot entre parenthèses.
error-access-ended = Cette modification est arrivée après la fin de votre accès. Elle a été transmise et elle est gardée ; le responsable du dossier décidera.
error-seq-conflict = Ce même ordinateur avait déjà écrit autre chose à cet endroit, comme il arrive après la restauration d’une copie. Votre texte est gardé et sera réécrit à la prochaine connexion.
error-device-retired = Cet ordinateur a été retiré du service. Vos modifications ont été transmises et sont gardées pour le responsable du dossier.
error-history-lost = Le relais a perdu une partie de ce qu’il savait, peut-être après une réparation. Tout ce qui est sur cet ordinateur est gardé. Prévenez votre administrateur avant de continuer.
error-bad-case-id = Le numéro de ce dossier appartient à un autre ordinateur ; le relais ne l’a donc pas accepté. Ce que vous avez écrit est gardé ici. Prévenez votre administrateur.
error-bad-segment = Un élément reçu n’a pas pu être vérifié et a été laissé de côté. Ce que vous aviez avant n’a pas changé. Prévenez votre administrateur.
error-key-missing = Une modification est arrivée, mais cet ordinateur n’en a pas encore la clé. Rien n’est perdu ; elle reviendra à la prochaine connexion.
error-usage = La commande n’a pas été comprise. Rien n’a été fait. Consultez --help.
error-failed = Cela n’a pas fonctionné. Ce que vous avez enregistré est intact. Réessayez ou redémarrez Daftar.
error-wrong-password = Ce mot de passe n’ouvre pas ce cahier. Rien n’est perdu. Réessayez.
error-password-too-short = Ce mot de passe est trop court. Utilisez au moins { $min } caractères.
error-password-delayed = Trop de mots de passe erronés. Rien n’est supprimé ; il faut seulement patienter. Attendez un peu, puis réessayez.
error-keyring-unavailable = Le trousseau de clés de cet ordinateur ne répond pas ; le cahier ne peut donc pas être ouvert. Vos dossiers sont en sécurité. Fermez puis rouvrez votre session sur l’ordinateur, et réessayez.
error-keyring-missing = Le trousseau de clés de cet ordinateur ne répond pas ; le cahier ne peut donc pas être ouvert. Vos dossiers sont en sécurité. Fermez puis rouvrez votre session sur l’ordinateur, et réessayez.
error-vault-damaged = Le fichier de ce cahier est endommagé et ne s’ouvre pas. Ne supprimez rien. Ce qui a été envoyé est en sécurité sur le relais ; demandez de l’aide à votre superviseur.
error-vault-exists = Cette personne a déjà un cahier sur cet ordinateur. Il n’a pas été touché. Ouvrez-le avec son mot de passe.
error-vault-not-found = Cette personne n’a pas de cahier sur cet ordinateur. Demandez un code à usage unique à votre superviseur.
error-vault-params-refused = Le fichier de ce cahier n’est plus tel que Daftar l’a écrit ; il n’a donc pas été ouvert. Ne supprimez rien. Demandez de l’aide à votre superviseur.
error-vault-wrong-key = Le trousseau de clés de cet ordinateur ne correspond pas à ce cahier. Rien n’est perdu. Demandez de l’aide à votre superviseur.
error-recovery-failed = Le cahier n’a pas pu être récupéré. Rien n’a été supprimé. Demandez de l’aide à votre superviseur.
error-no-configuration = Les formulaires du programme ne sont pas encore ici. Synchronisez une fois avec un réseau, puis réessayez.
error-code-invalid = Ce code n’est pas le bon. Vérifiez-le lettre par lettre, ou demandez-en un nouveau à votre superviseur.
error-code-used = Ce code a déjà servi ; chaque code ne sert qu’une fois. Demandez-en un nouveau à votre superviseur.
error-unknown-field = Ce champ n’est pas connu ici. Rien n’a été enregistré. Synchronisez pour recevoir les derniers formulaires, puis réessayez.
error-wrong-type = Cela ne convient pas à ce champ. Vérifiez ce qui est saisi ici.
error-unknown-option = Ce choix n’existe plus. Choisissez-en un autre.
error-invalid-date = Ce n’est pas une date, ou cela peut en désigner plusieurs. Écrivez par exemple 3/5/2024, 5 mars 2019, mars 2019 ou 2019, ou encore un âge, comme « environ 11 ans ».
error-text-too-long = Ce texte est trop long pour être gardé. Raccourcissez-le, ou mettez-en une partie dans un autre champ.
error-date-in-future = Cette date est encore à venir, et ce champ n’accepte que le passé. Vérifiez l’année et le jour.
error-date-not-exact = Il faut le jour ici, pas seulement le mois ou l’année. Écrivez la date entière, par exemple 3/5/2024.
error-invalid-range = Ces deux dates ne forment pas une période : l’une d’elles n’existe pas, ou la fin vient avant le début. Vérifiez les deux ; l’une peut rester vide.
error-number-out-of-range = Ce nombre est trop petit ou trop grand pour ce champ. Vérifiez ce qui est saisi ici.
error-invalid-phone = Ce n’est pas un numéro de téléphone. Écrivez au moins trois chiffres, avec un + et des espaces si vous voulez, mais sans mots.
error-unknown-row = L’un de ces nombres appartient à une ligne qui n’existe plus. Rien n’a été enregistré. Synchronisez pour recevoir les derniers formulaires, puis recomptez.
error-entry-fixed = Ici, les entrées enregistrées restent telles quelles ; rien n’a donc été modifié. Ajoutez une nouvelle entrée pour ce qui est différent.
error-unknown-person = Aucune personne de ce nom n’est connue ici. Synchronisez pour recevoir la dernière liste des personnes, puis réessayez.
error-no-consent = Le formulaire de consentement de l’enfant ne permet pas le partage avec cette organisation. Rien n’a été partagé. Parlez d’abord avec la famille et enregistrez son consentement.
error-not-permitted = Votre rôle ne le permet pas. Rien n’a été modifié. Si vous en avez besoin, parlez-en à votre superviseur.
error-not-found = Ceci n’est plus sur cet ordinateur. Revenez à la liste.
error-no-longer-yours = Vous n’avez plus accès à ce dossier. Ce que vous aviez envoyé s’y trouve ; adressez-vous au responsable du dossier.
error-relay-unreachable = Pas de connexion au relais. Tout est gardé sur cet ordinateur et sera envoyé à la prochaine connexion. Continuez à travailler.
error-relay-key-mismatch = Le relais ne présente pas la clé que cet ordinateur connaît ; rien n’a donc été envoyé. Votre travail est en sécurité ici. Prévenez votre superviseur avant de réessayer.
error-relay-failed = Le relais a signalé une erreur. Tout est gardé sur cet ordinateur. Réessayez plus tard.
error-too-often = Trop de recherches en peu de temps ; celle-ci n’a pas été faite. Attendez un moment, puis réessayez.
error-not-shown = Ce dossier n’était pas parmi ceux que vous avez trouvés aujourd’hui. Rien n’a été envoyé. Cherchez-le de nouveau, puis réessayez.
error-stale-owner = Entre-temps, le dossier a changé de responsable ; ceci n’a donc pas été fait. Regardez de nouveau le dossier, puis décidez.
error-target-not-allowed = Cette personne ne peut pas recevoir le dossier. Rien n’a été partagé. Choisissez quelqu’un d’autre.
error-role-too-wide = Ce type de référencement donnerait accès à plus que ce que vous pouvez partager. Rien n’a été partagé. Choisissez-en un plus restreint.
error-already-answered = Une réponse a déjà été donnée. Rien n’a été modifié.
error-already-ended = C’est déjà terminé. Rien n’a été modifié.
error-too-many = Au plus { $max } à la fois. Rien n’a été modifié. Choisissez-en moins, puis faites le reste ensuite.
error-bad-link = Ces deux fiches ne peuvent pas être liées entre elles ; rien n’a donc été lié. Un incident se lie à un dossier, un dossier à une famille ou à une fiche du registre, un enfant recherché à un dossier.
error-follows-its-case = Cet incident suit son dossier ; rien n’a donc été modifié. Faites-le avec le dossier, ou retirez d’abord le lien.
error-already-so = C’est déjà le cas. Rien n’a été modifié.
error-case-closed = Ce dossier est clos ; ceci n’y a donc pas été écrit. Ce que vous avez saisi est gardé. Rouvrez le dossier, ou adressez-vous à une personne qui peut le faire ; un nouveau service le rouvre de lui-même.
error-case-disabled = Cette fiche est désactivée ; rien n’y est donc écrit. Ce que vous avez saisi est gardé. Adressez-vous à une personne qui peut la réactiver.
error-superseded = Le formulaire a changé depuis que vous l’avez regardé. Rien n’a été approuvé. Relisez-le, puis décidez.
error-approval-missing = La clôture demande une approbation qui manque, ou qui est plus ancienne que la dernière modification. Rien n’a été modifié. Demandez-la d’abord.
error-unknown-approval = Ce programme n’a pas cette approbation. Rien n’a été envoyé. Synchronisez pour recevoir les derniers réglages, puis réessayez.
error-bad-sentence = Écrivez quelque chose ici, environ 4 000 caractères au plus.
error-already-over = Le dernier jour était passé avant que ceci n’arrive au relais. Rien n’a été partagé. Recommencez le référencement avec un jour plus éloigné.
error-too-long = L’accès d’urgence dure 72 heures au plus. Rien n’a été ouvert. Choisissez moins d’heures.
error-duplicate-case = Un dossier avec ce numéro existe déjà. Votre texte est gardé ici. Prévenez votre superviseur.
error-quarantined = Cette modification est arrivée après la fin de votre accès. Elle est mise de côté ; le responsable du dossier décidera.
error-stale-epoch = Les clés de ce dossier ont changé. Vos modifications sont gardées et seront envoyées de nouveau à la prochaine connexion.
error-store-failed = Cet ordinateur n’a pas pu écrire sur le disque. Ce qui était déjà enregistré est intact. Redémarrez Daftar et regardez si votre dernière modification y est.
error-store-busy = Cet ordinateur traite encore la modification précédente. Rien n’est perdu. Réessayez dans un instant.
error-disk-full = Le disque de cet ordinateur est plein ; plus rien ne peut être enregistré. Ce qui était déjà enregistré est intact. Libérez de la place, puis enregistrez de nouveau.
error-newer-version = Ce cahier a été écrit par une version plus récente de Daftar. Il n’a pas été touché. Installez la dernière version sur cet ordinateur.
error-locked = Le cahier est verrouillé. Chaque mot est gardé. Saisissez votre mot de passe pour continuer.
error-required = Ce champ doit être rempli pour que le formulaire puisse être enregistré.
error-device-revoked = Cet ordinateur n’a plus le droit d’échanger des dossiers. Prévenez tout de suite votre superviseur.
error-upgrade-required = Le relais demande une version plus récente de Daftar. Votre travail est en sécurité ici. Installez la dernière version, puis synchronisez de nouveau.
error-not-your-own = Ceci appartient à quelqu’un d’autre ; vous ne pouvez donc pas le faire. Rien n’a été modifié. Demandez à cette personne.
error-file-empty = Ce fichier est vide ; rien n’a donc été ajouté. Vérifiez que c’est le bon.
error-file-too-large = Ce fichier dépasse { $max } Mo ; il n’a donc pas été ajouté. Réduisez-le ou divisez-le, puis ajoutez-le de nouveau.
error-files-too-many = Une fiche contient { $max } fichiers au plus. Rien n’a été enregistré. Retirez ce qui n’est pas nécessaire, puis enregistrez de nouveau.
error-file-damaged = Ce fichier est endommagé et ne s’affiche pas. Rien d’autre n’est touché. Prévenez votre administrateur ; si vous avez l’original, ajoutez-le de nouveau.
error-file-elsewhere = Ce fichier est sur l’ordinateur où il a été ajouté et n’est pas encore arrivé ici. Ce qui est écrit à son sujet est ici.
error-photo-type-refused = Ce n’est pas une image utilisable ici. Rien n’a été ajouté. Choisissez un fichier JPEG, PNG ou WebP.
error-photo-heic = Cette photo est au format HEIC, que tous les ordinateurs ne savent pas afficher. Rien n’a été ajouté. Enregistrez-la en JPEG sur le téléphone ou l’ordinateur, puis ajoutez-la.
error-photo-damaged = Cette image ne peut pas être lue ; le fichier est peut-être endommagé. Rien n’a été ajouté. Refaites la photo, ou choisissez-en une autre.
error-photo-too-large = Cette image a plus de pixels qu’un ordinateur ne peut en ouvrir sans risque (12 000 par côté au plus). Rien n’a été ajouté. Réduisez-la, puis ajoutez-la.
error-audio-type-refused = Ce n’est pas un enregistrement audio utilisable ici. Rien n’a été ajouté. Choisissez un fichier MP3, M4A, OGG ou WAV.
error-document-type-refused = Ce type de fichier n’est pas accepté, quel que soit son nom. Rien n’a été ajouté. Choisissez un PDF, un fichier texte, Word ou Excel, un tableau CSV ou une image.
error-consent-first = Votre programme demande un consentement, ou un autre motif, avant de garder un dossier. Rien n’a été enregistré ; ce que vous avez saisi est toujours ici. Répondez à au moins une de ces questions, puis continuez.
error-copy-failed = La copie n’a pas pu être écrite dans « Téléchargements ». Le fichier est en sécurité dans le cahier. Vérifiez qu’il reste de la place, puis réessayez.

# What is asked about every file.
attachment-file = Fichier
attachment-date = Date
attachment-description = Ce qu’il contient
attachment-comments = Remarques
attachment-is-current = La photo qui sert à reconnaître l’enfant
signature-provided-by = Signé par

# Registration
register-steps = Étapes d’un nouveau dossier
register-step-look = Déjà connu ?
register-step-ask = Consentement
register-step-forms = Formulaires
register-look-title = Cet enfant est-il déjà connu ici ?
register-look-lead = Saisissez ce que vous savez, même si l’orthographe est incertaine. Les enfants de cet ordinateur qui pourraient correspondre apparaissent plus bas.
register-ask-title = Consentement et motif
register-ask-lead = Ce que l’enfant et la famille ont accepté, et ce qui permet de garder des données sur l’enfant. Parlez-en avec eux avant d’en écrire davantage.
register-continue = Continuer
register-continue-none = Aucun d’eux, continuer
register-skip = Passer
register-back = Retour
register-save-later = L’enregistrement vient après ces étapes. Ce que vous avez saisi est gardé comme brouillon.
key-continue = continuer
key-step-back = étape précédente
likely-waiting = Aucune recherche pour l’instant : saisissez un nom, ou un numéro figurant sur une carte.
likely-none-here = Pas d’enfant correspondant sur cet ordinateur. D’autres le connaissent peut-être.
likely-found = { $count ->
    [one] { $count } enfant de cet ordinateur pourrait correspondre :
   *[other] { $count } enfants de cet ordinateur pourraient correspondre :
}
likely-opens = Ouvrir un dossier fait quitter cette page. Ce que vous avez saisi reste ici comme brouillon.
likely-kept = Ce que vous avez saisi est gardé comme brouillon. Vous le retrouverez en ouvrant un nouveau dossier.
likely-title = Est-ce l’un de ces enfants ?
likely-lead = { $count ->
    [one] Rien n’est encore enregistré. Cet enfant est déjà sur cet ordinateur et c’est peut-être le même ; avec deux dossiers, ni l’un ni l’autre ne raconte toute l’histoire.
   *[other] Rien n’est encore enregistré. Ces enfants sont déjà sur cet ordinateur et l’un d’eux est peut-être le même ; avec deux dossiers, ni l’un ni l’autre ne raconte toute l’histoire.
}
likely-back = Retour au formulaire
likely-none = Aucun d’eux, enregistrer
same-id = même numéro
same-name = même nom
same-sound = nom à la prononciation proche
same-birth = même date de naissance
same-age = à peu près le même âge
same-sex = même sexe
shared-id-notice = { $field } : une autre fiche a le même.
shared-id-tell = Pas les mêmes
shared-id-said = C’est noté pour vous, sur cet ordinateur. Un rappel s’affichera si cela change.
shared-id-told = Même numéro, distingués par vous
shared-id-ask-again = Me redemander

# Typed dates and long lists
date-example = 3/5/2024 ou mai 2019
date-from-age = { $date }, d’après l’âge
choice-looking = Recherche…
choice-narrow = Il y en a d’autres ; tapez pour réduire la liste

# Printing
action-print = Imprimer…
key-print = imprimer
print-title = Imprimer
print-what = À imprimer
print-lead = Le papier ne se verrouille pas. N’imprimez que le nécessaire, et gardez-le là où personne d’autre ne le lira.
print-form = Ce formulaire : { $form }
print-record = { $count ->
    [one] Toute la fiche : { $count } formulaire avec des réponses
   *[other] Toute la fiche : { $count } formulaires avec des réponses
}
print-go = Imprimer
print-save-first = Enregistrez d’abord : ce que vous avez saisi n’est pas encore dans la fiche. Imprimez ensuite.
print-confidential = Confidentiel
print-by = Imprimé par { $person }, le { $time }
print-entry = N° { $nth }

# Attachments
files-add-photo = Ajouter des photos…
files-add-audio = Ajouter des enregistrements…
files-add-document = Ajouter des fichiers…
files-how = ou déposez-les ou collez-les ici
files-takes-photo = JPEG, PNG ou WebP
files-takes-audio = MP3, M4A, OGG ou WAV
files-takes-document = PDF, Word, Excel, texte, CSV ou image
files-save-waits = Des fichiers sont encore en cours d’ajout ; l’enregistrement se fera dès qu’ils seront là.
file-waits = attend son tour
file-comes = ajout en cours…
file-added = { $name } est ajouté. Il sera gardé quand vous enregistrerez.
file-describe = Décrire
file-fold = Replier
file-not-here = pas encore arrivé sur cet ordinateur
file-not-shown = ne peut pas être affiché
file-is-picture = Image
file-is-sound = Enregistrement audio
file-is-pdf = PDF
file-is-text = Texte
file-is-word = Document Word
file-is-excel = Classeur Excel
file-is-table = Tableau CSV
photo-of-day = Photo, { $date }
photo-nth = Photo n° { $nth }
photo-current = Pour reconnaître l’enfant
signature = Signature
signature-of = Signature : { $person }
signature-picture = Choisir une image de la signature…
signature-pad-lines = { $count ->
    [0] Zone de signature, vide
    [one] Zone de signature, { $count } trait tracé
   *[other] Zone de signature, { $count } traits tracés
}
signature-how = Signez avec le doigt, un stylet ou la souris.
signature-use = Utiliser cette signature
signature-undo = Annuler le dernier trait
signature-clear = Effacer
signature-again = Signer de nouveau
signature-again-how = La signature actuelle reste jusqu’à ce que vous utilisiez la nouvelle.
viewer-nth = { $nth } sur { $count }
viewer-next = Suivant
viewer-before = Précédent
viewer-bigger = Agrandir
viewer-smaller = Réduire
viewer-fit = Ajuster
viewer-zoom = { $percent } %
viewer-opening = Ouverture…
viewer-kind = Type
viewer-name = Nom du fichier
viewer-size = Taille
viewer-page = Page { $nth } sur { $count }
viewer-no-picture = Cette image ne peut pas être affichée ; elle est peut-être endommagée. Enregistrez une copie pour l’essayer avec un autre programme.
viewer-no-sound = Cet ordinateur ne peut pas lire ce type d’enregistrement. Enregistrez une copie pour l’écouter avec un autre programme.
viewer-no-pdf = Ce PDF ne peut pas être affiché ici ; il est peut-être endommagé, ou demande un mot de passe. Enregistrez une copie pour l’ouvrir avec un autre programme.
viewer-no-opening = Daftar n’ouvre pas les fichiers de ce type. Enregistrez une copie pour l’ouvrir avec un autre programme.
viewer-text-cut = Seul le début est affiché. Enregistrez une copie pour tout lire.
viewer-table-cut = Seules les { $rows } premières lignes et les { $columns } premières colonnes sont affichées. Enregistrez une copie pour tout voir.
copy = Enregistrer une copie…
copy-title = Enregistrer une copie non protégée ?
copy-text = Dans le cahier, ce fichier est chiffré. La copie ne l’est pas : elle est placée dans « Téléchargements », où toute personne qui utilise cet ordinateur peut l’ouvrir, et Daftar ne la supprime pas. Supprimez-la vous-même dès qu’elle n’est plus utile.
copy-does = Enregistrer la copie
copy-saved = { $name } est maintenant dans « Téléchargements », sans protection. Supprimez cette copie dès qu’elle n’est plus utile.
error-file-unreadable = Ceci n’a pas pu être lu et n’a donc pas été ajouté. Un répertoire ne peut pas être ajouté ; choisissez les fichiers qu’il contient. Si c’était un fichier, vérifiez qu’il est toujours là.

## Administration
nav-administration = Administration
admin-tabs = Rubriques de l’administration
admin-people = Personnes
admin-devices = Ordinateurs
admin-roles = Rôles
admin-units = Groupes et organisations
admin-configuration = Configuration
admin-offline = Pas de connexion au relais ; rien n’a donc été modifié. Ce qui est modifié ici s’applique aussitôt, ce qui demande un réseau.
admin-busy = Interrogation du relais…
admin-again = Réessayer
admin-search = Nom, rôle, organisation, groupe ou lieu
admin-people-count = { $count ->
    [one] { $count } personne
   *[other] { $count } personnes
}
admin-people-none = Personne ne correspond ici.
admin-person-add = Ajouter une personne
admin-person-change = Modifier { $person }
admin-change = Modifier…
admin-name = Nom d’utilisateur
admin-name-hint = Lettres de a à z, chiffres, point, tiret et tiret bas. Il ne change jamais.
admin-role = Rôle
admin-agency = Organisation
admin-groups = Groupes
admin-place = Lieu
admin-place-hint = Là où la personne travaille. Tapez un nom ou un code.
admin-place-clear = Retirer le lieu
admin-services = Services
admin-choose = Choisir
admin-disabled = Désactivé
admin-you = vous
admin-disable = Désactiver…
admin-enable = Réactiver
admin-disable-title = Désactiver le compte { $person } ?
admin-disable-text = Dès maintenant, cette personne ne peut plus rien lire ni rien faire. À la prochaine connexion de son ordinateur, les dossiers y seront supprimés ; ce qui n’est pas encore envoyé sera d’abord transmis, et les responsables décideront. Ses dossiers restent à son nom jusqu’à ce que quelqu’un les attribue. Le compte peut être réactivé.
admin-disable-does = Désactiver
admin-disabled-said = Le compte { $person } est désactivé.
admin-enabled-said = Le compte { $person } est réactivé.
admin-added-said = Le compte { $person } est ajouté. Il faut encore un code pour activer un ordinateur.
admin-changed-said = Le compte { $person } est modifié. Cela s’applique aussitôt, et sur son ordinateur dès la prochaine connexion.
admin-add = Ajouter
admin-code = Code…
admin-code-title = Code d’activation pour { $person }
admin-code-lead = Avec un code, { $person } active un ordinateur de plus. Le code ne sert qu’une fois. Qui le détient devient { $person } sur un ordinateur : remettez-le vous-même, et à personne d’autre.
admin-code-make = Créer un code
admin-code-once = Il s’affiche ici maintenant, et plus jamais ensuite. Il est valable { $days } jours et ne sert qu’une fois.
admin-code-text = Le code
admin-code-copy = Copier
admin-code-copied = Copié
admin-device = Ordinateur
admin-device-nth = N° { $device }
admin-device-this = cet ordinateur
admin-person = Personne
admin-contact = Dernière connexion
admin-contact-never = jamais
admin-enrolled = Activé le
admin-holds = Dossiers présents
admin-state = État
admin-devices-none = Aucun ordinateur n’est activé ici.
admin-revoke = Révoquer…
admin-revoke-title = Révoquer l’ordinateur n° { $device } ({ $person }) ?
admin-revoke-lead = Il ne reçoit plus rien du relais, et ce qu’il contenait reçoit de nouvelles clés. On ne peut pas revenir en arrière ; il faudra un autre code pour l’activer de nouveau.
admin-retire = Il est retiré du service
admin-retire-means = Il est en de bonnes mains. Il peut encore transmettre le travail non envoyé, qui est gardé jusqu’à la décision des responsables.
admin-lost = Il est perdu ou volé
admin-lost-means = Il est peut-être entre de mauvaises mains. Rien de ce qu’il envoie n’est plus accepté ; le travail qu’il n’a pas envoyé est perdu.
admin-revoke-does = Révoquer
admin-revoked-said = L’ordinateur n° { $device } est révoqué.
revoked-retired = Retiré du service
revoked-lost = Perdu
admin-roles-none = Votre rôle ne permet pas de voir les rôles.
admin-role-list = Tous les rôles
admin-role-change = Modifier le rôle « { $role } »
admin-role-add = Ajouter un rôle semblable
admin-role-add-like = Nouveau rôle semblable à « { $role } »
admin-role-id-hint = Par exemple role-cp-equipe-nuit. Il ne change jamais. Le nouveau rôle permet ce que permet l’autre ; cela se modifie dans son fichier.
admin-role-lead = Publié aussitôt comme nouvelle version de la configuration. Les personnes qui ont ce rôle gagnent ou perdent des formulaires à leur prochaine connexion.
admin-role-said = Le rôle « { $role } » est publié.
admin-role-added = Le rôle « { $role } » existe maintenant.
admin-role-referral = Type de référencement
admin-role-forms = Formulaires
admin-role-may = Peut
admin-role-nothing = N’ouvre aucun formulaire et ne permet rien.
admin-label = Nom ({ $language })
admin-scope = Portée
scope-self = Ses propres fiches
scope-group = Fiches de ses groupes
scope-agency = Fiches de son organisation
scope-all = Toutes les fiches
scope-identified = Un seul dossier, celui de l’enfant lui-même
scope-admin-only = Aucune fiche, administre tout
mode-none = aucun accès
mode-r = lecture
mode-rw = écriture
admin-groups-title = Groupes d’utilisateurs
admin-agencies-title = Organisations
admin-group-add = Ajouter un groupe
admin-agency-add = Ajouter une organisation
admin-rename = Renommer…
admin-unit-id = Identifiant
admin-unit-id-hint = Un mot court, par exemple equipe-4. Il ne change jamais.
admin-unit-said = « { $name } » est publié.
admin-publish-does = Publier
admin-version = Version en vigueur
admin-languages = Langues
admin-form-count = Formulaires
admin-lookup-count = Listes de choix
admin-place-count = Lieux
admin-role-count = Rôles
admin-publish-title = Publier une configuration entière
admin-folder = Répertoire sur cet ordinateur
admin-check = Vérifier
admin-publish-said = La configuration est publiée.
admin-problems = { $count ->
    [one] Elle contient { $count } erreur et ne peut donc pas être publiée :
   *[other] Elle contient { $count } erreurs et ne peut donc pas être publiée :
}
admin-warnings = { $count ->
    [one] Elle peut être publiée. Regardez d’abord ceci :
   *[other] Elle peut être publiée. Regardez d’abord ces { $count } points :
}
admin-publish-lead = Les formulaires, les listes de choix et les réglages sont des fichiers, réunis dans un répertoire. Vérifiez-le, puis publiez-le.
admin-publish-not = Votre rôle ne permet pas de publier des configurations.
admin-publish-after = Les ordinateurs reçoivent la nouvelle version à leur prochaine connexion. Ce qui a été écrit avec une version plus ancienne est conservé.
key-part = rubrique
key-add-person = ajouter
resource-case = Dossiers
resource-incident = Incidents
resource-tracing-request = Demandes de recherche
resource-family = Familles
resource-registry-record = Registre
resource-user = Personnes
resource-role = Rôles
resource-user-group = Groupes d’utilisateurs
resource-agency = Organisations
resource-system = Système
resource-metadata = Formulaires et listes de choix
resource-primero-configuration = Configuration
resource-dashboard = Tableaux de bord
resource-report = Rapports
resource-managed-report = Rapports types
may-read = lire
may-write = modifier
may-create = créer
may-manage = tout faire
may-assign = attribuer
may-assign-within-agency = attribuer au sein de l’organisation
may-assign-within-user-group = attribuer au sein d’un groupe
may-referral = référencer
may-receive-referral = recevoir des référencements
may-referral-from-service = référencer pour un service
may-transfer = transférer
may-receive-transfer = recevoir des transferts
may-accept-or-reject-transfer = répondre aux transferts à la place d’autres
may-request-transfer = demander un dossier
may-search-owned-by-others = chercher dans tout le programme
may-break-the-glass = accès d’urgence
may-consent-override = poursuivre sans consentement
may-close = clore
may-reopen = rouvrir
may-enable-disable-record = désactiver une fiche
may-flag = poser des drapeaux
may-flag-update = reformuler les drapeaux
may-resolve-any-flag = régler les drapeaux
may-self-approve = approuver son propre travail
may-export-pdf = imprimer
may-agency-read = voir celles de l’organisation
may-disable-multiple = désactiver
may-request-approval-assessment = demander l’approbation de l’évaluation
may-request-approval-case-plan = demander l’approbation du plan de prise en charge
may-request-approval-closure = demander l’approbation de la clôture
may-approve-assessment = approuver les évaluations
may-approve-case-plan = approuver les plans de prise en charge
may-approve-closure = approuver les clôtures
admin-not-yet = { $count ->
    [one] et { $count } sans effet pour l’instant
   *[other] et { $count } sans effet pour l’instant
}
error-stale-version = Quelqu’un d’autre a modifié ceci depuis que vous l’avez regardé. Votre modification n’a pas été appliquée. Regardez de nouveau, puis décidez.
error-person-exists = Il y a déjà une personne de ce nom. Rien n’a été modifié. Choisissez un autre nom d’utilisateur.
error-role-exists = Il y a déjà un rôle avec cet identifiant. Rien n’a été modifié. Choisissez un autre identifiant.
error-folder-unreadable = Ce répertoire n’existe pas, ou l’un de ses fichiers n’est pas du texte. Rien n’a été publié. Vérifiez le chemin et réessayez.
error-bad-user-name = Ce n’est pas un nom d’utilisateur. Utilisez des lettres de a à z, des chiffres, le point, le tiret et le tiret bas, 64 caractères au plus, sans espaces.
error-unknown-role = Le programme n’a plus ce rôle. Rien n’a été modifié. Choisissez-en un autre.
error-unknown-agency = Le programme n’a plus cette organisation. Rien n’a été modifié. Choisissez-en une autre.
error-unknown-group = Le programme n’a plus ce groupe. Rien n’a été modifié. Choisissez-en un autre.
error-unknown-place = Le programme n’a pas ce lieu. Rien n’a été modifié. Choisissez-en un dans la liste.
error-unknown-service = Le programme n’a pas ce service. Rien n’a été modifié. Choisissez-en un dans la liste.
error-unknown-device = Aucun ordinateur de ce numéro ne relève de vous. Rien n’a été modifié.
error-already-revoked = Cet ordinateur est déjà révoqué. Rien n’a été modifié.
error-not-yourself = Personne ne peut changer son propre rôle, ses groupes ou son organisation, désactiver son compte ni révoquer l’ordinateur qu’il utilise. Rien n’a été modifié. Demandez à un autre administrateur.
error-role-above-own = Ce rôle permet d’administrer davantage que le vôtre, ou sa portée est plus large. Rien n’a été modifié. Demandez à quelqu’un dont le rôle couvre tout cela.
error-last-administrator = Il ne resterait personne pour administrer tout le monde. Rien n’a été modifié. Nommez d’abord un autre administrateur.
error-still-in-use = Quelqu’un a encore un rôle, une organisation ou un groupe qui disparaîtrait. Rien n’a été publié. Donnez-lui-en d’abord un autre.
error-bad-config = La configuration aurait des problèmes ; rien n’a donc été publié. Vérifiez son répertoire.
error-newer-rules = Le relais est plus ancien que cette version de Daftar et ne connaît pas encore ceci. Rien n’a été modifié. Prévenez la personne qui gère le relais.

## Today
today-overdue = En retard
today-soon = Prochains jours
today-waiting = En attente de votre réponse
today-waiting-referral = Référencement vers vous
today-waiting-transfer = Transfert vers vous
today-waiting-request = Quelqu’un demande votre dossier
today-waiting-approval = Approbation demandée
today-settle-refused = N’a pas pu être fait
today-settle-late-edit = Écrit après la fin de l’accès
today-settle-two-values = Deux versions
today-about = { $what } : { $about }
today-late = { $count ->
    [one] { $count } jour de retard
   *[other] { $count } jours de retard
}
today-now = aujourd’hui
today-tomorrow = demain
today-none = Rien ne vous attend aujourd’hui.
today-more = { $count ->
    [one] et { $count } de plus
   *[other] et { $count } de plus
}
mark-overdue = en retard
mark-soon = échéance proche

## Stages of a case; what services are part of is worded by the configuration
stage-new = Nouveau
stage-reopened = Rouvert
stage-assessment = Évaluation
stage-case-plan = Plan de prise en charge
stage-services = Services
stage-services-implemented = Services fournis
stage-closed = Clos
stages = Avancement du dossier

## Lists: filters, columns, numbers
list-is-last-days = { $days ->
    [one] aujourd’hui
   *[other] ces { $days } derniers jours
}
list-is-before = { $days ->
    [one] il y a plus de { $days } jour
   *[other] il y a plus de { $days } jours
}
key-filter = filtrer
filter-add = Ajouter un filtre
filter-change = Modifier le filtre
filter-remove = Retirer ce filtre
filter-find = Chercher par quoi filtrer
filter-find-none = Rien ne porte ce nom.
filter-own = Suivi de la fiche
filter-values-find = Chercher une valeur
filter-values-none = Aucune fiche n’a de réponse ici.
filter-any = Est l’un de
filter-none = N’est aucun de
filter-filled = A une réponse
filter-empty = N’a pas de réponse
filter-yes = Oui
filter-no = Non
filter-between = De … à …
filter-from = De
filter-to = À
filter-day-hint = Un jour, un mois ou une année : 2026-05-14, 2026-05 ou 2026
filter-last-days = Ces derniers jours
filter-before = Il y a plus de
filter-days = Jours
filter-this-week = Cette semaine
filter-last-week = La semaine dernière
filter-apply = Appliquer
filter-other = En choisir un autre
filter-news = Nouveau pour moi
saved-title = Filtres enregistrés
saved-none = Aucun pour l’instant. Filtrez la liste, puis enregistrez-la ici sous un nom.
saved-name = Nom du filtre actuel
saved-keep = Enregistrer
saved-delete = Supprimer
saved-said = Filtre enregistré.
columns-title = Colonnes
columns-lead = Jusqu’à trois colonnes de plus, pour vous sur cet ordinateur.
columns-keep = Afficher
sort-by = Trier par { $column }
mark-flag = drapeau
row-ends = accès jusqu’à { $when }
mark-same = même numéro qu’une autre fiche
list-key-standing = Statut
list-key-owner = Responsable
list-key-group = Équipe du responsable
list-key-agency = Organisation du responsable
list-key-location = Lieu de travail du responsable
list-key-changed = Dernière modification
list-key-created = Ouverture
list-key-owned-since = Confié au responsable
list-key-owned-since-hour = En attente d’attribution
list-key-closed = Clôture
list-key-flags = Avec drapeau
list-key-news = Nouveau pour moi
list-key-changed-by-other = Modifié en dernier par quelqu’un d’autre
list-key-two-values = Deux versions
list-key-same-id = Même numéro qu’une autre fiche
list-key-unsent = Pas encore envoyé
list-key-pending = En attente du relais
list-key-refused = Quelque chose a été refusé
list-key-age = Âge
list-key-stage = Étape
list-key-overdue = Tâche en retard
list-key-referral = Référencement
list-key-referred-in-progress = Référencement en attente de
list-key-referred-accepted = Référé à
list-key-transfer-in-progress = Transfert en attente de
list-key-transfer-rejected = Transfert refusé par
list-key-incidents = A un incident
list-key-approval = Approbation : { $form }
list-is-none = aucun de : { $values }
list-is-filled = a une réponse
list-is-empty = n’a pas de réponse
list-is-not = non
list-is-between = de { $from } à { $to }
list-is-from = à partir de { $from }
list-is-to = jusqu’à { $to }
list-is-this-week = cette semaine
list-is-last-week = la semaine dernière
approval-status-pending = en attente de réponse
approval-status-approved = approuvé
approval-status-rejected = non approuvé
error-too-many-filters = { $max } filtres sont déjà enregistrés. Rien n’a changé. Supprimez-en un d’abord.
error-filter-name = Un filtre a besoin d’un nom de { $max } caractères au plus. Rien n’a changé.
dashboards-title = Chiffres
dashboards-empty = Rien à compter pour l’instant.
dashboards-show = Voir tous les chiffres
dashboards-open = { $label } : { $count }, les afficher
dashboard-case-overview = Dossiers
dashboard-dash-group-overview = Dossiers de mes équipes
dashboard-dash-shared-with-me = Partagés avec moi
dashboard-dash-shared-with-others = Ce que j’ai partagé
dashboard-dash-shared-with-my-team-overview = Proposés à mes équipes
dashboard-dash-shared-with-my-team = Référencements en attente de mes équipes
dashboard-dash-shared-from-my-team = Ce que mes équipes ont partagé
dashboard-dash-cases-to-assign = À attribuer
dashboard-dash-case-incident-overview = Incidents
dashboard-workflow = Mes dossiers par étape
dashboard-workflow-team = Dossiers de mes équipes par étape
dashboard-dash-cases-by-social-worker = Dossiers par responsable
dashboard-case-risk = Dossiers ouverts par risque
dashboard-cases-by-task-overdue-assessment = Évaluations en retard
dashboard-cases-by-task-overdue-case-plan = Plans de prise en charge en retard
dashboard-cases-by-task-overdue-services = Services en retard
dashboard-cases-by-task-overdue-followups = Suivis en retard
dashboard-dash-protection-concerns = Problèmes de protection
dashboard-dash-protection-concerns-by-location = Problèmes de protection par lieu
dashboard-dash-reporting-location = Dossiers par lieu
dashboard-dash-national-admin-summary = Les semaines
dashboard-approvals = Approbation : { $form }
dashboard-approvals-pending = À approuver : { $form }
indicator-total = ouverts
indicator-new-or-updated = modifiés en dernier par quelqu’un d’autre
indicator-recently-assigned-to-me = à moi depuis 10 jours au plus
indicator-group-overview-open = ouverts
indicator-group-overview-closed = clôturés
indicator-shared-with-me-transfers-awaiting-acceptance = transferts m’attendent
indicator-shared-with-me-pending-referrals = référencements m’attendent
indicator-shared-with-me-accepted-referrals = référés à moi
indicator-shared-with-others-pending-referrals = référencements en attente
indicator-shared-with-others-accepted-referrals = référencements acceptés
indicator-shared-with-others-rejected-referrals = référencements refusés
indicator-shared-with-others-done-referrals = référencements terminés
indicator-shared-with-others-pending-transfers = transferts en attente
indicator-shared-with-others-rejected-transfers = transferts refusés
indicator-shared-from-my-team-pending-referrals = référencements en attente
indicator-shared-from-my-team-accepted-referrals = référencements acceptés
indicator-shared-from-my-team-rejected-referrals = référencements refusés
indicator-shared-from-my-team-done-referrals = référencements terminés
indicator-shared-from-my-team-pending-transfers = transferts en attente
indicator-shared-from-my-team-rejected-transfers = transferts refusés
indicator-shared-with-my-team-pending-referrals = en attente
indicator-shared-with-my-team-pending-transfers-overview = transferts en attente
indicator-cases-high = à risque élevé
indicator-cases-other = autres
indicator-overdue-cases-high = à risque élevé, depuis plus d’1 heure
indicator-overdue-cases-other = autres, depuis plus de 3 heures
indicator-with-incidents = avec un incident
indicator-with-new-incidents = avec un incident, modifiés par quelqu’un d’autre
indicator-without-incidents = sans incident
indicator-workflow = dossiers
indicator-workflow-team = dossiers
indicator-cases-by-social-worker-total = ouverts
indicator-cases-by-social-worker-new-or-updated = modifiés en dernier par quelqu’un d’autre
indicator-risk-level = ouverts
indicator-tasks-overdue-assessment = dossiers
indicator-tasks-overdue-case-plan = dossiers
indicator-tasks-overdue-services = dossiers
indicator-tasks-overdue-followups = dossiers
indicator-protection-concerns-open-cases = ouverts
indicator-protection-concerns-new-this-week = nouveaux cette semaine
indicator-protection-concerns-closed-this-week = clôturés cette semaine
indicator-protection-concerns-all-cases = tous
indicator-protection-concerns-by-location = ouverts
indicator-reporting-location-open = ouverts
indicator-reporting-location-new-last-week = nouveaux la semaine dernière
indicator-reporting-location-new-this-week = nouveaux cette semaine
indicator-reporting-location-closed-last-week = clôturés la semaine dernière
indicator-reporting-location-closed-this-week = clôturés cette semaine
indicator-summary-open = ouverts
indicator-summary-new-last-week = nouveaux la semaine dernière
indicator-summary-new-this-week = nouveaux cette semaine
indicator-summary-closed-last-week = clôturés la semaine dernière
indicator-summary-closed-this-week = clôturés cette semaine
indicator-approval-pending = en attente
indicator-approval-rejected = non approuvés
indicator-approval-approved = approuvés
indicator-approval-pending-group = en attente
today-news = Nouveau dans mes dossiers
today-flags = Drapeaux sur mes dossiers
today-flag-said = { $person } : { $about }
today-same-id = Même numéro qu’une autre fiche
today-same-as = Aussi dans { $ids }
nav-numbers = Chiffres
list-key-text = Texte des notes et récits
filter-words = Contient des mots qui commencent ainsi
filter-words-hint = Des mots dans n’importe quel ordre ; leur début suffit.
cases-in-texts = Le chercher dans les notes et récits
hit-field = { $field } : { $word }
hit-sound = se prononce pareil
key-done = fait aujourd’hui
today-done-title = { $task } : fait aujourd’hui ?
today-done-text = Pour { $name }, la date d’aujourd’hui est notée comme jour de réalisation. Elle peut être changée dans son formulaire.
today-done = Noter
today-done-said = { $task } : noté comme fait aujourd’hui.
heard-title = Dernières nouvelles de
heard-lead = Quand le dernier travail de chaque personne de vos équipes est arrivé au relais, pour ce qui est parvenu à cet ordinateur.
heard-never = rien encore

## Help
help = Aide
help-about = À propos de cet écran
help-side = Cet écran
help-others = Autres écrans
help-does = Ce que l’on fait ici
help-safe = Ce qui est sûr
key-sheet = toutes les touches
key-help = aide sur cet écran
key-move-far = page précédente, suivante
key-move-ends = début, fin
key-assign-chosen = attribuer la sélection
key-clear = annuler la sélection, vider la recherche
key-links = fiches liées
key-refer = référencer
key-transfer = transférer
key-assign = attribuer
key-flag = poser un drapeau
key-save-new = enregistrer et commencer le suivant
key-paste-file = ajouter la photo ou le fichier copié
key-take = garder cette version ; le dernier chiffre en écrit une autre
key-take-written = garder ce que j’ai écrit
key-later = décider plus tard
key-part-beside = rubrique voisine
key-confirm = valider
key-cancel = renoncer
key-drop-last = retirer le dernier
key-shut = fermer
key-files = fichier précédent, suivant
key-size = agrandir, réduire
key-fit = ajuster à la fenêtre
sheet-title = Touches
sheet-everywhere = Partout
sheet-choice = Listes où l’on tape
sheet-dialog = Questions posées devant un écran
sheet-viewer = Photos et fichiers
sheet-roles = Une touche ne fait rien là où votre rôle ne permet pas ce qu’elle fait. Pendant que vous écrivez, lettres et signes font partie du texte.
sheet-foot = Afficher les touches de chaque écran en bas de celui-ci
help-signin-title = Ouvrir le cahier
help-signin-what = Ici, vous ouvrez votre cahier. Plusieurs personnes peuvent partager cet ordinateur ; chacune a son cahier et son mot de passe.
help-signin-open = Choisissez votre nom, tapez votre mot de passe et ouvrez. Pas besoin de réseau.
help-signin-enrol = La première fois sur cet ordinateur, choisissez « J’ai un code à usage unique ». Votre superviseur vous remet le code. Pour cette seule étape, il faut un réseau.
help-signin-wrong = Après des mots de passe incorrects, attendez les secondes affichées sur le bouton, puis réessayez.
help-signin-lock = Quand la fenêtre est verrouillée, votre mot de passe la rouvre là où vous en étiez. Une autre personne choisit « Quelqu’un d’autre ».
help-signin-safe = Tout est gardé, chiffré, sur cet ordinateur. Des mots de passe incorrects ralentissent l’ouverture ; ils n’effacent rien. Personne ne peut retrouver un mot de passe oublié : choisissez-en un qui vous reste en mémoire.
help-today-what = Une seule liste de ce qui vous attend, le plus urgent d’abord : le travail en retard ou bientôt dû, les questions qui attendent votre réponse et ce qui n’a pas pu être fait.
help-today-open = Allez sur une ligne et ouvrez-la. Une tâche s’ouvre sur le formulaire où le travail se note.
help-today-answer = Répondez à un référencement, un transfert, une demande ou une approbation : la ligne ouvre le dossier, et la question est en haut.
help-today-refused = Lisez pourquoi quelque chose n’a pas pu être fait. La ligne dit ce qui s’est passé et ce qu’il faut faire.
help-today-new = Commencez un nouveau dossier.
help-today-safe = La liste est établie sur cet ordinateur, sans réseau. La regarder ne change rien.
help-cases-what = Les dossiers qui sont sur cet ordinateur : les vôtres, et ceux que votre rôle ou un référencement vous permet de voir. Les listes d’incidents, de demandes de recherche, de familles et du registre fonctionnent de la même façon.
help-cases-search = Cherchez un nom, dans n’importe quelle orthographe ou écriture, ou un numéro.
help-cases-filter = Filtrez par tout ce que vous voulez : responsable, étape, n’importe quelle réponse. Les filtres s’ajoutent ; gardez sous un nom ceux qui servent souvent.
help-cases-open = Allez sur une ligne et ouvrez-la. À votre retour, la liste est là où vous l’avez laissée.
help-cases-new = Commencez une nouvelle fiche.
help-cases-many = Si votre rôle le permet : sélectionnez plusieurs dossiers et attribuez-les ensemble, ou cherchez dans tout le programme. Pour cette recherche, il faut un réseau, et elle est consignée.
help-cases-safe = Chercher sur cet ordinateur ne change rien et n’envoie rien. Un nom que vous ne pouvez pas voir est affiché comme masqué ; le dossier reste dans la liste.
help-register-title = Un nouveau dossier
help-register-what = Un nouveau dossier peut commencer par deux étapes avant ses formulaires : l’enfant est-il déjà connu ici, et qu’ont accepté l’enfant et la famille ?
help-register-look = Saisissez ce que vous savez, même si l’orthographe est incertaine. Regardez les enfants qui apparaissent plus bas.
help-register-same = Si c’est le même enfant, ouvrez ce dossier. Ce que vous avez saisi reste comme brouillon.
help-register-none = Si ce n’est aucun d’eux, continuez.
help-register-consent = Notez le consentement, ou l’autre base que votre programme accepte. Parlez-en avant d’en écrire davantage.
help-register-save = Remplissez les formulaires, puis enregistrez. Vous pouvez enregistrer et commencer aussitôt l’enfant suivant.
help-register-safe = Ce que vous saisissez est gardé un instant plus tard comme brouillon, chiffré, sur cet ordinateur. Rien de ce qui est gardé n’est perdu en cas de coupure de courant. Personne d’autre ne voit rien avant que vous enregistriez.
help-read-title = Lire un dossier
help-read-what = Un dossier sur une page : de qui il s’agit, qui en est responsable, où il en est, et ses formulaires. Ici, vous lisez.
help-read-forms = Passez d’un formulaire à l’autre. Un formulaire avec un cadenas n’est pas partagé avec vous.
help-read-edit = Écrivez dans le formulaire : appuyez sur la touche, ou cliquez deux fois sur la page.
help-read-look = Voyez qui a accès au dossier, et qui a changé quoi.
help-read-acts = Référencez, transférez ou attribuez le dossier, posez un drapeau, ou servez-vous des autres boutons du haut. Un bouton gris dit pourquoi ce n’est pas possible maintenant.
help-read-print = Imprimez un formulaire ou toute la fiche. Le papier ne se verrouille pas : n’imprimez que le nécessaire.
help-read-safe = Lire ne change rien. Ce que vous faites avec les boutons attend sur cet ordinateur et sera fait à la prochaine connexion.
help-edit-title = Écrire dans un dossier
help-edit-what = Vous écrivez dans les formulaires de ce dossier. Vous pouvez passer d’un formulaire à l’autre ; un seul enregistrement garde tout ce que vous avez saisi.
help-edit-next = Passez au champ suivant, ou ajoutez une entrée.
help-edit-advice = Une question avec un petit ? a des conseils. Sur une telle question, cette touche affiche les conseils à la place de cette aide.
help-edit-save = Enregistrez. S’il y a quelque chose à corriger, allez d’une erreur à l’autre.
help-edit-stop = Arrêtez au milieu. Le brouillon reste, et le dossier propose de le continuer.
help-edit-safe = Ce que vous saisissez est gardé un instant plus tard comme brouillon, chiffré, sur cet ordinateur. Il survit au verrouillage, au changement d’écran et à une coupure de courant. Vous seul voyez le brouillon, et rien n’en est envoyé avant que vous enregistriez.
help-two-title = Deux versions
help-two-what = Deux personnes ont répondu différemment à la même question, chacune sur son ordinateur. Les deux réponses sont ici, côte à côte, avec leur auteur et leur date.
help-two-keep = Gardez l’une d’elles.
help-two-third = Ou écrivez-en une autre, meilleure que les deux : le chiffre qui suit la dernière version.
help-two-ask = En cas de doute, demandez à la personne qui a écrit l’autre.
help-two-later = Ou décidez plus tard. D’ici là, les listes affichent la première.
help-two-safe = Rien n’est perdu, quel que soit votre choix : les autres versions restent dans l’historique. Le reste de la page n’attend pas votre choix.
help-share-title = Référencer, transférer, attribuer
help-share-what = Trois façons de faire intervenir quelqu’un d’autre. Un référencement prête certains formulaires, et le responsable reste le même. Un transfert donne le dossier dès que l’autre personne l’accepte. Une attribution le donne sans le lui demander.
help-share-type = Pour un référencement, choisissez un type. À côté, vous voyez à quels formulaires il donne accès, et ce qui n’est jamais partagé.
help-share-person = Choisissez la personne : tapez un nom, une organisation, un rôle ou un lieu.
help-share-until = Un référencement peut avoir un dernier jour. Vous pouvez aussi y mettre fin vous-même à tout moment, sous « Référencements, transferts ».
help-share-outside = Pour quelqu’un hors du programme, cochez la case. Rien du dossier n’est envoyé ; c’est seulement noté.
help-share-note = Écrivez ce que la personne doit savoir. Elle le lit avec le dossier.
help-share-safe = Rien n’est partagé avant la prochaine connexion. Pour un référencement ou un transfert, il faut un consentement enregistré ; si un rôle peut s’en passer, le dossier le montre.
help-seen-what = Qui a accès à ce dossier, d’après ce que sait cet ordinateur. Les personnes au-dessus du responsable, comme le superviseur de l’équipe, peuvent l’avoir aussi.
help-seen-read = Lisez la liste avant d’écrire ce que tout le monde ne doit pas savoir.
help-seen-owner = Le responsable est indiqué. C’est lui qui répond du dossier.
help-seen-end = Pour mettre fin à un accès donné par un référencement, ouvrez « Référencements, transferts » parmi les formulaires.
help-seen-safe = Regarder ne change rien. Vous seul voyez un brouillon ; les autres voient ce que vous avez enregistré, après la prochaine connexion.
help-sync-what = Ici, ce qui a été écrit sur cet ordinateur est envoyé, et ce que d’autres ont écrit est reçu. Cela commence quand vous le demandez.
help-sync-now = Synchronisez quand il y a un réseau, et continuez à travailler pendant ce temps.
help-sync-needs = Lisez ce qui est sous « À traiter ». Chaque ligne dit ce qui s’est passé ; un nom ouvre le dossier.
help-sync-going = Voyez ce qui attend encore l’envoi sous « À envoyer ».
help-sync-safe = Votre travail n’attend jamais le réseau : tout est sur cet ordinateur. Si la ligne coupe, la prochaine synchronisation reprend à partir de là.
help-administration-what = Les personnes, ordinateurs, rôles, groupes, organisations et la configuration du programme, dans la mesure où votre rôle les administre.
help-administration-parts = Allez d’une rubrique à l’autre.
help-administration-people = Ajoutez une personne, modifiez ou désactivez son compte, et créez le code à usage unique avec lequel elle active un ordinateur.
help-administration-laptops = Voyez quand un ordinateur s’est connecté pour la dernière fois. Révoquez celui qui est retiré du service, perdu ou volé.
help-administration-roles = Regardez les rôles, groupes et organisations, et modifiez ce que votre rôle vous permet de modifier.
help-administration-configuration = Vérifiez une configuration qui se trouve dans un répertoire, et publiez-la.
help-administration-safe = Ce qui est modifié ici compte aussitôt et demande un réseau ; sans réseau, rien n’est modifié. Un compte désactivé peut être réactivé. Un ordinateur révoqué le reste ; un autre code l’active de nouveau.
help-settings-what = La langue de la fenêtre, et votre mot de passe sur cet ordinateur.
help-settings-language = Choisissez une langue. Les textes et le sens de lecture changent aussitôt.
help-settings-password = Changez votre mot de passe : tapez l’actuel, puis deux fois le nouveau.
help-settings-strong = Le mieux : quelques mots que personne d’autre n’aurait l’idée d’associer.
help-settings-safe = Changer de langue ne change rien à ce que vous avez écrit. Le mot de passe actuel vaut jusqu’à ce que le nouveau soit accepté. Personne ne peut le retrouver.
first-day = Votre premier jour
first-day-lead = Huit choses à faire une fois, dans l’ordre que vous voulez. Ce que la fenêtre vous voit faire se coche tout seul ; vous pouvez aussi cocher vous-même.
first-day-practise = Le mieux est de s’exercer dans le programme de formation, où chaque enfant est inventé. La personne qui a installé Daftar l’ouvre avec la commande { $command }.
first-day-kept = Vos coches sont gardées sur cet ordinateur, pour vous seul.
first-day-todo = À faire
first-day-done = { $done } sur { $all }
first-day-offer = Vous débutez ici ? Huit petites choses montrent comment se passe une journée.
first-day-show = Les afficher
first-day-away = Ranger
first-day-open = Ouvrir un dossier
first-day-open-how = Choisissez Dossiers, allez sur une ligne et ouvrez-la.
first-day-find = Trouver un enfant par une autre orthographe
first-day-find-how = Cherchez un nom tel qu’on peut l’entendre, comme Mohammed pour Muhammad, et ouvrez le dossier de l’enfant.
first-day-write = Écrire dans un formulaire
first-day-write-how = Dans un dossier, commencez à modifier, changez une réponse et enregistrez.
first-day-draft = Partir au milieu, et revoir le brouillon
first-day-draft-how = Saisissez quelque chose sans enregistrer et choisissez un autre écran. Puis rouvrez le même dossier : ce que vous avez saisi y est.
first-day-register = Enregistrer un enfant
first-day-register-how = Commencez un nouveau dossier, regardez si l’enfant est déjà connu, et enregistrez.
first-day-refer = Référencer l’enfant
first-day-refer-how = Dans le dossier, choisissez Référencer, un type et une personne. Il faut un consentement enregistré.
first-day-sync = Synchroniser
first-day-sync-how = Choisissez Synchronisation et commencez. Il faut un réseau.
first-day-lock = Verrouiller
first-day-lock-how = Verrouillez chaque fois que vous quittez l’ordinateur. Ce que vous êtes en train d’écrire est gardé.
help-numbers-what = Les chiffres des dossiers de cet ordinateur, selon votre rôle.
help-numbers-open = Choisissez un chiffre pour voir exactement les dossiers qu’il compte.
help-numbers-week = La semaine commence le dimanche.
help-numbers-late = Un dossier compte une fois par colonne, quel que soit le nombre de tâches en retard.
help-numbers-safe = Les chiffres n’ont pas besoin de réseau. Ce que les autres ont fait depuis la dernière connexion n’y est pas encore.
help-today-done = Notez une tâche comme faite aujourd’hui, sans ouvrir le dossier.
