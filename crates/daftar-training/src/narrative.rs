//! Short texts in English and Arabic, put together from sentences written for this purpose.
//!
//! A sentence may hold `{name}`, `{place}`, `{carer}`, and `{for a boy|for a girl}`. What a child told in confidence
//! is never spelled out: learners copy the style that they see.

use crate::{names::Sex, places::Place, random::Random};

/// The language that a worker writes in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    En,
    Ar,
}

/// The same sentence in both languages.
pub(crate) type Pair = (&'static str, &'static str);

/// What the sentences speak of.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'a> {
    pub(crate) language: Language,
    pub(crate) name: &'a str,
    pub(crate) sex: Sex,
    pub(crate) age: i64,
    pub(crate) place: &'a Place,
    pub(crate) carer: Pair,
}

const PARENTS: &[Pair] = &[("{his|her} mother", "{والدته|والدتها}"), ("{his|her} father", "{والده|والدها}")];

const RELATIVES: &[Pair] = &[
    ("an aunt", "{عمته|عمتها}"),
    ("an uncle", "{خاله|خالها}"),
    ("the grandmother", "{جدته|جدتها}"),
    ("an older brother", "{أخيه الأكبر|أخيها الأكبر}"),
    ("a married sister", "{أخته المتزوجة|أختها المتزوجة}"),
];

const FOSTER_CARERS: &[Pair] = &[("the foster mother", "الأم الحاضنة"), ("a neighbour", "{جارته|جارتها}")];

const WITH_PARENTS: &[Pair] = &[
    ("{name} lives with both parents in {place}.", "{يعيش|تعيش} {name} مع الوالدين في {place}."),
    (
        "{name} lives with {his|her} mother in {place}; the father works elsewhere.",
        "{يعيش|تعيش} {name} مع الأم في {place}، والأب يعمل في مكان آخر.",
    ),
    (
        "The family of {name} came to {place} a few weeks ago and shares a shelter with relatives.",
        "وصلت أسرة {name} إلى {place} قبل أسابيع وتتقاسم المأوى مع أقارب.",
    ),
];

const SEPARATED: &[Pair] = &[
    (
        "{name} stays with {carer} in {place}; the parents have not been heard of since the move.",
        "{يقيم|تقيم} {name} مع {carer} في {place}، ولا خبر عن الوالدين منذ النزوح.",
    ),
    (
        "{name} came to {place} with {carer}. The parents stayed behind and can sometimes be reached by phone.",
        "{وصل|وصلت} {name} إلى {place} مع {carer}، وبقي الوالدان ويمكن الاتصال بهما أحياناً.",
    ),
];

const UNACCOMPANIED: &[Pair] = &[
    (
        "{name} came to {place} without any relative and stays with a foster family for now.",
        "{وصل|وصلت} {name} إلى {place} دون أي قريب، {ويقيم|وتقيم} حالياً لدى أسرة حاضنة.",
    ),
    (
        "{name} lost contact with {his|her} family on the way; neighbours in {place} look after {him|her}.",
        "{انقطع|انقطعت} {name} عن {أسرته|أسرتها} في الطريق، ويرعى الجيران في {place} {شؤونه|شؤونها}.",
    ),
];

const PLANS: &[Pair] = &[
    ("Next visit within the week.", "الزيارة القادمة خلال أسبوع."),
    ("We agreed on the next steps together.", "اتفقنا معاً على الخطوات القادمة."),
    ("The supervisor has been told today.", "أُبلغ المشرف اليوم."),
    ("The carer knows whom to call if things get worse.", "يعرف مقدم الرعاية بمن يتصل إذا ساء الوضع."),
    ("To be looked at again in two weeks.", "تُراجَع الحالة بعد أسبوعين."),
];

const FOR_PROVIDERS: &[Pair] = &[
    ("Please see {name} this week if you can.", "يرجى استقبال {name} هذا الأسبوع إن أمكن."),
    ("{He|She} will come with {carer}.", "{سيحضر|ستحضر} مع {carer}."),
    ("Mornings suit the family best.", "الصباح أنسب للأسرة."),
    (
        "The family has no phone; word can be left with the block leader.",
        "لا هاتف لدى الأسرة، ويمكن ترك خبر لدى مسؤول القطاع.",
    ),
    ("Transport is arranged from our side.", "النقل مؤمَّن من طرفنا."),
    ("Please tell us once it is done.", "يرجى إعلامنا عند الانتهاء."),
];

/// What a note may be about: youngest age, subject, sentences.
type Topic = (i64, Pair, &'static [Pair]);

const TOPICS: &[Topic] = &[
    (
        0,
        ("Home visit", "زيارة منزلية"),
        &[
            (
                "{name} was at home with {carer} and in good spirits.",
                "{كان|كانت} {name} في البيت مع {carer} {وبدا مرتاحاً|وبدت مرتاحة}.",
            ),
            ("The shelter leaks; reported to the site team.", "المأوى يسرّب الماء، وأُبلغ فريق الموقع."),
            (
                "{He|She} was tired today, so the visit was short.",
                "{كان متعباً|كانت متعبة} اليوم، فكانت الزيارة قصيرة.",
            ),
        ],
    ),
    (
        0,
        ("Phone call", "مكالمة هاتفية"),
        &[
            ("Spoke with {carer}; the appointment was kept.", "تحدثنا مع {carer}، وتم الموعد."),
            ("No answer at two tries; will call again tomorrow.", "لا رد في محاولتين، وسنعيد الاتصال غداً."),
            ("The carer asks for help with transport.", "طلب مقدم الرعاية المساعدة في النقل."),
        ],
    ),
    (
        0,
        ("Health", "الصحة"),
        &[
            ("The clinic saw {name}; medicine for ten days.", "فحصت العيادة {name}، والدواء لعشرة أيام."),
            ("Weight and height were taken; all fine.", "أُخذ الوزن والطول، وكل شيء على ما يرام."),
        ],
    ),
    (
        0,
        ("Family", "الأسرة"),
        &[
            ("A relative called and asked after {name}.", "اتصل أحد الأقارب وسأل عن {name}."),
            (
                "The carer would like to join the parents' group.",
                "يرغب مقدم الرعاية في الانضمام إلى مجموعة الأهل.",
            ),
            ("Friends from the old neighbourhood live close by.", "أصدقاء من الحي القديم يسكنون بالقرب."),
        ],
    ),
    (
        4,
        ("Meeting with the provider", "اجتماع مع مقدم الخدمة"),
        &[
            ("Sessions go on once a week.", "تستمر الجلسات مرة في الأسبوع."),
            (
                "The provider suggests a place in the afternoon group.",
                "يقترح مقدم الخدمة مكاناً في مجموعة ما بعد الظهر.",
            ),
        ],
    ),
    (
        6,
        ("School", "المدرسة"),
        &[
            (
                "{name} went to class on four days this week.",
                "{حضر|حضرت} {name} الدروس أربعة أيام هذا الأسبوع.",
            ),
            ("The teacher sees progress in reading.", "يلاحظ المعلم تقدماً في القراءة."),
            ("The family asked about a school bag and books.", "سألت الأسرة عن حقيبة مدرسية وكتب."),
        ],
    ),
];

impl Subject<'_> {
    fn say(&self, pair: Pair) -> String {
        let mut text = String::new();
        self.fill(self.one(pair), &mut text);
        text
    }

    fn one(&self, (en, ar): Pair) -> &'static str {
        match self.language {
            Language::En => en,
            Language::Ar => ar,
        }
    }

    fn fill(&self, template: &str, text: &mut String) {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let (slot, tail) = after.split_once('}').unwrap_or((after, ""));
            match (slot, slot.split_once('|'), self.sex) {
                ("name", ..) => text.push_str(self.name),
                ("place", ..) => text.push_str(self.one((self.place.en, self.place.ar))),
                ("carer", ..) => self.fill(self.one(self.carer), text),
                (_, Some((boy, _)), Sex::Male) => text.push_str(boy),
                (_, Some((_, girl)), Sex::Female) => text.push_str(girl),
                _ => {}
            }
            rest = tail;
        }
        text.push_str(rest);
    }

    /// Who the child lives with, what is the matter, what comes next.
    pub(crate) fn concern(&self, random: &mut Random, status: Option<&str>, concerns: &[Pair]) -> String {
        let opening = match status {
            Some("unaccompanied") => UNACCOMPANIED,
            Some(_) => SEPARATED,
            None => WITH_PARENTS,
        };
        let mut sentences = vec![self.say(*random.pick(opening))];
        sentences.extend(concerns.iter().map(|pair| self.say(*pair)));
        sentences.push(self.plan(random));
        sentences.join(" ")
    }

    /// One more sentence for a text that goes on.
    pub(crate) fn plan(&self, random: &mut Random) -> String {
        self.say(*random.pick(PLANS))
    }

    /// What a provider needs to know.
    pub(crate) fn for_provider(&self, random: &mut Random) -> String {
        self.two(random, FOR_PROVIDERS)
    }

    /// A note's subject and text.
    pub(crate) fn note(&self, random: &mut Random) -> (String, String) {
        // Topics stand by age, so those that fit come first.
        let fitting = TOPICS.partition_point(|(age_min, ..)| *age_min <= self.age);
        let (_, subject, sentences) = random.pick(&TOPICS[..fitting]);
        (self.say(*subject), self.two(random, sentences))
    }

    /// One or two different sentences.
    fn two(&self, random: &mut Random, sentences: &[Pair]) -> String {
        let first = random.below(sentences.len());
        let second = (first + 1 + random.below(sentences.len() - 1)) % sentences.len();
        let mut text = self.say(sentences[first]);
        if random.chance(60) {
            text.push(' ');
            text.push_str(&self.say(sentences[second]));
        }
        text
    }
}

/// Someone who cares for a child of this protection status.
pub(crate) fn carer(random: &mut Random, status: Option<&str>) -> Pair {
    *random.pick(match status {
        Some("unaccompanied") => FOSTER_CARERS,
        Some(_) => RELATIVES,
        None => PARENTS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_fills_without_leaving_a_brace() {
        let place = Place { code: "X", en: "Camp 1", ar: "المخيم 1" };
        let all = [WITH_PARENTS, SEPARATED, UNACCOMPANIED, PLANS, FOR_PROVIDERS].concat();
        let notes =
            TOPICS.iter().flat_map(|(_, subject, texts)| texts.iter().chain(std::iter::once(subject)));
        let concerns = crate::caseload::CONCERNS.iter().map(|concern| concern.told);
        for pair in all.iter().chain(notes).copied().chain(concerns) {
            for carer in [PARENTS, RELATIVES, FOSTER_CARERS].concat() {
                for (language, name) in [(Language::En, "Amina"), (Language::Ar, "أمينة")] {
                    for sex in [Sex::Male, Sex::Female] {
                        let subject = Subject { language, name, sex, age: 7, place: &place, carer };
                        let text = subject.say(pair);
                        assert!(!text.is_empty() && !text.contains(['{', '|', '}']), "{text}");
                    }
                }
            }
        }
    }

    #[test]
    fn topics_stand_by_age_and_some_fit_a_baby() {
        assert!(TOPICS.is_sorted_by_key(|(age_min, ..)| *age_min));
        assert_eq!(TOPICS[0].0, 0);
    }

    #[test]
    fn arabic_agrees_with_the_child() {
        let place = Place { code: "X", en: "Camp 1", ar: "المخيم 1" };
        let of = |sex, name| {
            Subject { language: Language::Ar, name, sex, age: 7, place: &place, carer: RELATIVES[0] }
                .say(SEPARATED[0])
        };
        assert_eq!(of(Sex::Male, "سامي"), "يقيم سامي مع عمته في المخيم 1، ولا خبر عن الوالدين منذ النزوح.");
        assert_eq!(of(Sex::Female, "هدى"), "تقيم هدى مع عمتها في المخيم 1، ولا خبر عن الوالدين منذ النزوح.");
    }
}
