# كلمات النافذة وسطر الأوامر: ماذا حدث، وما الذي بقي آمنًا، وما العمل.

## الإطار
nav-label = الشاشات
nav-today = اليوم
nav-cases = الحالات
nav-incidents = الحوادث
nav-tracing = البحث عن الأسر
nav-families = العائلات
nav-registry = السجل
nav-sync = المزامنة
nav-settings = الإعدادات
nav-to-settle = { $count ->
    [zero] لا شيء بانتظارك
    [one] أمر واحد بانتظارك
    [two] أمران بانتظارك
    [few] { $count } أمور بانتظارك
    [many] { $count } أمرًا بانتظارك
   *[other] { $count } أمر بانتظارك
}
line-never = لا اتصال بالخادم بعد
line-contact = آخر اتصال { $ago }
line-waiting = { $count ->
    [zero] لا شيء في الانتظار
    [one] تغيير واحد في الانتظار
    [two] تغييران في الانتظار
    [few] { $count } تغييرات في الانتظار
    [many] { $count } تغييرًا في الانتظار
   *[other] { $count } تغيير في الانتظار
}
line-deriving = { $count ->
    [zero] تُحدَّث القوائم: لم يبقَ أي سجل
    [one] تُحدَّث القوائم: بقي سجل واحد
    [two] تُحدَّث القوائم: بقي سجلان
    [few] تُحدَّث القوائم: بقيت { $count } سجلات
    [many] تُحدَّث القوائم: بقي { $count } سجلًا
   *[other] تُحدَّث القوائم: بقي { $count } سجل
}
line-waiting-long = { $count ->
    [zero] أُرسل كل ما كُتب على هذا الحاسوب.
    [one] تغيير واحد على هذا الحاسوب ينتظر الإرسال.
    [two] تغييران على هذا الحاسوب ينتظران الإرسال.
    [few] { $count } تغييرات على هذا الحاسوب تنتظر الإرسال.
    [many] { $count } تغييرًا على هذا الحاسوب تنتظر الإرسال.
   *[other] { $count } تغيير على هذا الحاسوب تنتظر الإرسال.
}
who-role = { $person }، { $role }
joined = { $one }، { $other }
time-now = الآن
lock = قفل
close = إغلاق
cancel = إلغاء
understood = حسنًا

## سطر المفاتيح
keys-hide = إخفاء
key-search = بحث
key-beyond = البرنامج كله
key-move = تنقّل
key-open = فتح
key-new = جديد
key-lock = قفل
key-edit = تعديل
key-forms = النموذج السابق والتالي
key-seen = من يمكنه رؤية هذا
key-history = السجلّ الزمني
key-close = إغلاق
key-back = عودة إلى القائمة
key-next-field = الحقل التالي
key-save = حفظ
key-add-entry = إضافة
key-next-error = الخطأ التالي
key-guidance = إرشاد
key-stop = إيقاف مع المسودة
key-sync = مزامنة الآن

## الدخول
signin-title-new = الدفتر
signin-lead = من يفتح الدفتر؟
signin-who = مستخدمو هذا الحاسوب
signin-note = لا حاجة إلى شبكة. تُفتح حالاتك وحدها، وتبقى حالات غيرك مقفلة.
signin-damaged = الدفتر تالف
signin-enrol = لديّ رمز يُستخدم مرة واحدة
signin-back = عودة إلى مستخدمي هذا الحاسوب
signin-open = فتح
signin-open-in = فتح بعد { $seconds } ث
signin-opening = جارٍ الفتح…
signin-foot = كل ما يُكتب محفوظ على هذا الحاسوب ومشفّر.
password = كلمة السر
password-hint = { $length ->
    [few] { $length } أحرف
   *[many] { $length } حرفًا
} على الأقل. الأفضل بضع كلمات لا يجمعها أحد سواك.
passwords-differ = كلمتا السر مختلفتان. اكتب الكلمة الجديدة مرتين.
enrol-lead = أعطاك المشرف رمزًا يُستخدم مرة واحدة. به يصبح هذا الحاسوب لك.
enrol-code = رمز المرة الواحدة
enrol-password = كلمة سر جديدة لهذا الحاسوب
enrol-password-again = كلمة السر نفسها مرة أخرى
enrol-submit = تسجيل هذا الحاسوب
enrol-busy = جارٍ التسجيل…

## القفل
lock-title = مقفل
lock-since = { $person }، منذ { $time }
lock-since-idle = { $person }، منذ { $time }، بعد { $minutes ->
    [zero] لحظات
    [one] دقيقة
    [two] دقيقتين
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
} بلا نشاط
lock-writing = كان أحد النماذج قيد الكتابة. كل كلمة فيه محفوظة ومشفّرة، ويُفتح حيث توقفت.
lock-someone-else = شخص آخر

## الإعدادات
settings-language = اللغة
settings-language-label = الكلمات والاتجاه
settings-password = تغيير كلمة السر
settings-password-lead = كلمة السر تفتح دفترك على هذا الحاسوب. لا يعرفها أحد سواك، ولا يستطيع أحد استرجاعها.
settings-password-old = كلمة السر الحالية
settings-password-new = كلمة السر الجديدة
settings-password-again = كلمة السر الجديدة مرة أخرى
settings-password-change = تغيير كلمة السر
settings-password-changed = تغيّرت كلمة السر. الجديدة تفتح الدفتر من الآن.

## الحالات
cases-search = الاسم بأي كتابة، أو معرّف الحالة
cases-count = { $count ->
    [zero] لا حالات
    [one] حالة واحدة
    [two] حالتان
    [few] { $count } حالات
    [many] { $count } حالة
   *[other] { $count } حالة
}
cases-count-of = { $count } من { $all }
records-search = الاسم بأي كتابة، أو الرمز، أو المعرّف
incidents-count = { $count ->
    [zero] لا حوادث
    [one] حادثة واحدة
    [two] حادثتان
    [few] { $count } حوادث
    [many] { $count } حادثة
   *[other] { $count } حادثة
}
tracing-count = { $count ->
    [zero] لا طلبات بحث
    [one] طلب بحث واحد
    [two] طلبا بحث
    [few] { $count } طلبات بحث
    [many] { $count } طلب بحث
   *[other] { $count } طلب بحث
}
families-count = { $count ->
    [zero] لا عائلات
    [one] عائلة واحدة
    [two] عائلتان
    [few] { $count } عائلات
    [many] { $count } عائلة
   *[other] { $count } عائلة
}
registry-count = { $count ->
    [zero] لا قيود في السجل
    [one] قيد واحد
    [two] قيدان
    [few] { $count } قيود
    [many] { $count } قيدًا
   *[other] { $count } قيد
}
cases-none-found = لا شيء هنا يطابق البحث.
cases-searched = بُحث في كل ما على هذا الحاسوب وعدده { $all }. وما لدى الآخرين وحدهم ليس هنا.
beyond-go = البرنامج كله…
beyond-title = البحث في البرنامج كله
beyond-lead = يشمل البحث كل الحالات التي سُلّمت، ومنها حالات غيرك. يحتاج إلى شبكة. ويُسجَّل أنك بحثت، ولا يبقى شيء من النتائج على هذا الحاسوب.
beyond-search = بحث
beyond-busy = جارٍ البحث…
beyond-found = { $count ->
    [zero] لم توجد أي حالة
    [one] وُجدت حالة واحدة
    [two] وُجدت حالتان
    [few] وُجدت { $count } حالات
    [many] وُجدت { $count } حالة
   *[other] وُجدت { $count } حالة
}
beyond-more = { $count ->
    [few] لا تظهر إلا أول { $count } حالات. اكتب المزيد من الاسم لتضييق البحث.
   *[many] لا تظهر إلا أول { $count } حالة. اكتب المزيد من الاسم لتضييق البحث.
}
beyond-none = لم يُعثر على أحد.
beyond-none-means = لا أحد بهذا الاسم ولا حالة بهذا المعرّف في ما سلّمه الآخرون. والحالة التي لم يرسلها حاسوب آخر بعد لا يُعثر عليها هنا.
beyond-open = فتح
beyond-ask-lead = { $child }، { $id }. مالك الحالة { $person }، والقرار له. إذا وافق عُرضت الحالة عليك.
beyond-asked = طُلبت
beyond-asked-said = أُرسل الطلب. القرار لدى { $person }.
beyond-offline = لا اتصال بالخادم، فلم يُرسل شيء. هذا لا يعمل إلا مع شبكة. حاول من جديد حين تتوفر.
glass-break = وصول طارئ…
glass-title = وصول طارئ
glass-when = فقط حيث قد يتضرّر طفل وأنت تنتظر الجواب.
glass-warning = يُبلَّغ { $person } ومشرفوه عند اتصالهم القادم بمن فتح هذه الحالة ومتى ولماذا. يمكنك قراءة الحالة دون الكتابة فيها، وحين تنتهي المدة تغادر هذا الحاسوب.
glass-why = لماذا لا يمكن الانتظار
glass-for = المدة
glass-hours = { $hours ->
    [zero] أقل من ساعة
    [one] ساعة واحدة
    [two] ساعتان
    [few] { $hours } ساعات
    [many] { $hours } ساعة
   *[other] { $hours } ساعة
}
glass-confirm = فتح الحالة
glass-busy = جارٍ جلب الحالة…
glass-not-here = صار لك الوصول، لكن الحالة لم تصل إلى هذا الحاسوب بعد. حاول من جديد حين تتوفر شبكة.
glass-again = الجلب من جديد
glass-said = صار لك وصول طارئ. تصل الحالة عند الاتصال القادم.
case-new = حالة جديدة
incident-new = حادثة جديدة
tracing-new = طلب بحث جديد
family-new = عائلة جديدة
registry-new = قيد جديد
incident = حادثة
filter-label = أي الحالات
filter-all = الكل
filter-mine = حالاتي
filter-high-risk = خطر مرتفع
filter-two-values = قيمتان
filter-unsent = لم تُرسل بعد
column-name = الاسم
column-id = المعرّف
column-age = العمر
column-sex = الجنس
column-risk = الخطر
column-status = الوضع
column-owner = المالك
column-changed = آخر تغيير
column-marks = العلامات
column-field = الحقل
name-withheld = الاسم محجوب
name-none = لا اسم بعد
empty-title = لا حالات بعد، { $person }
empty-lead = هذا الحاسوب جاهز ودفترك فارغ.
empty-register = تسجيل طفل
empty-register-how = يكفي الاسم والموافقة للبدء، وكل ما عداهما يأتي لاحقًا.
empty-wait = استلام الحالات
empty-wait-how = الحالات المسندة أو المحالة إليك، أو التي يشملها دورك، تصل عند الاتصال القادم دون أي عمل منك.
empty-list = لا شيء تحت «{ $list }» بعد
empty-begin = البدء بالأول
empty-begin-how = يُفتح فارغًا، والمؤشر في حقله الأول.
empty-arrive = استلام ما كتبه الآخرون
empty-arrive-how = ما يشمله دورك يصل عند الاتصال القادم دون أي عمل منك.
empty-offline = من الآن يعمل كل شيء دون شبكة. وفي أسفل الشريط الجانبي تجد دائمًا ما ينتظر الإرسال.

## العلامات
mark-unsent = لم يُرسل بعد
mark-pending = بانتظار جواب
mark-two = قيمتان
mark-alert = يستدعي النظر
mark-withheld = غير مشارك معك
mark-readonly = للقراءة فقط
mark-write = للكتابة أيضًا
mark-refused = مرفوض
mark-error = يحتاج تصحيحًا
mark-empty = فارغ
mark-begun = بدأ
mark-complete = مكتمل

## الحالة
case-new-lead = لم يُحفظ شيء بعد. لا يغادر شيء هذه الصفحة قبل الحفظ.
case-owner = المالك { $person }
case-risk = الخطر { $risk }
case-who = { $sex }، { $age }
age-years = { $years ->
    [zero] أقل من سنة
    [one] سنة واحدة
    [two] سنتان
    [few] { $years } سنوات
    [many] { $years } سنة
   *[other] { $years } سنة
}
age-about = { $years ->
    [zero] نحو أقل من سنة
    [one] نحو سنة
    [two] نحو سنتين
    [few] نحو { $years } سنوات
    [many] نحو { $years } سنة
   *[other] نحو { $years } سنة
}
status-open = مفتوحة
status-disabled = خارج الاستعمال
status-closed = مغلقة
status-transferred = محوّلة إلى جهة أخرى
action-refer = إحالة
action-transfer = نقل
action-request-transfer = طلب هذه الحالة…
action-flag = تنبيه…
action-close = إغلاق الحالة…
action-reopen = إعادة الفتح…
action-disable = إخراج من الاستعمال…
action-enable = إعادة إلى الاستعمال…
action-attribute = دخول الطفل نفسه…
action-assign = إسناد
forms-label = النماذج
forms-record = السجل
forms-withheld = غير مشاركة معك
form-no-fields = لا حقول في هذا النموذج يمكنك قراءتها.
form-next = النموذج التالي: { $form }
form-answered = أُجيب عن { $answered } من { $asked }
seen-by = { $count ->
    [zero] لا يطّلع عليه أحد
    [one] يطّلع عليه شخص واحد
    [two] يطّلع عليه شخصان
    [few] يطّلع عليه { $count } أشخاص
    [many] يطّلع عليه { $count } شخصًا
   *[other] يطّلع عليه { $count } شخص
}
last-changed = آخر تغيير { $date }، { $person }
field-blank = غير مسجّل
field-emptied = أُفرغ
field-required = مطلوب
field-clear = مسح
guidance-of = إرشاد بشأن { $field }
tick-yes = نعم
tick-no = لا
list-comma = {"، "}
words-between = {"، "}
option-outdated = لم يعد متاحًا
option-no-more = { $option } (لم يعد متاحًا)
options-outdated = { $count ->
    [zero] كلها متاحة
    [one] أحد هذه لم يعد متاحًا
    [two] اثنان من هذه لم يعودا متاحين
    [few] { $count } من هذه لم تعد متاحة
    [many] { $count } من هذه لم تعد متاحة
   *[other] { $count } من هذه لم تعد متاحة
}
tally-total = المجموع
date-placeholder = 3/5/2024
date-time = الساعة
time-placeholder = HH:MM
range-to = إلى
range-both = من { $from } إلى { $to }
range-since = منذ { $from }
range-until = حتى { $to }
choice-placeholder = اكتب للاختيار
choice-none = لا شيء يطابق
choice-more = { $count ->
    [zero] لا خيارات أخرى
    [one] خيار آخر؛ اكتب للتضييق
    [two] خياران آخران؛ اكتب للتضييق
    [few] { $count } خيارات أخرى؛ اكتب للتضييق
    [many] { $count } خيارًا آخر؛ اكتب للتضييق
   *[other] { $count } خيار آخر؛ اكتب للتضييق
}
choice-drop = إزالة { $option }
edit = تعديل
edit-stop = إيقاف
save = حفظ
save-new = حفظ ثم التالي
save-nothing = لم يُكتب شيء بعد.
saved = حُفظ { $id } على هذا الحاسوب، ويُرسل عند الاتصال القادم.
errors-count = { $count } للتصحيح

## المسودات
draft-kept = المسودة محفوظة { $time }
draft-notice = { $count ->
    [zero] مسودة من { $time } بلا تغييرات.
    [one] مسودة من { $time } فيها تغيير واحد لم يُحفظ. لا يراه أحد سواك.
    [two] مسودة من { $time } فيها تغييران لم يُحفظا. لا يراهما أحد سواك.
    [few] مسودة من { $time } فيها { $count } تغييرات لم تُحفظ. لا يراها أحد سواك.
    [many] مسودة من { $time } فيها { $count } تغييرًا لم تُحفظ. لا يراها أحد سواك.
   *[other] مسودة من { $time } فيها { $count } تغيير لم تُحفظ. لا يراها أحد سواك.
}
draft-resume = متابعة الكتابة
draft-discard = التخلّص من المسودة
draft-discarded = ذهبت المسودة. كل شيء كما حُفظ آخر مرة.
draft-discard-title = التخلّص من هذه المسودة؟
draft-discard-text = ما كُتب بعد آخر حفظ يضيع نهائيًا. أما ما حُفظ فيبقى كما هو.

## بنود النماذج الفرعية
entry-add = إضافة
entry-new = بند جديد
entry-untitled = لم يُكتب شيء بعد
entry-nth = (رقم { $nth })
entry-remove = إزالة
entry-gone = يُزال عند الحفظ
entry-restore = إعادة
entries-none = لا شيء مسجّل
entries-fixed = البنود المحفوظة تبقى كما هي. أضف بندًا جديدًا لما تغيّر.
entries-unsaved = لم يُحفظ بعد
entry-removed-by = أزال { $person } هذا البند في { $time } بينما كان غيره يغيّره. لا يضيع شيء قبل أن تختار.
entry-keep = إبقاؤه
entry-drop = إزالته
entry-kept = بقي البند مع تغييراته.
entry-dropped = أُزيل البند، ويبقى في السجلّ الزمني.

## قيمتان
two-choose = اختيار
two-edit-hint = كتب شخصان هذا الحقل بقيمتين مختلفتين. ما يُكتب هنا يحلّ محلهما، وتبقى القيمتان في السجلّ الزمني.
two-label = قيمتان للحقل { $field }
two-author = { $person }، { $time }
two-you = أنت، { $time }
two-keep = إبقاء هذه
two-shown = تظهر في القوائم حتى يتم الاختيار
two-third = كتابة قيمة ثالثة
two-third-save = إبقاء ما كتبته
two-later = ليس الآن
two-note = مهما كان الاختيار، تبقى القيم الأخرى في السجلّ الزمني.
two-settled = حُسم الحقل { $field }.
written-by-two = كتب شخصان في هذا النص في الوقت نفسه. كلمات الاثنين هنا؛ يُرجى قراءته مرة.

## في الانتظار، مرفوض، متأخر
pending-text = ينتظر على هذا الحاسوب ويُنفَّذ عند الاتصال القادم.
late-text = كتب { $person } هذا في { $time } بعد انتهاء صلاحية وصوله. يبقى جانبًا حتى تقرّر.
late-text-at-rest = كتب { $person } هذا في { $time } بينما كانت الحالة مغلقة أو خارج الاستعمال. يبقى جانبًا حتى تقرّر.
late-before = الآن
late-after = التعديل المتأخر
late-adopt = اعتماد
late-discard = ترك
late-adopted = اعتُمد التعديل.
late-discarded = تُرك التعديل، ولم يتغيّر شيء آخر.

## من يمكنه رؤية هذا
seen-title = من يمكنه رؤية هذا
seen-lead = { $count ->
    [zero] بحسب ما يعرفه هذا الحاسوب، لا أحد يصل إلى هذا.
    [one] بحسب ما يعرفه هذا الحاسوب، يصل شخص واحد إلى هذا. وقد يصل أيضًا إلى من هم فوق المالك، كمشرف الفريق.
    [two] بحسب ما يعرفه هذا الحاسوب، يصل شخصان إلى هذا. وقد يصل أيضًا إلى من هم فوق المالك، كمشرف الفريق.
    [few] بحسب ما يعرفه هذا الحاسوب، يصل { $count } أشخاص إلى هذا. وقد يصل أيضًا إلى من هم فوق المالك، كمشرف الفريق.
    [many] بحسب ما يعرفه هذا الحاسوب، يصل { $count } شخصًا إلى هذا. وقد يصل أيضًا إلى من هم فوق المالك، كمشرف الفريق.
   *[other] بحسب ما يعرفه هذا الحاسوب، يصل { $count } شخص إلى هذا. وقد يصل أيضًا إلى من هم فوق المالك، كمشرف الفريق.
}
seen-people = الأشخاص
seen-owner = المالك
seen-withheld = { $count ->
    [zero] كل النماذج مشاركة معك.
    [one] نموذج واحد غير مشارك معك.
    [two] نموذجان غير مشاركين معك.
    [few] { $count } نماذج غير مشاركة معك.
    [many] { $count } نموذجًا غير مشاركة معك.
   *[other] { $count } نموذج غير مشاركة معك.
}
history = السجلّ الزمني
history-removed = أُزيل
history-kept = أُبقي عليه
history-none = لم يتغيّر شيء بعد.
history-none-fit = لا شيء يطابق كل هذا.
history-filters = عرض ما يلي فقط
history-form = النموذج
history-field = الحقل
history-person = الشخص
history-every-form = كل النماذج
history-every-field = كل الحقول
history-everybody = الجميع
history-everything = عرض الكل
history-acts = الإحالات والتنبيهات وغيرها من الإجراءات
history-count = { $count ->
    [zero] لا أسطر
    [one] سطر واحد
    [two] سطران
    [few] { $count } أسطر
    [many] { $count } سطرًا
   *[other] { $count } سطر
}
history-count-of = { $count ->
    [zero] لا أسطر من { $all }
    [one] سطر واحد من { $all }
    [two] سطران من { $all }
    [few] { $count } أسطر من { $all }
    [many] { $count } سطرًا من { $all }
   *[other] { $count } سطر من { $all }
}
history-newer = الأحدث
history-older = الأقدم
history-range = { $from }–{ $to } من { $total }
history-laptop = الحاسوب { $device }
history-to = إلى { $person }
history-queued = ينتظر على هذا الحاسوب حتى الاتصال القادم.
history-refused = رُفض.
history-received = وصل إلى الخادم { $time }.
history-parted = منذ هذا السطر قامت قيمتان. إلى جانب هذه: { $values }
history-apart = ما زالت هناك قيمتان. إلى جانب هذه: { $values }
history-settled = عادت قيمة واحدة. وكانت إلى هنا أيضًا: { $values }
history-torn = أزاله شخص وغيّره آخر؛ ومنذ هذا السطر بقي الأمران.
history-torn-still = كان شخص قد أزاله وآخر قد غيّره؛ وبقي الأمران.
history-mended = حُسم الأمر: كان شخص قد أزاله وآخر قد غيّره.
history-was = كما كان حينها
history-was-title = النموذج كما كان
history-was-by = بعد { $person } مباشرةً في { $time }
history-was-only = ما اختلف الآن فقط
history-was-differs = { $count ->
    [zero] لا إجابة اختلفت الآن
    [one] إجابة واحدة اختلفت الآن
    [two] إجابتان اختلفتا الآن
    [few] { $count } إجابات اختلفت الآن
    [many] { $count } إجابة اختلفت الآن
   *[other] { $count } إجابة اختلفت الآن
}
history-was-same = كل ما فيه كما هو الآن
history-was-nothing = لم يكن في هذا النموذج شيء حينها، ولا شيء فيه الآن
history-was-note = للقراءة فقط. لا يتغيّر شيء هنا ما لم تُعِد قيمة سابقة.
history-was-changed = تغيّر بعد ذلك
history-was-later = لم يكن موجودًا بعد؛ أُضيف لاحقًا
history-was-gone = لم يعد موجودًا
history-put-back = إعادة
history-put-back-empty = إفراغه من جديد
history-keep = الإبقاء عليه من جديد
history-keep-title = الإبقاء على هذا البند من جديد؟
history-keep-said = عاد البند.
put-back = إعادة
put-back-title = إعادة هذه القيمة؟
put-back-text = يُكتب ذلك تغييرًا جديدًا باسمك، ويبقى ما هو قائم الآن في السجلّ الزمني.
put-back-now = الآن
put-back-then = سيصبح
put-back-said = أُعيد { $field } إلى ما كان عليه.

## الإحالة والإسناد
referrals = الإحالات والنقل
referral-none = لم تُحَل هذه الحالة ولم تُعرض على أحد.
referral-by = أحالها { $person }، { $date }
referral-to-accept = يحيل { $person } هذه الحالة إليك: { $type }.
referral-accept = قبول
referral-reject = رفض
referral-done = تمّت
referral-revoke = إنهاء الإحالة
referral-revoke-title = إنهاء هذه الإحالة؟
referral-revoke-text = ينتهي وصول المستلم عند الاتصال القادم وتغادر النماذج حاسوبه. وما كتبه يبقى في الحالة.
referral-accept-said = قُبلت الإحالة. يعلم المُحيل عند الاتصال القادم.
referral-reject-said = رُفضت. لا يبقى من الحالة شيء هنا بعد الاتصال القادم.
referral-done-said = سُجّلت الإحالة تامّة. ينتهي وصولك عند الاتصال القادم.
referral-done-title = هل أُنجزت هذه الإحالة؟
referral-done-lead = تنتهي صلاحيتك عند الاتصال القادم، وما كتبته يبقى في الحالة. يقرأ المُرسِل ما تكتبه هنا.
referral-done-note = ما الذي أُنجز، وما الذي ما زال الطفل يحتاجه
decline-title = الاعتذار عن القبول؟
decline-lead = لا يبقى شيء من الحالة هنا بعد الاتصال القادم. يقرأ المُرسِل ما تكتبه هنا.
decline-why = السبب
referral-revoke-said = تنتهي الإحالة عند الاتصال القادم.
referral-status-in-progress = بانتظار جواب
referral-status-accepted = مقبولة
referral-status-done = تمّت
referral-status-rejected = رُفضت
referral-status-revoked = أُنهيت
referral-status-expired = انتهت مدتها
referral-status-told = أُبلغت
referral-until = حتى { $date }
offer-outside = خارج البرنامج
consent-despite = المشاركة دون موافقة مسجّلة
consent-despite-hint = فقط حيث يضرّ الانتظار بالطفل. تُظهر الحالة أنك قرّرت ذلك؛ اكتب السبب.
consent-overridden = شورك دون موافقة مسجّلة
refer-title = إحالة
refer-owner-stays = تبقى ملكية الحالة كما هي.
refer-type = النوع
refer-to = المستلم
refer-lends = للقراءة { $reads ->
    [zero] لا شيء
    [one] نموذج واحد
    [two] نموذجان
    [few] { $reads } نماذج
    [many] { $reads } نموذجًا
   *[other] { $reads } نموذج
}، وللكتابة { $writes }.
refer-will-have = ما سيكون لدى { $person }
refer-will-have-anyone = ما سيكون لدى المستلم
refer-until = مع السجلّ الزمني لهذه النماذج، حتى تنتهي الإحالة
refer-reads = قراءة
refer-writes = قراءة وكتابة
refer-never = ما لا يغادر أبدًا
refer-never-text = كل النماذج الأخرى لهذه الحالة وسجلّها الزمني.
refer-choose-type = اختر النوع لترى النماذج التي يعيرها.
refer-waits = لا يُشارك شيء قبل الاتصال القادم؛ وحتى ذلك الحين تنتظر على هذا الحاسوب.
refer-confirm = إحالة
refer-said = أُحيلت إلى { $person }، وتُنفَّذ عند الاتصال القادم.
refer-outside = إلى جهة خارج البرنامج
refer-outside-hint = لا يخرج شيء من هذا السجل؛ تُبلغهم أنت بنفسك، ويُدوَّن ذلك هنا.
refer-outside-has = لا شيء من هذه الحالة. يُدوَّن أنهم أُبلغوا، ومن أبلغهم ومتى.
refer-outside-said = دُوِّن. يُنفَّذ عند الاتصال القادم.
refer-service = لأي خدمة
refer-service-none = ليست لخدمة بعينها
refer-everybody = إظهار الجميع، لا مقدمي هذه الخدمة وحدهم
refer-until-day = آخر يوم
refer-until-ended = إلى أن تُنجز أو تُنهى
note-with = ما ينبغي أن يعرفوه (يقرؤونه مع الحالة)
note-outside = من هم، وماذا يُطلب منهم
people-search = الاسم أو الجهة أو الدور أو المكان
people-none = لا أحد في قائمة هذا الحاسوب يمكنه استلامها. تُحدَّث القائمة عند الاتصال القادم.
transfer-title = نقل
transfer-lead = تنتقل الحالة نهائيًا إلى شخص آخر حين يقبلها؛ وحتى ذلك الحين يمكنه قراءتها ويبقى { $person } مالكها.
transfer-confirm = عرض
transfer-said = تُعرض على { $person } عند الاتصال القادم.
transfer-outside = إلى برنامج آخر
transfer-outside-hint = لا يُرسَل شيء؛ تسلّمها أنت بنفسك. تبقى الحالة هنا خارج العمل.
transfer-outside-said = دُوِّن. تخرج الحالة من العمل ابتداءً من الاتصال القادم.
request-title = طلب هذه الحالة
request-lead = مالكها { $person }، والقرار له. إذا وافق عُرضت الحالة عليك.
request-note = سبب الطلب
request-confirm = طلب
request-said = يُرسَل الطلب عند الاتصال القادم. القرار لدى { $person }.
request-of = طلب هذه الحالة، { $status }
request-to-answer = { $person } يطلب هذه الحالة.
request-offer = عرضها عليه
request-reject = رفض…
request-reject-title = رفض هذا الطلب؟
request-reject-lead = تبقى الحالة مع مالكها. يقرأ { $person } ما تكتبه هنا.
request-reject-said = يُغلق الطلب عند الاتصال القادم.
request-back = سحب الطلب
request-back-lead = لم تعد تطلب هذه الحالة.
glass-notice = فتح { $person } هذه الحالة بوصول طارئ في { $date }، حتى { $until }.
glass-notice-own = لك وصول طارئ إلى هذه الحالة حتى { $until }. يمكنك قراءتها، ولا يمكنك الكتابة فيها.
glass-end = إنهاء الوصول
glass-end-said = ينتهي الوصول الطارئ عند الاتصال القادم.
glass-until = وصول طارئ حتى { $date }
glass-over = وصول طارئ انتهى
transfer-of = نقل، { $status }
transfer-by = عرضها { $person }، { $date }
transfer-to-accept = يعرض { $person } هذه الحالة على { $to }. من يقبلها يصبح مسؤولًا عنها.
transfer-accept-said = قُبلت. تنتقل الحالة إلى { $to } عند الاتصال القادم.
transfer-reject-said = رُفضت. يعلم المُرسل عند الاتصال القادم.
transfer-revoke = سحب العرض
transfer-revoke-said = يُسحب العرض عند الاتصال القادم، ما لم يُقبل قبله.
assign-title = إسناد
assign-lead = المالك الجديد مسؤول عن الحالة ابتداءً من الاتصال القادم. المالك الآن { $person }.
assign-to = المالك الجديد
assign-confirm = إسناد
assign-said = أُسندت إلى { $person }، وتُنفَّذ عند الاتصال القادم.
choose-count = { $count ->
    [zero] لم تُختر أي حالة
    [one] اختيرت حالة واحدة
    [two] اختيرت حالتان
    [few] اختيرت { $count } حالات
    [many] اختيرت { $count } حالة
   *[other] اختيرت { $count } حالة
}
choose-none = إلغاء الاختيار
assign-all = إسناد…
assign-all-title = { $count ->
    [zero] إسناد الحالات
    [one] إسناد حالة واحدة
    [two] إسناد حالتين
    [few] إسناد { $count } حالات
    [many] إسناد { $count } حالة
   *[other] إسناد { $count } حالة
}
assign-all-lead = يتولّى المالك الجديد أمرها ابتداءً من الاتصال القادم.
assign-all-said = { $count ->
    [zero] لا تُسند أي حالة إلى { $person }.
    [one] تُسند حالة واحدة إلى { $person } عند الاتصال القادم.
    [two] تُسند حالتان إلى { $person } عند الاتصال القادم.
    [few] تُسند { $count } حالات إلى { $person } عند الاتصال القادم.
    [many] تُسند { $count } حالة إلى { $person } عند الاتصال القادم.
   *[other] تُسند { $count } حالة إلى { $person } عند الاتصال القادم.
}
key-choose = اختيار
act-case-create = تسجيل
act-case-assign = إسناد
act-transfer-offer = نقل
act-transfer-accept = قبول النقل
act-transfer-reject = رفض النقل
act-transfer-revoke = سحب عرض النقل
act-referral-offer = إحالة
act-referral-accept = قبول الإحالة
act-referral-reject = رفض الإحالة
act-referral-done = إتمام الإحالة
act-referral-revoke = إنهاء الإحالة
act-quarantine-settle = القرار في تعديل متأخر
act-case-close = إغلاق الحالة
act-case-reopen = إعادة فتح الحالة
act-case-disable = إخراج السجل من الاستعمال
act-case-enable = إعادة السجل إلى الاستعمال
act-flag-add = تنبيه
act-flag-edit = إعادة صياغة التنبيه
act-flag-resolve = حلّ التنبيه
act-link-add = ربط بسجل آخر
act-link-end = إزالة ربط
act-case-attribute = دخول الطفل نفسه
act-approval-request = طلب موافقة
act-approval-approve = موافقة
act-approval-reject = إرجاع للتعديل
act-request-transfer = طلب الحالة
act-request-reject = رفض طلب
act-glass-break = وصول طارئ
act-glass-end = إنهاء الوصول الطارئ

## الإغلاق والتنبيهات والموافقات
locked-disabled = هذا السجل خارج الاستعمال: يُقرأ ولا يُكتب فيه شيء.
locked-closed-read = هذه الحالة مغلقة: تُقرأ ولا يُكتب فيها شيء.
locked-closed = هذه الحالة مغلقة. يمكن قراءتها؛ وإضافة خدمة جديدة تفتحها.
locked-transferred = انتقلت هذه الحالة إلى برنامج آخر. يمكن قراءتها؛ وما بقي يخصّها هنا يُكتب بعد إعادة فتحها.
close-title = إغلاق هذه الحالة؟
close-text = لا يُكتب فيها شيء حتى يُعاد فتحها؛ وإضافة خدمة جديدة تفتحها من جديد. ومن كان يقرؤها يبقى يقرؤها.
close-said = تُغلق الحالة عند الاتصال القادم.
reopen-title = إعادة فتح هذه الحالة؟
reopen-text = يعود كل من يمكنه الكتابة فيها إلى الكتابة.
reopen-said = تُفتح الحالة من جديد عند الاتصال القادم.
disable-title = إخراج هذا السجل من الاستعمال؟
disable-text = لا يكتب فيه أحد بعد ذلك ولا يُحال ولا يُنقل. يبقى مقروءًا ولا يُحذف منه شيء، ويمكن إعادته إلى الاستعمال.
disable-said = يخرج السجل من الاستعمال عند الاتصال القادم.
enable-title = إعادة هذا السجل إلى الاستعمال؟
enable-text = يمكن الكتابة فيه من جديد، مفتوحًا أو مغلقًا كما كان.
enable-said = يعود السجل إلى الاستعمال عند الاتصال القادم.
flags = التنبيهات
flags-count = { $count ->
    [zero] لا تنبيهات
    [one] تنبيه واحد
    [two] تنبيهان
    [few] { $count } تنبيهات
    [many] { $count } تنبيهًا
   *[other] { $count } تنبيه
}
flag-title = تنبيه
flag-lead = يقرؤه مالك الحالة ومشرفوه، ولا يقرؤه من أُعير جزءًا من الحالة فقط.
flag-about = ما الذي يحتاج إلى انتباه
flag-confirm = تنبيه
flag-said = سُجّل التنبيه. يراه الآخرون بعد الاتصال القادم.
flag-by = { $person }، { $date }
flag-closed-to-you = تعذّر فتح نصّ التنبيه على هذا الحاسوب.
flag-edit = إعادة صياغة
flag-edit-said = تُعاد الصياغة عند الاتصال القادم.
links = السجلات المرتبطة
links-count = { $count ->
    [0] ربط سجل
    [one] سجل مرتبط واحد
    [two] سجلان مرتبطان
    [few] { $count } سجلات مرتبطة
    [many] { $count } سجلًا مرتبطًا
   *[other] { $count } سجل مرتبط
}
links-none = لا سجل مرتبط بعد.
link-by = ربطه { $person }، { $date }
link-pending = عند الاتصال القادم
link-ending = يُزال عند الاتصال القادم
link-away = ليس على هذا الحاسوب
link-end = إزالة الربط
link-end-title = هل تزيل هذا الربط؟
link-end-text = يبقى السجلان كما هما. ومن كان يقرأ الحادثة بسبب حالتها فقط لا يقرؤها بعد ذلك.
link-end-said = يُزال عند الاتصال القادم.
link-add-case = ربط بحالة…
link-add-family = ربط بأسرة…
link-add-registry-record = ربط بقيد في السجل…
link-title-case = ربط بحالة
link-title-family = ربط بأسرة
link-title-registry-record = ربط بقيد في السجل
link-lead-incident = تتبع الحادثة الحالة منذ ذلك: من يرى الحالة يرى الحادثة بقدر ما يسمح دوره، ومالكها هو مالك الحالة.
link-lead-case = لا يرى أحد أكثر مما كان يرى: يبقى كل سجل عند من يحق له قراءته.
link-lead-tracing-request = يُعلَّم أن المبحوث عنه هو هذا الطفل. لا يرى أحد أكثر مما كان يرى.
link-search = اسم أو رقم
link-choose = اختر سجلًا
link-entry = أيّ مبحوث عنه
link-confirm = ربط
link-said = يُربط عند الاتصال القادم.
link-result-none = لا سجل كهذا على هذا الحاسوب.
incident-of-case = إضافة حادثة
incident-of-lead = تتبع الحادثة هذه الحالة، ومالكها هو مالك الحالة.
attribute-title = حالة مَن هذه؟
attribute-lead = الطفل الذي يستعمل البرنامج بدخول خاص به يقرأ هذه الحالة ولا يقرأ غيرها.
attribute-confirm = إعطاؤه هذه الحالة
attribute-said = عند الاتصال القادم.
attribute-end-title = ألم تعد حالته؟
attribute-end-text = لن يقرأ { $person } هذه الحالة بعد الآن. ولا يتغيّر شيء آخر.
attribute-end = سحبها
attribute-of = حالة { $person } نفسه
flag-resolve = حلّ
flag-resolve-title = حلّ هذا التنبيه
flag-resolve-how = ماذا فُعل بشأنه
flag-resolve-said = يُحلّ عند الاتصال القادم.
flag-resolved-by = حلّه { $person }
approval-ask = طلب الموافقة
approval-ask-again = طلبها من جديد
approval-ask-said = طُلبت الموافقة. يراها المشرفون بعد الاتصال القادم.
approval-none = لم يُوافَق عليه بعد.
approval-pending = طلب { $person } الموافقة في { $date }.
approval-approved = وافق { $person }، { $date }.
approval-rejected = أرجعه { $person }، { $date }.
approval-waits-approval-approve = وافقتَ عليه، وردّك بانتظار الإرسال.
approval-waits-approval-reject = أعدتَه للتعديل، وردّك بانتظار الإرسال.
approval-superseded = تغيّر النموذج منذ ذلك الحين.
approval-look = يطلب { $person } موافقتك على { $form }.
approval-go = النظر فيه
approval-approve = موافقة
approval-approve-title = الموافقة على { $form }
approval-approve-said = تُسجّل الموافقة عند الاتصال القادم.
approval-approve-lead = توافق على النموذج كما هو أمامك. وما يتغيّر لاحقًا يحتاج إلى موافقة جديدة.
approval-reject = إرجاع
approval-reject-title = إرجاع { $form }
approval-reject-said = يُرجع عند الاتصال القادم.
approval-reject-lead = يقرأ من طلب الموافقة ما تكتبه هنا، ويمكنه أن يطلب من جديد.
approval-comment = تعليق

## المزامنة
sync-title = الإرسال والجلب
sync-now = مزامنة الآن
sync-busy = جارٍ الإرسال والجلب…
sync-done = أُرسل كل شيء وجُلب.
sync-lead = يمكن متابعة العمل في أثناء ذلك. وإن انقطع الخط، يُستأنف من حيث توقف.
sync-needs-you = بانتظارك
sync-needs-nothing = لا شيء بانتظارك.
sync-two-values = عرض الحالات التي كتب فيها شخصان قيمتين مختلفتين
sync-state-two-values = قيمتان
sync-going-out = قيد الإرسال
sync-all-sent = أُرسل كل شيء.
sync-waiting-count = { $count ->
    [zero] لا تغييرات تنتظر
    [one] تغيير واحد ينتظر
    [two] تغييران ينتظران
    [few] { $count } تغييرات تنتظر
    [many] { $count } تغييرًا تنتظر
   *[other] { $count } تغيير تنتظر
}
sync-state-waiting = ينتظر
sync-state-pending = ينتظر الخادم
sync-state-refused = لم يُنفَّذ
sync-state-ended = انتهى الوصول
sync-state-late-edit = تعديل متأخر ينتظر قرارًا
sync-report = آخر مزامنة
sync-sent = أُرسل
sync-fetched = جُلب
sync-bytes-up = صعودًا
sync-bytes-down = نزولًا
sync-round-trips = جولات الاتصال
sync-relay = الخادم
ended-assigned = أُسندت الحالة إلى شخص آخر. لم يبقَ منها شيء هنا، وسُلّمت تغييراتك غير المرسلة إلى المالك الجديد.
ended-referral-done = تمّت الإحالة. لم يبقَ من الحالة شيء هنا، وما كتبته يبقى فيها.
ended-rejected = رُفضت الحالة. لم يبقَ منها شيء هنا.
ended-expired = انتهى آخر يوم من الإحالة. لم يبقَ شيء من الحالة هنا؛ ما كتبته وأرسلته يبقى فيها.
ended-revoked = أُنهي وصولك. لم يبقَ من الحالة شيء هنا، وما كتبته وأُرسل يبقى فيها.
ended-role = لم يعد دورك يشمل هذه الحالة. لم يبقَ منها شيء هنا؛ اسأل المشرف إن كان ذلك خطأ.

## الأخطاء: ماذا حدث، وما الذي بقي آمنًا، وما العمل
error-generic = لم ينجح ذلك ({ $code }). ما حُفظ آمن. حاول مرة أخرى، وإن تكرّر فأخبر المشرف بالكلمة التي بين القوسين.
error-access-ended = جاء هذا التغيير بعد انتهاء وصولك. سُلِّم وهو محفوظ، ويقرّر مالك الحالة بشأنه.
error-seq-conflict = كان الحاسوب نفسه قد كتب شيئًا آخر في هذا الموضع، كما يحدث بعد استرجاع نسخة. كلماتك محفوظة وتُكتب من جديد عند الاتصال القادم.
error-device-retired = أُخرج هذا الحاسوب من الخدمة. سُلِّمت تغييراتك وهي محفوظة لمالك الحالة.
error-history-lost = فقد الخادم بعض ما كان يعرفه، ربما بعد إصلاح. كل ما على هذا الحاسوب محفوظ. أخبر المسؤول قبل أن تتابع.
error-bad-case-id = رقم هذه الحالة يخصّ حاسوبًا آخر، فلم يقبلها الخادم. ما كتبته محفوظ هنا. أخبر المسؤول.
error-bad-segment = وصل شيء لم يمكن التحقق منه فتُرك. ما كان لديك لم يتغيّر. أخبر المسؤول.
error-key-missing = وصل تغيير ليس لهذا الحاسوب مفتاحه بعد. لم يضع شيء، وسيصل من جديد عند الاتصال القادم.
error-usage = لا يمكن قراءة الأمر. لم يُنفَّذ شيء. انظر ‎--help.
error-failed = لم ينجح ذلك. ما حُفظ آمن. حاول مرة أخرى أو أعد تشغيل دفتر.
error-wrong-password = كلمة السر هذه لا تفتح هذا الدفتر. لم يضع شيء. حاول مرة أخرى.
error-password-too-short = كلمة السر قصيرة. المطلوب { $min ->
    [few] { $min } أحرف
   *[many] { $min } حرفًا
} على الأقل.
error-password-delayed = كلمات سر خاطئة كثيرة. لا يُحذف شيء بسببها، وإنما يتأخّر الفتح. انتظر قليلًا ثم حاول.
error-keyring-unavailable = حلقة المفاتيح في هذا الحاسوب لا تستجيب، فلا يمكن فتح الدفتر. حالاتك آمنة. سجّل الدخول إلى الحاسوب من جديد ثم حاول.
error-keyring-missing = حلقة المفاتيح في هذا الحاسوب لا تستجيب، فلا يمكن فتح الدفتر. حالاتك آمنة. سجّل الدخول إلى الحاسوب من جديد ثم حاول.
error-vault-damaged = ملف هذا الدفتر تالف ولا يُفتح. لا تحذف شيئًا. ما أُرسل آمن لدى الخادم؛ اطلب مساعدة المشرف.
error-vault-exists = لهذا الشخص دفتر على هذا الحاسوب بالفعل، ولم يُمسّ. ادخل بكلمة سره.
error-vault-not-found = لا دفتر لهذا الشخص على هذا الحاسوب. اطلب رمزًا من المشرف.
error-vault-params-refused = ملف هذا الدفتر ليس كما كتبه دفتر، فلم يُفتح. لا تحذف شيئًا. اطلب مساعدة المشرف.
error-vault-wrong-key = حلقة مفاتيح هذا الحاسوب لا تناسب هذا الدفتر. لم يضع شيء. اطلب مساعدة المشرف.
error-recovery-failed = تعذّرت استعادة الدفتر. لم يُحذف شيء. اطلب مساعدة المشرف.
error-no-configuration = نماذج البرنامج ليست هنا بعد. زامن مرة مع شبكة ثم حاول.
error-code-invalid = هذا الرمز غير صحيح. راجعه حرفًا حرفًا، أو اطلب رمزًا جديدًا من المشرف.
error-code-used = استُخدم هذا الرمز من قبل، ولا يُستخدم إلا مرة. اطلب رمزًا جديدًا من المشرف.
error-unknown-field = هذا الحقل غير معروف هنا. لم يُحفظ شيء. زامن لجلب أحدث النماذج ثم حاول.
error-wrong-type = هذا لا يناسب الحقل. راجع المكتوب هنا.
error-unknown-option = لم يعد هذا الخيار موجودًا. اختر غيره.
error-invalid-date = هذا ليس تاريخاً، أو يحتمل أكثر من تاريخ. اكتبه مثل 3/5/2024 أو 5 آذار 2019 أو مارس 2019 أو 2019، أو اكتب العمر مثل «حوالي 11 سنة».
error-text-too-long = هذا النص أطول مما يمكن حفظه. اختصره أو ضع جزءًا منه في حقل آخر.
error-date-in-future = هذا التاريخ لم يأتِ بعد، ولا يُكتب هنا إلا ما مضى. راجع السنة واليوم.
error-date-not-exact = اليوم مطلوب هنا، لا الشهر أو السنة وحدهما. اكتب التاريخ كاملاً، مثل 3/5/2024.
error-invalid-range = هذان التاريخان لا يصنعان مدة: أحدهما غير موجود، أو النهاية قبل البداية. راجعهما؛ ويمكن أن يبقى أحدهما فارغًا.
error-number-out-of-range = هذا العدد أصغر أو أكبر مما يقبله الحقل. راجع المكتوب هنا.
error-invalid-phone = هذا ليس رقم هاتف. اكتب ثلاثة أرقام على الأقل، مع + والمسافات عند الحاجة، ودون كلمات.
error-unknown-row = أحد هذه الأعداد يخصّ سطرًا لم يعد موجودًا. لم يُحفظ شيء. زامن لجلب أحدث النماذج ثم عُدّ من جديد.
error-entry-fixed = البنود المحفوظة هنا تبقى كما هي، فلم يتغيّر شيء. أضف بندًا جديدًا لما اختلف.
error-unknown-person = لا أحد معروف هنا بهذا الاسم. زامن لجلب أحدث قائمة ثم حاول.
error-no-consent = نموذج موافقة الطفل لا يسمح بالمشاركة مع هذه الجهة. لم يُشارك شيء. تحدّث مع الأسرة وسجّل موافقتها أولًا.
error-not-permitted = دورك لا يسمح بهذا. لم يتغيّر شيء. اسأل المشرف إن احتجت إليه.
error-not-found = لم يعد هذا على هذا الحاسوب. عُد إلى القائمة.
error-no-longer-yours = لم يعد لك وصول إلى هذه الحالة. ما أرسلته موجود فيها؛ اسأل مالكها.
error-relay-unreachable = لا اتصال بالخادم. كل شيء محفوظ على هذا الحاسوب ويُرسل عند الاتصال القادم. تابع عملك.
error-relay-key-mismatch = لا يقدّم الخادم المفتاح الذي يعرفه هذا الحاسوب، فلم يُرسل شيء. عملك آمن هنا. أخبر المشرف قبل المحاولة من جديد.
error-relay-failed = أجاب الخادم بخطأ. كل شيء محفوظ على هذا الحاسوب. حاول لاحقًا.
error-too-often = عمليات بحث كثيرة في وقت قصير، فلم يُبحث عن شيء. انتظر قليلًا ثم حاول.
error-not-shown = لم تكن هذه الحالة بين ما عثرت عليه اليوم. لم يُرسل شيء. ابحث عنها من جديد ثم حاول.
error-stale-owner = صار للحالة مالك جديد، فلم يُنفَّذ هذا. انظر في الحالة من جديد ثم قرّر.
error-target-not-allowed = لا يمكن لهذا الشخص استلام الحالة. لم يُشارك شيء. اختر شخصًا آخر.
error-role-too-wide = هذا النوع من الإحالة يعير أكثر مما يمكنك مشاركته. لم يُشارك شيء. اختر نوعًا أضيق.
error-already-answered = أُجيب عن هذا من قبل. لم يتغيّر شيء.
error-already-ended = انتهى هذا من قبل. لم يتغيّر شيء.
error-too-many = { $max } على الأكثر في المرة الواحدة. لم يتغيّر شيء. اختر عددًا أقل ثم أكمل الباقي بعد ذلك.
error-bad-link = هذان السجلان لا يُربطان معًا، فلم يُربط شيء. تُربط الحادثة بحالة، والحالة بأسرة أو بقيد في السجل، والمبحوث عنه بحالة.
error-follows-its-case = هذه الحادثة تتبع حالتها، فلم يتغيّر شيء. افعل ذلك بالحالة، أو أزل الربط أولًا.
error-already-so = الأمر كذلك أصلًا. لم يتغيّر شيء.
error-case-closed = هذه الحالة مغلقة، فلم يُكتب هذا فيها. ما كتبته محفوظ. أعد فتح الحالة أو اسأل من يمكنه ذلك؛ وإضافة خدمة جديدة تفتحها من تلقاء نفسها.
error-case-disabled = هذا السجل خارج الاستعمال، فلا يُكتب فيه شيء. ما كتبته محفوظ. اسأل من يمكنه إعادته إلى الاستعمال.
error-superseded = تغيّر النموذج منذ أن نظرت فيه. لم يُعتمد شيء. اقرأه من جديد ثم قرّر.
error-approval-missing = يحتاج الإغلاق إلى موافقة غير موجودة أو أقدم من آخر تغيير. لم يتغيّر شيء. اطلبها أولًا.
error-unknown-approval = لا توجد موافقة كهذه في هذا البرنامج. لم يُرسل شيء. زامن لجلب أحدث الإعدادات ثم حاول.
error-bad-sentence = اكتب شيئًا هنا، حتى نحو 4000 حرف.
error-already-over = مضى آخر يوم قبل أن يصل هذا إلى الخادم. لم يُشارك شيء. أحِل من جديد بيوم أبعد.
error-too-long = لا يدوم الوصول الطارئ أكثر من 72 ساعة. لم يُفتح شيء. اختر ساعات أقل.
error-duplicate-case = توجد حالة بهذا المعرّف. ما كتبته محفوظ هنا. أخبر المشرف.
error-quarantined = جاء هذا التغيير بعد انتهاء وصولك. يبقى جانبًا ويقرّر المالك بشأنه.
error-stale-epoch = تغيّرت مفاتيح هذه الحالة. تغييراتك محفوظة وتُرسل من جديد عند الاتصال القادم.
error-store-failed = لم يستطع هذا الحاسوب الكتابة على القرص. ما حُفظ قبل ذلك آمن. أعد تشغيل دفتر وتحقّق من آخر تغيير.
error-store-busy = ما زال هذا الحاسوب مشغولًا بالتغيير السابق. لم يضع شيء. حاول بعد لحظة.
error-disk-full = امتلأ قرص هذا الحاسوب فلا يمكن حفظ المزيد. ما حُفظ آمن. أفسح مكانًا ثم احفظ من جديد.
error-newer-version = كُتب هذا الدفتر بإصدار أحدث من دفتر، ولم يُمسّ. ثبّت أحدث إصدار على هذا الحاسوب.
error-locked = الدفتر مقفل. كل كلمة محفوظة. اكتب كلمة السر للمتابعة.
error-required = يجب ملء هذا الحقل قبل حفظ النموذج.
error-device-revoked = لم يعد مسموحًا لهذا الحاسوب بتبادل الحالات. أخبر المشرف فورًا.
error-upgrade-required = يحتاج الخادم إلى إصدار أحدث من دفتر. عملك آمن هنا. ثبّت أحدث إصدار ثم زامن.
error-not-your-own = هذا يخصّ شخصًا آخر، فلا يمكنك القيام به. لم يتغيّر شيء. اسأل صاحبه.
error-file-empty = هذا الملف فارغ، فلم يُضف شيء. تحقق من أنه الملف الصحيح.
error-file-too-large = حجم هذا الملف أكبر من { $max } ميغابايت، فلم يُضف. صغّره أو قسّمه ثم أضفه من جديد.
error-files-too-many = لا يتسع السجل لأكثر من { $max } من الملفات. لم يُحفظ شيء. أزل ما لا حاجة إليه ثم احفظ من جديد.
error-file-damaged = هذا الملف تالف ولا يُعرض. لم يُمس أي شيء آخر. أخبر المسؤول؛ وإن كان الأصل عندك فأضفه من جديد.
error-file-elsewhere = هذا الملف موجود على الحاسوب الذي أُضيف منه ولم يصل إلى هنا بعد. أما ما كُتب عنه فموجود هنا.
error-photo-type-refused = هذه ليست صورة يمكن حفظها. لم يُضف شيء. اختر ملف JPEG أو PNG أو WebP.
error-photo-heic = هذه الصورة بصيغة HEIC التي لا تعرضها كل الحواسيب. لم يُضف شيء. احفظها بصيغة JPEG على الهاتف أو الحاسوب ثم أضفها.
error-photo-damaged = لا يمكن قراءة هذه الصورة؛ قد يكون الملف تالفاً. لم يُضف شيء. التقط صورة أخرى أو اختر غيرها.
error-photo-too-large = في هذه الصورة نقاط أكثر مما يفتحه الحاسوب بأمان (12000 في الضلع على الأكثر). لم يُضف شيء. صغّرها ثم أضفها.
error-audio-type-refused = هذا ليس تسجيلاً يمكن حفظه. لم يُضف شيء. اختر ملف MP3 أو M4A أو OGG أو WAV.
error-document-type-refused = هذا النوع من الملفات لا يُحفظ مهما كان اسمه. لم يُضف شيء. اختر ملف PDF أو نصاً أو ملف Word أو Excel أو جدول CSV أو صورة.
error-consent-first = يطلب برنامجك الموافقة أو أساساً آخر قبل حفظ أي حالة. لم يُحفظ شيء، وما كتبته باقٍ هنا. أجب عن واحد من تلك الأسئلة على الأقل ثم تابع.
error-copy-failed = تعذّرت كتابة النسخة في مجلد التنزيلات. الملف محفوظ في السجل. تحقق من المساحة ثم حاول من جديد.

# ما يُسأل عن كل ملف.
attachment-file = الملف
attachment-date = التاريخ
attachment-description = ماذا يُظهر
attachment-comments = ملاحظات
attachment-is-current = الصورة التي يُعرف بها الطفل
signature-provided-by = الموقّع

# التسجيل
register-steps = خطوات الحالة الجديدة
register-step-look = هل هو هنا؟
register-step-ask = الموافقة
register-step-forms = النماذج
register-look-title = هل هذا الطفل هنا من قبل؟
register-look-lead = اكتب ما تعرفه، ولا بأس إن لم تتأكد من التهجئة. يظهر أدناه من على هذا الحاسوب ممن قد يكون الطفل نفسه.
register-ask-title = الموافقة والأساس
register-ask-lead = ما وافق عليه الطفل والأسرة، وعلى أي أساس تُحفظ بيانات الطفل. تحدّث معهم في ذلك قبل أن تكتب المزيد.
register-continue = متابعة
register-continue-none = ليس أحدًا من هؤلاء، متابعة
register-skip = تخطٍّ
register-back = رجوع
register-save-later = يأتي الحفظ بعد هذه الخطوات. ما كتبته محفوظ مسودةً.
key-continue = متابعة
key-step-back = خطوة إلى الوراء
likely-waiting = لم يُبحث عن أحد بعد: اكتب اسمًا أو رقمًا من بطاقة.
likely-none-here = لا يوجد طفل كهذا على هذا الحاسوب، وقد يعرفه غيرك.
likely-found = { $count ->
    [zero] لا أحد على هذا الحاسوب قد يكون الطفل نفسه.
    [one] على هذا الحاسوب طفل واحد قد يكون هو نفسه:
    [two] على هذا الحاسوب طفلان قد يكون أحدهما الطفل نفسه:
    [few] على هذا الحاسوب { $count } أطفال قد يكون أحدهم الطفل نفسه:
    [many] على هذا الحاسوب { $count } طفلًا قد يكون أحدهم الطفل نفسه:
   *[other] على هذا الحاسوب { $count } طفل قد يكون أحدهم الطفل نفسه:
}
likely-opens = فتح حالة يغادر هذه الصفحة، ويبقى ما كتبته هنا مسودةً.
likely-kept = ما كتبته محفوظ مسودةً، وتُفتح به الحالة الجديدة.
likely-title = هل هو أحد هؤلاء الأطفال؟
likely-lead = { $count ->
    [zero] لم يُحفظ شيء بعد.
    [one] لم يُحفظ شيء بعد. هذا الطفل موجود على هذا الحاسوب وقد يكون هو نفسه؛ وإن كانت للطفل حالتان فلن تروي أيٌّ منهما القصة كاملة.
    [two] لم يُحفظ شيء بعد. هذان الطفلان موجودان على هذا الحاسوب وقد يكون أحدهما الطفل نفسه؛ وإن كانت للطفل حالتان فلن تروي أيٌّ منهما القصة كاملة.
   *[other] لم يُحفظ شيء بعد. هؤلاء الأطفال موجودون على هذا الحاسوب وقد يكون أحدهم الطفل نفسه؛ وإن كانت للطفل حالتان فلن تروي أيٌّ منهما القصة كاملة.
}
likely-back = عودة إلى النموذج
likely-none = ليس أحدًا من هؤلاء، تسجيل
same-id = الرقم نفسه
same-name = الاسم نفسه
same-sound = اسم يشبهه في اللفظ
same-birth = تاريخ الميلاد نفسه
same-age = العمر نفسه تقريبًا
same-sex = الجنس نفسه
shared-id-notice = { $field }: القيمة نفسها في سجل آخر.
shared-id-tell = سجلّان مختلفان
shared-id-said = سُجّل لك على هذا الحاسوب. يُعاد إخبارك إذا تغيّرت القيمة.
shared-id-told = الرقم نفسه، وميّزتَ بينهما
shared-id-ask-again = اسألني من جديد

# التواريخ المكتوبة والقوائم الطويلة
date-example = 3/5/2024 أو أيار 2019
date-from-age = { $date }، محسوبًا من العمر
choice-looking = جارٍ البحث…
choice-narrow = هناك المزيد؛ اكتب للتضييق

# الطباعة
action-print = طباعة…
key-print = طباعة
print-title = طباعة
print-what = ماذا يُطبع
print-lead = الورق لا يُقفل. اطبع ما يلزم فقط، واحفظه حيث لا يقرؤه أحد غيرك.
print-form = هذا النموذج: { $form }
print-record = { $count ->
    [zero] السجل كله: لا نماذج فيها إجابات
    [one] السجل كله: نموذج واحد فيه إجابات
    [two] السجل كله: نموذجان فيهما إجابات
    [few] السجل كله: { $count } نماذج فيها إجابات
    [many] السجل كله: { $count } نموذجًا فيها إجابات
   *[other] السجل كله: { $count } نموذج فيها إجابات
}
print-go = طباعة
print-save-first = احفظ أولًا، فما كتبته ليس في السجل بعد، ثم اطبع.
print-confidential = سرّي
print-by = طبعه { $person }، { $time }
print-entry = رقم { $nth }

# المرفقات
files-add-photo = إضافة صور…
files-add-audio = إضافة تسجيلات…
files-add-document = إضافة ملفات…
files-how = أو أفلتها هنا أو الصقها
files-takes-photo = JPEG أو PNG أو WebP
files-takes-audio = MP3 أو M4A أو OGG أو WAV
files-takes-document = PDF أو Word أو Excel أو نص أو CSV أو صورة
files-save-waits = ما زالت ملفات تُضاف، ويتم الحفظ حالما تصل.
file-waits = ينتظر دوره
file-comes = تجري إضافته…
file-added = أُضيف { $name }، ويُحفظ عندما تحفظ.
file-describe = وصف
file-fold = طيّ
file-not-here = لم يصل إلى هذا الحاسوب بعد
file-not-shown = لا يمكن عرضه
file-is-picture = صورة
file-is-sound = تسجيل صوتي
file-is-pdf = PDF
file-is-text = نص
file-is-word = مستند Word
file-is-excel = مصنّف Excel
file-is-table = جدول CSV
photo-of-day = صورة من { $date }
photo-nth = الصورة رقم { $nth }
photo-current = يُعرف بها الطفل
signature = توقيع
signature-of = توقيع { $person }
signature-picture = اختيار صورة له…
signature-pad-lines = { $count ->
    [0] لوحة التوقيع، فارغة
    [one] لوحة التوقيع، عليها خط واحد
    [two] لوحة التوقيع، عليها خطان
    [few] لوحة التوقيع، عليها { $count } خطوط
    [many] لوحة التوقيع، عليها { $count } خطًا
   *[other] لوحة التوقيع، عليها { $count } خط
}
signature-how = يكون التوقيع بالإصبع أو بالقلم أو بالفأرة.
signature-use = اعتماد هذا التوقيع
signature-undo = التراجع عن آخر خط
signature-clear = مسح
signature-again = التوقيع من جديد
signature-again-how = يبقى التوقيع الموجود إلى أن تعتمد الجديد.
viewer-nth = { $nth } من { $count }
viewer-next = التالي
viewer-before = السابق
viewer-bigger = تكبير
viewer-smaller = تصغير
viewer-fit = ملء الإطار
viewer-zoom = { $percent }٪
viewer-opening = يُفتح…
viewer-kind = النوع
viewer-name = اسم الملف
viewer-size = الحجم
viewer-page = الصفحة { $nth } من { $count }
viewer-no-picture = لا يمكن عرض هذه الصورة؛ قد تكون تالفة. احفظ نسخة لتجرّبها في برنامج آخر.
viewer-no-sound = لا يستطيع هذا الحاسوب تشغيل هذا النوع من التسجيلات. احفظ نسخة لتسمعها في برنامج آخر.
viewer-no-pdf = لا يمكن عرض هذا الملف هنا؛ قد يكون تالفًا أو محتاجًا إلى كلمة سر. احفظ نسخة لتفتحها في برنامج آخر.
viewer-no-opening = لا يفتح دفتر هذا النوع من الملفات. احفظ نسخة لتفتحها في برنامج آخر.
viewer-text-cut = يظهر أوله فقط. احفظ نسخة لتقرأه كاملًا.
viewer-table-cut = يظهر من الجدول أول { $rows } من الصفوف و{ $columns } من الأعمدة فقط. احفظ نسخة لترى كل ما فيه.
copy = حفظ نسخة…
copy-title = حفظ نسخة غير محمية؟
copy-text = هذا الملف مشفّر داخل الدفتر، أما النسخة فليست كذلك: توضع في مجلد التنزيلات حيث يستطيع كل من يستخدم هذا الحاسوب فتحها، ولا يحذفها دفتر. احذفها بنفسك حالما تنتهي الحاجة إليها.
copy-does = حفظ النسخة
copy-saved = صار { $name } في مجلد التنزيلات بلا حماية. احذفه حين تنتهي الحاجة إليه.
error-file-unreadable = تعذّرت قراءة هذا فلم يُضف. لا يمكن إضافة مجلد؛ اختر الملفات التي فيه. وإن كان ملفًا فتحقق من أنه ما زال في مكانه.

## الإدارة
nav-administration = الإدارة
admin-tabs = أقسام الإدارة
admin-people = الأشخاص
admin-devices = الحواسيب
admin-roles = الأدوار
admin-units = المجموعات والجهات
admin-configuration = الإعداد
admin-offline = لا اتصال بالخادم، فلم يتغيّر شيء. ما يُغيَّر هنا يسري فورًا، ولا يكون ذلك إلا مع شبكة.
admin-busy = جارٍ سؤال الخادم…
admin-again = السؤال من جديد
admin-search = الاسم أو الدور أو الجهة أو المجموعة أو المكان
admin-people-count = { $count ->
    [zero] لا أحد
    [one] شخص واحد
    [two] شخصان
    [few] { $count } أشخاص
    [many] { $count } شخصًا
   *[other] { $count } شخص
}
admin-people-none = لا أحد هنا يطابق البحث.
admin-person-add = إضافة شخص
admin-person-change = تعديل { $person }
admin-change = تعديل…
admin-name = اسم المستخدم
admin-name-hint = حروف لاتينية وأرقام ونقطة وشرطة وشرطة سفلية. لا يتغيّر أبدًا.
admin-role = الدور
admin-agency = الجهة
admin-groups = المجموعات
admin-place = المكان
admin-place-hint = حيث يعمل. اكتب اسمًا أو رمزًا.
admin-place-clear = إزالة المكان
admin-services = الخدمات
admin-choose = اختر
admin-disabled = معطَّل
admin-you = أنت
admin-disable = تعطيل…
admin-enable = تفعيل
admin-disable-title = تعطيل { $person }؟
admin-disable-text = من الآن لا يقرأ شيئًا ولا يفعل شيئًا. عند الاتصال القادم لحاسوبه تُحذف الحالات منه، ويُسلَّم أولًا ما لم يُرسل بعد ليقرر فيه المالكون. تبقى حالاته باسمه إلى أن يسندها أحد. ويمكن تفعيله من جديد.
admin-disable-does = تعطيل
admin-disabled-said = عُطِّل { $person }.
admin-enabled-said = فُعِّل { $person }.
admin-added-said = أُضيف { $person }. يحتاج إلى رمز لتسجيل حاسوب.
admin-changed-said = عُدِّل { $person }. يسري فورًا، وعلى حاسوبه منذ اتصاله القادم.
admin-add = إضافة
admin-code = رمز…
admin-code-title = رمز تسجيل لـ { $person }
admin-code-lead = بالرمز يسجّل { $person } حاسوبًا آخر. يعمل مرة واحدة. من يحمله يصبح { $person } على حاسوب: سلّمه بنفسك ولا تعطه لأحد سواه.
admin-code-make = إنشاء رمز
admin-code-once = يظهر هنا الآن ولن يظهر ثانية. يصلح { $days } يومًا، ويعمل مرة واحدة.
admin-code-text = الرمز
admin-code-copy = نسخ
admin-code-copied = نُسخ
admin-device = الحاسوب
admin-device-nth = رقم { $device }
admin-device-this = هذا الحاسوب
admin-person = الشخص
admin-contact = آخر اتصال
admin-contact-never = لم يتصل
admin-enrolled = تاريخ التسجيل
admin-holds = حالات عليه
admin-state = الحال
admin-devices-none = لا حاسوب مسجَّل هنا.
admin-revoke = إبطال…
admin-revoke-title = إبطال الحاسوب رقم { $device } لـ { $person }؟
admin-revoke-lead = لن يحصل على شيء من الخادم بعد الآن، وتُبدَّل مفاتيح ما كان عليه. لا رجوع في ذلك؛ رمز آخر يسجّله من جديد.
admin-retire = أُخرج من الخدمة
admin-retire-means = هو في أيدٍ أمينة. يمكنه أن يسلّم ما لم يُرسل، ويُحفظ ليقرر فيه المالكون.
admin-lost = ضاع أو سُرق
admin-lost-means = قد يكون في أيدٍ غريبة. لا يُقبل منه شيء بعد الآن، وما لم يُرسل منه يضيع.
admin-revoke-does = إبطال
admin-revoked-said = أُبطل الحاسوب رقم { $device }.
revoked-retired = خارج الخدمة
revoked-lost = ضائع
admin-roles-none = دورك لا يُظهر الأدوار.
admin-role-list = كل الأدوار
admin-role-change = تعديل الدور { $role }
admin-role-add = إضافة دور مثله
admin-role-add-like = دور جديد مثل { $role }
admin-role-id-hint = مثل role-cp-night-shift. لا يتغيّر أبدًا. يحق للدور الجديد ما يحق للآخر؛ ويُعدَّل ذلك في ملفه.
admin-role-lead = يُنشر فورًا نسخةً تالية من الإعداد. من له هذا الدور يحصل على نماذج أو يفقدها عند اتصاله القادم.
admin-role-said = نُشر { $role }.
admin-role-added = أصبح { $role } دورًا.
admin-role-referral = نوع إحالة
admin-role-forms = النماذج
admin-role-may = يسمح بـ
admin-role-nothing = لا يفتح نموذجًا ولا يسمح بشيء.
admin-label = الاسم ({ $language })
admin-scope = النطاق
scope-self = السجلات الخاصة به
scope-group = سجلات مجموعاته
scope-agency = سجلات جهته
scope-all = كل السجلات
scope-identified = الحالة الوحيدة التي هو طفلها
scope-admin-only = لا سجلات، يدير الجميع
mode-none = لا شيء
mode-r = يقرأ
mode-rw = يكتب
admin-groups-title = مجموعات المستخدمين
admin-agencies-title = الجهات
admin-group-add = إضافة مجموعة
admin-agency-add = إضافة جهة
admin-rename = إعادة تسمية…
admin-unit-id = المعرّف
admin-unit-id-hint = كلمة قصيرة مثل team-4. لا تتغيّر أبدًا.
admin-unit-said = نُشر { $name }.
admin-publish-does = نشر
admin-version = النسخة السارية
admin-languages = اللغات
admin-form-count = النماذج
admin-lookup-count = قوائم الخيارات
admin-place-count = الأماكن
admin-role-count = الأدوار
admin-publish-title = نشر إعداد كامل
admin-folder = مجلد على هذا الحاسوب
admin-check = فحص
admin-publish-said = نُشر الإعداد.
admin-problems = { $count ->
    [zero] لا خطأ فيه.
    [one] فيه خطأ واحد فلا يمكن نشره:
    [two] فيه خطآن فلا يمكن نشره:
    [few] فيه { $count } أخطاء فلا يمكن نشره:
    [many] فيه { $count } خطأً فلا يمكن نشره:
   *[other] فيه { $count } خطأ فلا يمكن نشره:
}
admin-warnings = { $count ->
    [zero] يمكن نشره.
    [one] يمكن نشره. انظر إلى هذا أولًا:
    [two] يمكن نشره. انظر إلى هذين الأمرين أولًا:
    [few] يمكن نشره. انظر إلى هذه الأمور ({ $count }) أولًا:
    [many] يمكن نشره. انظر إلى هذه الأمور ({ $count }) أولًا:
   *[other] يمكن نشره. انظر إلى هذه الأمور ({ $count }) أولًا:
}
admin-publish-lead = تُكتب النماذج وقوائم الخيارات والإعدادات ملفات في مجلد. افحصه ثم انشره.
admin-publish-not = دورك لا ينشر إعدادًا.
admin-publish-after = تحصل الحواسيب على النسخة الجديدة عند اتصالها القادم. وما كُتب تحت نسخة أقدم يبقى.
key-part = القسم
key-add-person = إضافة
resource-case = الحالات
resource-incident = الحوادث
resource-tracing-request = طلبات البحث
resource-family = العائلات
resource-registry-record = السجل
resource-user = الأشخاص
resource-role = الأدوار
resource-user-group = مجموعات المستخدمين
resource-agency = الجهات
resource-system = النظام
resource-metadata = النماذج والقوائم
resource-primero-configuration = الإعداد
resource-dashboard = لوحات المتابعة
resource-report = التقارير
resource-managed-report = التقارير القياسية
may-read = القراءة
may-write = الكتابة
may-create = الإنشاء
may-manage = كل شيء
may-assign = الإسناد
may-assign-within-agency = الإسناد داخل الجهة
may-assign-within-user-group = الإسناد داخل مجموعة
may-referral = الإحالة
may-receive-referral = استلام الإحالات
may-referral-from-service = الإحالة لخدمة
may-transfer = النقل
may-receive-transfer = استلام النقل
may-accept-or-reject-transfer = الرد على النقل عن غيره
may-request-transfer = طلب حالة
may-search-owned-by-others = البحث في البرنامج كله
may-break-the-glass = الوصول الطارئ
may-consent-override = المتابعة دون موافقة
may-close = الإغلاق
may-reopen = إعادة الفتح
may-enable-disable-record = الإخراج من الاستعمال
may-flag = وضع علامة
may-flag-update = تعديل العلامات
may-resolve-any-flag = حل العلامات
may-self-approve = اعتماد عمله
may-export-pdf = الطباعة
may-agency-read = قراءة من في الجهة
may-disable-multiple = التعطيل
may-request-approval-assessment = طلب اعتماد التقييم
may-request-approval-case-plan = طلب اعتماد الخطة
may-request-approval-closure = طلب اعتماد الإغلاق
may-approve-assessment = اعتماد التقييمات
may-approve-case-plan = اعتماد الخطط
may-approve-closure = اعتماد الإغلاق
admin-not-yet = { $count ->
    [zero] ولا غيرها
    [one] وواحد لا أثر له بعد
    [two] واثنان لا أثر لهما بعد
    [few] و{ $count } لا أثر لها بعد
    [many] و{ $count } لا أثر لها بعد
   *[other] و{ $count } لا أثر لها بعد
}
error-stale-version = غيّر شخص آخر هذا منذ نظرت إليه. لم يتغيّر شيء. انظر إليه من جديد ثم قرّر.
error-person-exists = يوجد شخص بهذا الاسم. لم يتغيّر شيء. اختر اسم مستخدم آخر.
error-role-exists = يوجد دور بهذا المعرّف. لم يتغيّر شيء. اختر معرّفًا آخر.
error-folder-unreadable = لا يوجد مجلد كهذا، أو فيه ملف ليس نصًّا. لم يُنشر شيء. راجع المسار وأعد المحاولة.
error-bad-user-name = ليس هذا اسم مستخدم. استعمل حروفًا لاتينية وأرقامًا ونقطة وشرطة وشرطة سفلية، 64 على الأكثر، دون فراغات.
error-unknown-role = لم يعد في البرنامج دور كهذا. لم يتغيّر شيء. اختر غيره.
error-unknown-agency = لم تعد في البرنامج جهة كهذه. لم يتغيّر شيء. اختر غيرها.
error-unknown-group = لم تعد في البرنامج مجموعة كهذه. لم يتغيّر شيء. اختر غيرها.
error-unknown-place = لا مكان كهذا في البرنامج. لم يتغيّر شيء. اختر من القائمة.
error-unknown-service = لا خدمة كهذه في البرنامج. لم يتغيّر شيء. اختر من القائمة.
error-unknown-device = لا حاسوب كهذا في نطاقك. لم يتغيّر شيء.
error-already-revoked = أُبطل هذا الحاسوب من قبل. لم يتغيّر شيء.
error-not-yourself = لا أحد يغيّر دوره أو مجموعاته أو جهته، ولا يعطّل نفسه، ولا يُبطل الحاسوب الذي أمامه. لم يتغيّر شيء. اسأل مديرًا آخر.
error-role-above-own = هذا الدور يدير أكثر من دورك أو يصل أبعد منه. لم يتغيّر شيء. اسأل من يشمل دوره ذلك كله.
error-last-administrator = لن يبقى من يدير الجميع. لم يتغيّر شيء. اجعل شخصًا آخر مديرًا أولًا.
error-still-in-use = ما زال لأحد دور أو جهة أو مجموعة ستزول. لم يُنشر شيء. أعطه غيرها أولًا.
error-bad-config = ستكون في الإعداد أخطاء، فلم يُنشر شيء. افحص مجلده.
error-newer-rules = الخادم أقدم من دفتر هذا ولا يعرف هذا بعد. لم يتغيّر شيء. أخبر من يدير الخادم.

## Today
today-overdue = متأخرة
today-soon = في الأيام القادمة
today-waiting = بانتظار ردك
today-waiting-referral = إحالة إليك
today-waiting-transfer = نقل حالة إليك
today-waiting-request = طلب للحصول على حالة لديك
today-waiting-approval = طلب موافقة
today-settle-refused = تعذّر تنفيذها
today-settle-late-edit = كُتبت بعد انتهاء الوصول
today-settle-two-values = قيمتان
today-about = { $what }: { $about }
today-late = { $count ->
    [zero] متأخرة { $count } يوم
    [one] متأخرة يوماً واحداً
    [two] متأخرة يومين
    [few] متأخرة { $count } أيام
    [many] متأخرة { $count } يوماً
   *[other] متأخرة { $count } يوم
}
today-now = اليوم
today-tomorrow = غداً
today-none = لا شيء بانتظارك اليوم.
today-more = { $count ->
    [zero] و{ $count } أخرى
    [one] وواحدة أخرى
    [two] واثنتان أخريان
    [few] و{ $count } أخرى
    [many] و{ $count } أخرى
   *[other] و{ $count } أخرى
}
mark-overdue = متأخر
mark-soon = موعده قريب

## Stages of a case; what services are part of is worded by the configuration
stage-new = جديدة
stage-reopened = أُعيد فتحها
stage-assessment = التقييم
stage-case-plan = خطة الحالة
stage-services = الخدمات
stage-services-implemented = قُدّمت الخدمات
stage-closed = مغلقة
stages = مرحلة الحالة

## Lists: filters, columns, numbers
list-is-last-days = { $days ->
    [one] اليوم
    [two] في آخر يومين
    [few] في آخر { $days } أيام
    [many] في آخر { $days } يومًا
   *[other] في آخر { $days } يوم
}
list-is-before = { $days ->
    [one] قبل أكثر من يوم
    [two] قبل أكثر من يومين
    [few] قبل أكثر من { $days } أيام
    [many] قبل أكثر من { $days } يومًا
   *[other] قبل أكثر من { $days } يوم
}
key-filter = تصفية
filter-add = إضافة تصفية
filter-change = تغيير التصفية
filter-remove = إزالة هذه التصفية
filter-find = البحث عمّا يُصفّى به
filter-find-none = لا شيء بهذا الاسم.
filter-own = العمل على السجل
filter-values-find = البحث عن قيمة
filter-values-none = لا جواب هنا في أي سجل.
filter-any = واحد من
filter-none = ليس أيًّا من
filter-filled = له جواب
filter-empty = بلا جواب
filter-yes = نعم
filter-no = لا
filter-between = من … إلى …
filter-from = من
filter-to = إلى
filter-day-hint = يوم أو شهر أو سنة: 2026-05-14 أو 2026-05 أو 2026
filter-last-days = في الأيام الأخيرة
filter-before = قبل أكثر من
filter-days = أيام
filter-this-week = هذا الأسبوع
filter-last-week = الأسبوع الماضي
filter-apply = تطبيق
filter-other = اختيار آخر
filter-news = جديد لي
saved-title = تصفيات محفوظة
saved-none = لا شيء بعد. صفِّ القائمة ثم احفظها هنا باسم.
saved-name = اسم للتصفية الحالية
saved-keep = حفظ
saved-delete = حذف
saved-said = حُفظت التصفية.
columns-title = الأعمدة
columns-lead = حتى ثلاثة أعمدة إضافية، لك على هذا الحاسوب.
columns-keep = عرض
sort-by = ترتيب حسب { $column }
mark-flag = عليه علامة
row-ends = ينتهي الاطّلاع { $when }
mark-same = رقم مشترك مع سجل آخر
list-key-standing = الحالة
list-key-owner = المالك
list-key-group = فريق المالك
list-key-agency = منظمة المالك
list-key-location = مكان عمل المالك
list-key-changed = آخر تغيير
list-key-created = بدأت في
list-key-owned-since = سُلّمت للمالك في
list-key-owned-since-hour = بانتظار الإسناد
list-key-closed = أُغلقت في
list-key-flags = عليها علامة
list-key-news = جديد لي
list-key-changed-by-other = آخر من غيّرها شخص آخر
list-key-two-values = قيمتان
list-key-same-id = رقم مشترك مع سجل آخر
list-key-unsent = لم يُرسل بعد
list-key-pending = ينتظر الخادم
list-key-refused = رُفض شيء فيها
list-key-age = العمر
list-key-stage = المرحلة
list-key-overdue = مهمة متأخرة
list-key-referral = إحالة
list-key-referred-in-progress = إحالة تنتظر
list-key-referred-accepted = محالة إلى
list-key-transfer-in-progress = نقل ينتظر
list-key-transfer-rejected = نقل رفضه
list-key-incidents = لها حادثة
list-key-approval = الموافقة: { $form }
list-is-none = ليس أيًّا من: { $values }
list-is-filled = له جواب
list-is-empty = بلا جواب
list-is-not = لا
list-is-between = من { $from } إلى { $to }
list-is-from = من { $from }
list-is-to = حتى { $to }
list-is-this-week = هذا الأسبوع
list-is-last-week = الأسبوع الماضي
approval-status-pending = تنتظر جوابًا
approval-status-approved = موافق عليها
approval-status-rejected = لم يوافق عليها
error-too-many-filters = توجد { $max } تصفيات محفوظة بالفعل. لم يتغير شيء. احذف واحدة أولًا.
error-filter-name = تحتاج التصفية إلى اسم لا يزيد على { $max } حرفًا. لم يتغير شيء.
dashboards-title = الأرقام
dashboards-empty = لا شيء للعدّ بعد.
dashboards-show = عرض كل الأرقام
dashboards-open = { $label }: { $count }، اعرضها
dashboard-case-overview = الحالات
dashboard-dash-group-overview = حالات فرقي
dashboard-dash-shared-with-me = مشتركة معي
dashboard-dash-shared-with-others = ما شاركته
dashboard-dash-shared-with-my-team-overview = معروضة على فرقي
dashboard-dash-shared-with-my-team = إحالات تنتظر فرقي
dashboard-dash-shared-from-my-team = ما شاركته فرقي
dashboard-dash-cases-to-assign = بانتظار الإسناد
dashboard-dash-case-incident-overview = الحوادث
dashboard-workflow = حالاتي حسب المرحلة
dashboard-workflow-team = حالات فرقي حسب المرحلة
dashboard-dash-cases-by-social-worker = الحالات حسب المالك
dashboard-case-risk = الحالات المفتوحة حسب الخطر
dashboard-cases-by-task-overdue-assessment = تقييمات متأخرة
dashboard-cases-by-task-overdue-case-plan = خطط حالة متأخرة
dashboard-cases-by-task-overdue-services = خدمات متأخرة
dashboard-cases-by-task-overdue-followups = متابعات متأخرة
dashboard-dash-protection-concerns = مخاوف الحماية
dashboard-dash-protection-concerns-by-location = مخاوف الحماية حسب المكان
dashboard-dash-reporting-location = الحالات حسب المكان
dashboard-dash-national-admin-summary = الأسابيع
dashboard-approvals = الموافقة: { $form }
dashboard-approvals-pending = بانتظار الموافقة: { $form }
indicator-total = مفتوحة
indicator-new-or-updated = آخر من غيّرها شخص آخر
indicator-recently-assigned-to-me = سُلّمت لي في آخر ١٠ أيام
indicator-group-overview-open = مفتوحة
indicator-group-overview-closed = مغلقة
indicator-shared-with-me-transfers-awaiting-acceptance = عمليات نقل تنتظرني
indicator-shared-with-me-pending-referrals = إحالات تنتظرني
indicator-shared-with-me-accepted-referrals = محالة إليّ
indicator-shared-with-others-pending-referrals = إحالات تنتظر
indicator-shared-with-others-accepted-referrals = إحالات مقبولة
indicator-shared-with-others-rejected-referrals = إحالات مرفوضة
indicator-shared-with-others-done-referrals = إحالات منجزة
indicator-shared-with-others-pending-transfers = عمليات نقل تنتظر
indicator-shared-with-others-rejected-transfers = عمليات نقل مرفوضة
indicator-shared-from-my-team-pending-referrals = إحالات تنتظر
indicator-shared-from-my-team-accepted-referrals = إحالات مقبولة
indicator-shared-from-my-team-rejected-referrals = إحالات مرفوضة
indicator-shared-from-my-team-done-referrals = إحالات منجزة
indicator-shared-from-my-team-pending-transfers = عمليات نقل تنتظر
indicator-shared-from-my-team-rejected-transfers = عمليات نقل مرفوضة
indicator-shared-with-my-team-pending-referrals = تنتظر
indicator-shared-with-my-team-pending-transfers-overview = عمليات نقل تنتظر
indicator-cases-high = عالية الخطر
indicator-cases-other = أخرى
indicator-overdue-cases-high = عالية الخطر، منذ أكثر من ساعة
indicator-overdue-cases-other = أخرى، منذ أكثر من ٣ ساعات
indicator-with-incidents = لها حادثة
indicator-with-new-incidents = لها حادثة وآخر من غيّرها شخص آخر
indicator-without-incidents = بلا حادثة
indicator-workflow = حالات
indicator-workflow-team = حالات
indicator-cases-by-social-worker-total = مفتوحة
indicator-cases-by-social-worker-new-or-updated = آخر من غيّرها شخص آخر
indicator-risk-level = مفتوحة
indicator-tasks-overdue-assessment = حالات
indicator-tasks-overdue-case-plan = حالات
indicator-tasks-overdue-services = حالات
indicator-tasks-overdue-followups = حالات
indicator-protection-concerns-open-cases = مفتوحة
indicator-protection-concerns-new-this-week = جديدة هذا الأسبوع
indicator-protection-concerns-closed-this-week = أُغلقت هذا الأسبوع
indicator-protection-concerns-all-cases = الكل
indicator-protection-concerns-by-location = مفتوحة
indicator-reporting-location-open = مفتوحة
indicator-reporting-location-new-last-week = جديدة الأسبوع الماضي
indicator-reporting-location-new-this-week = جديدة هذا الأسبوع
indicator-reporting-location-closed-last-week = أُغلقت الأسبوع الماضي
indicator-reporting-location-closed-this-week = أُغلقت هذا الأسبوع
indicator-summary-open = مفتوحة
indicator-summary-new-last-week = جديدة الأسبوع الماضي
indicator-summary-new-this-week = جديدة هذا الأسبوع
indicator-summary-closed-last-week = أُغلقت الأسبوع الماضي
indicator-summary-closed-this-week = أُغلقت هذا الأسبوع
indicator-approval-pending = تنتظر
indicator-approval-rejected = لم يوافق عليها
indicator-approval-approved = موافق عليها
indicator-approval-pending-group = تنتظر
today-news = جديد في حالاتي
today-flags = التنبيهات على حالاتي
today-flag-said = { $person }: { $about }
today-same-id = رقم مشترك مع سجل آخر
today-same-as = وكذلك في { $ids }
nav-numbers = الأرقام
list-key-text = نص في الملاحظات والسرد
filter-words = فيه كلمات تبدأ هكذا
filter-words-hint = كلمات بأي ترتيب، وتكفي بداياتها.
cases-in-texts = البحث عنه في الملاحظات والسرد
hit-field = { $field }: { $word }
hit-sound = نطق مشابه
key-done = أُنجزت اليوم
today-done-title = { $task }: أُنجزت اليوم؟
today-done-text = يُكتب تاريخ اليوم لـ { $name } يومًا لإنجازها. ويمكن تغييره في استمارتها.
today-done = تدوين
today-done-said = { $task }: دُوّنت منجزةً اليوم.
heard-title = آخر ما وصل من
heard-lead = متى وصل آخر عمل لكل شخص في فرقك إلى الخادم، بقدر ما وصل إلى هذا الحاسوب.
heard-never = لا شيء بعد

## Help
help = المساعدة
help-about = عن هذه الشاشة
help-side = هذه الشاشة
help-others = الشاشات الأخرى
help-does = ما يفعله الناس هنا
help-safe = ما هو آمن
key-sheet = كل المفاتيح
key-help = مساعدة بشأن هذه الشاشة
key-move-far = صفحة إلى أعلى أو أسفل
key-move-ends = الأول والأخير
key-assign-chosen = إسناد المختار
key-clear = إلغاء الاختيار، إفراغ البحث
key-links = السجلات المرتبطة
key-refer = إحالة
key-transfer = نقل
key-assign = إسناد
key-flag = تنبيه
key-save-new = حفظ ثم التالي
key-paste-file = إضافة الصورة أو الملف المنسوخ
key-take = إبقاء هذه القيمة؛ والرقم الأخير لكتابة قيمة أخرى
key-take-written = إبقاء ما كتبته
key-later = القرار لاحقًا
key-part-beside = القسم المجاور
key-confirm = تنفيذ
key-cancel = ترك دون تنفيذ
key-drop-last = إزالة الأخير
key-shut = إغلاق
key-files = الملف السابق والتالي
key-size = تكبير وتصغير
key-fit = ملاءمة النافذة
sheet-title = المفاتيح
sheet-everywhere = في كل مكان
sheet-choice = القوائم التي تُكتب فيها الكلمات
sheet-dialog = الأسئلة التي تظهر أمام الشاشة
sheet-viewer = الصور والملفات
sheet-roles = لا يعمل المفتاح حيث لا يسمح دورك بما يفعله. وأثناء الكتابة تكون الحروف والعلامات جزءًا من النص.
sheet-foot = إظهار مفاتيح كل شاشة في أسفلها
help-signin-title = الدخول
help-signin-what = هنا تفتح دفترك. قد يستخدم هذا الحاسوب أكثر من شخص، ولكل منهم دفتره وكلمة سره.
help-signin-open = اختر اسمك واكتب كلمة السر وافتح. لا حاجة إلى شبكة.
help-signin-enrol = في المرة الأولى على هذا الحاسوب اختر «لديّ رمز يُستخدم مرة واحدة». يعطيك المشرف الرمز. هذه الخطوة وحدها تحتاج إلى شبكة.
help-signin-wrong = بعد كلمات سر خاطئة انتظر الثواني التي تظهر على الزر، ثم حاول من جديد.
help-signin-lock = حين تكون النافذة مقفلة تفتحها كلمة سرك حيث توقفت. أما غيرك فيختار «شخص آخر».
help-signin-safe = كل شيء محفوظ على هذا الحاسوب ومشفّر. كلمات السر الخاطئة تُبطئ الدخول ولا تحذف شيئًا. ولا يستطيع أحد استرجاع كلمة سر منسية، فاختر كلمة تبقى في ذاكرتك.
help-today-what = قائمة واحدة بما ينتظرك، والأكثر إلحاحًا أولًا: عمل متأخر أو قريب الموعد، وأسئلة تنتظر ردك، وما تعذّر تنفيذه.
help-today-open = انتقل إلى سطر وافتحه. تُفتح المهمة على النموذج الذي يُكتب فيه العمل.
help-today-answer = للرد على إحالة أو نقل أو طلب أو موافقة: يفتح السطر الحالة، والسؤال في أعلاها.
help-today-refused = اقرأ لماذا تعذّر تنفيذ أمر. يقول السطر ماذا حدث وما العمل.
help-today-new = ابدأ حالة جديدة.
help-today-safe = تُعدّ القائمة على هذا الحاسوب ولا تحتاج إلى شبكة. وهي للقراءة فقط: النظر فيها لا يغيّر شيئًا.
help-cases-what = الحالات التي على هذا الحاسوب: حالاتك، وما يتيح لك دورك أو إحالة أن تراه. وتعمل قوائم الحوادث وطلبات البحث عن الأسر والعائلات والسجل بالطريقة نفسها.
help-cases-search = ابحث بالاسم بأي كتابة أو أبجدية، أو بالمعرّف.
help-cases-filter = صفِّ بأي شيء: المالك أو المرحلة أو أي جواب. التصفيات تجتمع؛ واحفظ ما تكثر استعماله باسم.
help-cases-open = انتقل إلى صف وافتحه. وحين تعود تكون القائمة حيث تركتها.
help-cases-new = ابدأ سجلًا جديدًا.
help-cases-many = إذا سمح دورك: اختر عدة حالات وأسندها معًا، أو ابحث في البرنامج كله. ذلك البحث يحتاج إلى شبكة، ويُسجَّل أنك بحثت.
help-cases-safe = البحث على هذا الحاسوب لا يغيّر شيئًا ولا يرسل شيئًا. والاسم الذي لا يحق لك أن تراه يظهر محجوبًا، ولا تُحذف الحالة من القائمة.
help-register-title = حالة جديدة
help-register-what = قد تبدأ الحالة الجديدة بخطوتين قبل نماذجها: هل هذا الطفل هنا من قبل؟ وعلى ماذا وافق الطفل والأسرة؟
help-register-look = اكتب ما تعرفه؛ تكفي كتابة لست متأكدًا منها. وانظر إلى الأطفال الذين يظهرون في الأسفل.
help-register-same = إذا كان الطفل نفسه فافتح حالته. ويبقى ما كتبته مسودة.
help-register-none = إذا لم يكن أحدًا منهم فتابع.
help-register-consent = سجّل الموافقة أو الأساس الآخر الذي يقبله برنامجك. تحدّث عن ذلك قبل أن تكتب المزيد.
help-register-save = اكتب النماذج ثم احفظ. ويمكنك أن تحفظ وتبدأ بالطفل التالي فورًا.
help-register-safe = ما تكتبه يُحفظ بعد لحظة مسودةً على هذا الحاسوب، مشفّرة. لا يضيع شيء مما حُفظ إذا انقطع التيار. ولا يرى غيرك شيئًا قبل الحفظ.
help-read-title = قراءة حالة
help-read-what = حالة واحدة في صفحة واحدة: عمّن هي، ومن يملكها، وإلى أين وصلت، ونماذجها. هنا تقرأ.
help-read-forms = انتقل من نموذج إلى آخر. والنموذج الذي عليه قفل غير مشارك معك.
help-read-edit = للكتابة في النموذج اضغط المفتاح، أو انقر مرتين على الصفحة.
help-read-look = انظر من يمكنه الوصول إلى الحالة، ومن غيّر ماذا.
help-read-acts = أحِل الحالة أو انقلها أو أسندها أو ضع تنبيهًا، أو استعمل الأزرار الأخرى في أعلاها. والزر الرمادي يقول لماذا لا يمكن ذلك الآن.
help-read-print = اطبع نموذجًا أو السجل كله. الورق لا يُقفل، فلا تطبع إلا ما يلزم.
help-read-safe = القراءة لا تغيّر شيئًا. وما تفعله بالأزرار ينتظر على هذا الحاسوب ويُنفَّذ عند الاتصال القادم.
help-edit-title = الكتابة في حالة
help-edit-what = أنت تكتب في نماذج هذه الحالة. يمكنك الانتقال من نموذج إلى آخر، وحفظٌ واحد يحفظ كل ما كتبته.
help-edit-next = انتقل إلى الحقل التالي، أو أضف بندًا.
help-edit-advice = السؤال الذي بجانبه علامة استفهام صغيرة له إرشاد. عند سؤال كهذا يُظهر هذا المفتاح الإرشاد بدل هذه المساعدة.
help-edit-save = احفظ. وإذا لزم تصحيح فانتقل من خطأ إلى الذي يليه.
help-edit-stop = توقف في المنتصف. تبقى المسودة، وتعرض عليك الحالة أن تتابعها.
help-edit-safe = ما تكتبه يُحفظ بعد لحظة مسودةً على هذا الحاسوب، مشفّرة. تبقى المسودة بعد القفل وبعد الانتقال إلى شاشة أخرى وبعد انقطاع التيار. لا يراها أحد سواك، ولا يُرسل منها شيء قبل الحفظ.
help-two-title = قيمتان
help-two-what = أجاب شخصان عن السؤال نفسه بجوابين مختلفين، كل منهما على حاسوبه. الجوابان هنا جنبًا إلى جنب، مع اسم من كتب كلًّا منهما ومتى.
help-two-keep = أبقِ إحداهما.
help-two-third = أو اكتب قيمة أخرى أفضل منهما: الرقم الذي بعد القيمة الأخيرة.
help-two-ask = إذا لم تكن متأكدًا فاسأل من كتب القيمة الأخرى.
help-two-later = أو قرّر لاحقًا. وحتى ذلك الحين تُظهر القوائم القيمة الأولى.
help-two-safe = مهما اخترت لا يضيع شيء: تبقى القيم الأخرى في السجلّ الزمني. وبقية الصفحة لا تنتظر اختيارك.
help-share-title = الإحالة والنقل والإسناد
help-share-what = ثلاث طرق لإشراك شخص آخر. الإحالة تعير بعض النماذج ويبقى المالك نفسه. والنقل يعطي الحالة لشخص آخر حين يقبلها. والإسناد يعطيها دون سؤاله.
help-share-type = للإحالة اختر النوع. وبجانبه تظهر النماذج التي يعيرها، وما لا يغادر أبدًا.
help-share-person = اختر الشخص: اكتب اسمًا أو جهة أو دورًا أو مكانًا.
help-share-until = يمكن أن يكون للإحالة يوم أخير. ويمكنك أيضًا أن تنهيها بنفسك في أي وقت تحت «الإحالات والنقل».
help-share-outside = لمن هو خارج البرنامج ضع علامة على ذلك. لا يُرسل شيء من الحالة، بل يُدوَّن الأمر فقط.
help-share-note = اكتب ما ينبغي أن يعرفوه. يقرؤونه مع الحالة.
help-share-safe = لا يُشارك شيء قبل الاتصال القادم. تحتاج الإحالة أو النقل إلى موافقة مسجّلة؛ وحيث يسمح دور بالمتابعة دونها تُظهر الحالة ذلك.
help-seen-what = من يمكنه الوصول إلى هذه الحالة، بحسب ما يعرفه هذا الحاسوب. وقد يصل إليها أيضًا من هم فوق المالك، كمشرف الفريق.
help-seen-read = اقرأ القائمة قبل أن تكتب ما لا ينبغي أن يعرفه الجميع.
help-seen-owner = المالك عليه علامة، وهو المسؤول عن الحالة.
help-seen-end = لإنهاء وصول أعطته إحالة افتح «الإحالات والنقل» بين النماذج.
help-seen-safe = النظر لا يغيّر شيئًا. المسودة لا يراها سواك، ويرى الآخرون ما حفظته بعد الاتصال القادم.
help-sync-what = هنا يُرسل ما كُتب على هذا الحاسوب، ويُجلب ما كتبه الآخرون. ويبدأ ذلك حين تطلبه.
help-sync-now = زامن حين تتوفر شبكة، وتابع عملك في أثناء ذلك.
help-sync-needs = اقرأ ما تحت «بانتظارك». كل سطر يقول ماذا حدث، والاسم يفتح الحالة.
help-sync-going = انظر ما زال ينتظر الإرسال تحت «قيد الإرسال».
help-sync-safe = عملك لا ينتظر الشبكة أبدًا: كله على هذا الحاسوب. وإذا انقطع الاتصال تتابع المزامنة التالية من حيث توقفت.
help-administration-what = الأشخاص والحواسيب والأدوار والمجموعات والجهات وإعداد البرنامج، بقدر ما يديره دورك.
help-administration-parts = انتقل من قسم إلى آخر.
help-administration-people = أضف شخصًا أو عدّل بياناته أو عطّله، وأنشئ رمز المرة الواحدة الذي يسجّل به حاسوبًا.
help-administration-laptops = انظر متى كان آخر اتصال للحاسوب. وأبطل ما خرج من الخدمة أو ضاع أو سُرق.
help-administration-roles = انظر إلى الأدوار والمجموعات والجهات، وغيّر ما يسمح دورك بتغييره.
help-administration-configuration = افحص إعدادًا موجودًا في مجلد ثم انشره.
help-administration-safe = ما يُغيَّر هنا يسري فورًا ويحتاج إلى شبكة، وبدونها لا يتغيّر شيء. يمكن تفعيل الشخص المعطَّل من جديد. أما الحاسوب المبطَل فلا رجوع فيه، ويسجّله رمز آخر من جديد.
help-settings-what = لغة النافذة، وكلمة سرك على هذا الحاسوب.
help-settings-language = اختر لغة. تتغيّر كلمات النافذة واتجاهها فورًا.
help-settings-password = غيّر كلمة السر: اكتب الحالية، ثم الجديدة مرتين.
help-settings-strong = الأفضل بضع كلمات لا يجمعها أحد سواك.
help-settings-safe = تغيير اللغة لا يغيّر شيئًا مما كتبته. وتبقى كلمة السر الحالية صالحة إلى أن تُقبل الجديدة. ولا يستطيع أحد استرجاعها.
first-day = يومك الأول
first-day-lead = ثمانية أمور تفعلها مرة واحدة، بأي ترتيب. ما تراه النافذة منك توضع عليه العلامة تلقائيًا، ويمكنك وضعها بنفسك أيضًا.
first-day-practise = الأفضل أن تتدرب في البرنامج التدريبي، فكل طفل فيه من صنع الخيال. يفتحه بالأمر { $command } من ثبّت دفتر.
first-day-kept = تُحفظ علاماتك على هذا الحاسوب لك وحدك.
first-day-todo = ما ينبغي فعله
first-day-done = تمّ { $done } من { $all }
first-day-offer = هل أنت جديد هنا؟ ثمانية أمور صغيرة تُظهر كيف يسير اليوم.
first-day-show = إظهارها
first-day-away = إخفاؤها
first-day-open = فتح حالة
first-day-open-how = اختر «الحالات» وانتقل إلى صف وافتحه.
first-day-find = العثور على طفل بكتابة أخرى لاسمه
first-day-find-how = ابحث عن اسم كما قد تسمعه، مثل «هبه» بدل «هبة»، ثم افتح حالة الطفل.
first-day-write = الكتابة في نموذج
first-day-write-how = في حالة ما ابدأ التعديل، وغيّر جوابًا، واحفظ.
first-day-draft = التوقف في المنتصف ورؤية المسودة
first-day-draft-how = اكتب شيئًا دون حفظ واختر شاشة أخرى. ثم افتح الحالة نفسها من جديد: تجد ما كتبته.
first-day-register = تسجيل طفل
first-day-register-how = ابدأ حالة جديدة، وتحقق مما إذا كان الطفل هنا من قبل، ثم احفظ.
first-day-refer = إحالة الطفل
first-day-refer-how = في الحالة اختر «إحالة» ثم النوع والشخص. يحتاج ذلك إلى موافقة مسجّلة.
first-day-sync = المزامنة
first-day-sync-how = اختر «المزامنة» وابدأ. تحتاج إلى شبكة.
first-day-lock = القفل
first-day-lock-how = اقفل كلما تركت الحاسوب. وما كنت تكتبه يبقى محفوظًا.
help-numbers-what = أعداد الحالات على هذا الحاسوب كما يراها دورك.
help-numbers-open = اختر رقمًا لترى الحالات التي يعدّها تمامًا.
help-numbers-week = يبدأ الأسبوع يوم الأحد.
help-numbers-late = تُعدّ الحالة مرة واحدة في كل عمود مهما تأخر من مهامها.
help-numbers-safe = لا تحتاج الأرقام إلى شبكة. وما فعله غيرك منذ آخر اتصال ليس فيها بعد.
help-today-done = دوّن مهمة منجزةً اليوم دون فتح الحالة.
