//! The seeded stream of synthetic cases.
//!
//! Invariant: a case depends on (seed, index, today) alone, so a longer caseload begins with the shorter one.

use crate::{
    calendar::Date,
    names::{Locale, Name, Sex},
    narrative::{self, Language, Pair, Subject},
    places,
    random::Random,
};
use daftar_core::{id::FieldId, value::Value};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Values by field; a field that is not there was never filled.
pub type Fields = BTreeMap<FieldId, Value>;

/// A subform with one entry of it.
pub type Entry = (FieldId, Fields);

/// A believable case about nobody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SyntheticCase {
    /// Values of the record's fields.
    pub fields: Fields,
    /// Entries of its subforms, in the order in which they were made.
    pub entries: Vec<Entry>,
    /// Who might own it: a position in [`crate::people`], of a caseworker.
    pub owner_index: usize,
}

/// `count` cases that belong to `seed`, as of `today` (`YYYY-MM-DD`). No cases if `today` is no full date.
pub fn caseload(seed: u64, count: usize, today: &str) -> impl Iterator<Item = SyntheticCase> + use<> {
    let today = Date::read(today);
    (0..count).map_while(move |index| Some(Drawing::begin(seed, index as u64, today?, Depth::Usual).case()))
}

/// How much of a case is filled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    /// As it happens: here and there something was not asked, not answered or not yet done.
    Usual,
    /// Every compartment holds something and consent is given, so that the case can be referred.
    Whole,
}

/// A protection concern with who it may befall and how it is told.
pub(crate) struct Concern {
    id: &'static str,
    age_min: i64,
    girls_only: bool,
    weight: usize,
    /// 0 to 2; risk goes by the gravest.
    gravity: usize,
    /// The service that answers it first.
    service: &'static str,
    pub(crate) told: Pair,
}

macro_rules! concerns {
    ($($id:literal $age_min:literal $who:ident $weight:literal $gravity:literal $service:literal $en:literal $ar:literal;)*) => {
        &[$(Concern {
            id: $id, age_min: $age_min, girls_only: concerns!(@$who), weight: $weight, gravity: $gravity,
            service: $service, told: ($en, $ar),
        }),*]
    };
    (@girls) => { true };
    (@all) => { false };
}

/// Id, youngest age, who, weight, gravity, service, telling.
pub(crate) const CONCERNS: &[Concern] = concerns![
    "sexually_exploited" 9 all 2 2 "safehouse_service"
        "Something was told in confidence; the supervisor has the details." "قيل أمر على انفراد، والتفاصيل لدى المشرف.";
    "gbv_survivor" 9 all 3 2 "health_medical_service"
        "Something was told in confidence; the supervisor has the details." "قيل أمر على انفراد، والتفاصيل لدى المشرف.";
    "trafficked_smuggled" 6 all 2 2 "safehouse_service"
        "{He|She} was brought across the border by strangers." "{عبر|عبرت} الحدود مع غرباء.";
    "statelessness" 0 all 4 0 "legal_assistance_service"
        "There is no birth certificate." "لا توجد شهادة ميلاد.";
    "arrested_detained" 12 all 2 1 "legal_assistance_service"
        "{He|She} was held for two nights and let go." "احتُجز{|ت} ليلتين ثم أُفرج {عنه|عنها}.";
    "migrant" 0 all 5 0 "registration_service"
        "The family came looking for work." "جاءت الأسرة بحثاً عن العمل.";
    "disabled" 0 all 7 1 "health_medical_service"
        "{He|She} hears little." "{سمعه|سمعها} ضعيف.";
    "serious_health_issue" 0 all 6 1 "health_medical_service"
        "{He|She} is often ill and has seen no doctor for months." "{يمرض|تمرض} كثيراً ولم {يرَ|ترَ} طبيباً منذ أشهر.";
    "refugee" 0 all 22 0 "registration_service"
        "The family's registration is still open." "تسجيل الأسرة لم يكتمل بعد.";
    "caafag" 11 all 2 2 "psychosocial_service"
        "{He|She} spent some months with an armed group." "{قضى|قضت} أشهراً لدى جماعة مسلحة.";
    "street_child" 6 all 5 1 "education_service"
        "{He|She} sells things at the crossroads until dark." "{يبيع|تبيع} أشياء عند التقاطع حتى المساء.";
    "child_mother" 14 girls 3 1 "health_medical_service"
        "She has a baby of her own." "لديها رضيع.";
    "physically_or_mentally_abused" 2 all 6 2 "child_protection_service"
        "There is shouting and hitting at home." "في البيت صراخ وضرب.";
    "living_with_vulnerable_person" 0 all 8 0 "livelihoods_service"
        "The carer is ill and cannot work." "مقدم الرعاية مريض ولا يقدر على العمل.";
    "worst_forms_of_child_labor" 8 all 4 2 "livelihoods_service"
        "{He|She} carries loads at the brick works." "{يحمل|تحمل} أثقالاً في معمل الطوب.";
    "child_headed_household" 13 all 2 1 "food_service"
        "{He|She} looks after younger brothers and sisters." "{يرعى|ترعى} إخوة أصغر {منه|منها}.";
    "mentally_distressed" 4 all 9 1 "psychosocial_service"
        "{He|She} sleeps badly and keeps away from other children." "{نومه|نومها} متقطع {ويبتعد|وتبتعد} عن الأطفال الآخرين.";
    "other" 0 all 2 0 "other_service"
        "The family asks for help with papers." "تطلب الأسرة المساعدة في الوثائق.";
];

/// Services that a child may need whatever the concerns.
const EVERYDAY: [&str; 4] =
    ["nfi_clothes_shoes_service", "food_service", "psychosocial_service", "family_mediation_service"];

/// Percent of low, medium and high, by how much speaks for risk.
const RISK: [[usize; 3]; 4] = [[72, 26, 2], [22, 60, 18], [5, 35, 60], [0, 15, 85]];

/// A child while a case is drawn; also draws what is written later.
pub(crate) struct Drawing {
    pub(crate) random: Random,
    today: Date,
    depth: Depth,
    language: Language,
    locale: Locale,
    sex: Sex,
    name: Name,
    place: &'static places::Place,
    born: Date,
    age: i64,
    status: Option<&'static str>,
    carer: Pair,
    concerns: Vec<&'static Concern>,
    /// What was agreed to so far; nothing before consent was asked.
    agreed: Agreed,
}

/// What a child and the carer agreed to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Agreed {
    Nothing,
    Services,
    ServicesAndSharing,
}

impl Drawing {
    pub(crate) fn begin(seed: u64, index: u64, today: Date, depth: Depth) -> Self {
        let mut random = Random::of(seed, index);
        let random = &mut random;
        let locale = Locale::SHARES[random.weighted(&Locale::SHARES.map(|(_, share)| share))].0;
        let sex = *random.pick(&[Sex::Male, Sex::Female]);
        let name = Name::draw(random, locale, sex);
        let place = places::draw(random, locale);
        // Born on any day of the last eighteen years, without the day that makes someone eighteen.
        let mut born = today.plus(-random.between(0, 18 * 365));
        if random.chance(40) {
            // More adolescents than little ones come to attention.
            born = born.min(today.plus(-random.between(10 * 365, 18 * 365)));
        }
        let age = born.age_on(today);
        let status = match (random.below(100), depth) {
            (0..12, _) => Some("unaccompanied"),
            (12..38, _) | (_, Depth::Whole) => Some("separated"),
            _ => None,
        };
        let carer = narrative::carer(random, status);
        let language = if locale.is_arabic() && random.chance(75) { Language::Ar } else { Language::En };
        let concerns = draw_concerns(random, age, sex, depth);
        let random = random.clone();
        let agreed = Agreed::Nothing;
        Self {
            random,
            today,
            depth,
            language,
            locale,
            sex,
            name,
            place,
            born,
            age,
            status,
            carer,
            concerns,
            agreed,
        }
    }

    /// The whole case.
    pub(crate) fn case(mut self) -> SyntheticCase {
        let mut fields = self.identity();
        fields.extend(self.protection_status());
        fields.extend(self.consent());
        fields.extend(self.protection_concern());
        let (services, notes) = match (self.depth, self.agreed) {
            (Depth::Whole, _) => (1, 1),
            // Nothing is arranged against the family's will.
            (_, Agreed::Nothing) => (0, self.random.weighted(&[40, 45, 15])),
            _ => (self.random.weighted(&[20, 40, 25, 15]), self.random.weighted(&[25, 30, 22, 14, 9])),
        };
        let mut entries: Vec<Entry> = (0..services).map(|nth| self.service(nth)).collect();
        let mut notes: Vec<Entry> = (0..notes).map(|_| self.note(120)).collect();
        notes.sort_by(|a, b| a.1.get(&"note_date".into()).cmp(&b.1.get(&"note_date".into())));
        entries.extend(notes);
        let owner_index = self.random.below(2);
        SyntheticCase { fields, entries, owner_index }
    }

    pub(crate) fn identity(&mut self) -> Fields {
        let random = &mut self.random;
        let (name, nickname) = self.name.written(random);
        let mut fields = filled([("name", text(name)), ("sex", text(self.sex.as_str()))]);
        fields.extend(nickname.map(|nickname| field("name_nickname", text(nickname))));
        let (date_of_birth, has_age) = match random.below(100) {
            0..35 => (Some(self.born.to_string()), true),
            35..45 => (Some(self.born.to_string()), false),
            45..57 => (Some(self.born.month_only()), true),
            57..70 => (Some(self.born.year_only()), true),
            _ => (None, true),
        };
        fields.extend(date_of_birth.map(|date| field("date_of_birth", text(date))));
        fields.extend(has_age.then(|| field("age", Value::Int(self.age))));
        if random.chance(93) {
            fields.extend([field("location_current", text(self.place.code))]);
        }
        if random.chance(18) {
            fields.extend([self.national_id()]);
        }
        fields
    }

    /// Begins with a letter that no national number begins with.
    pub(crate) fn national_id(&mut self) -> (FieldId, Value) {
        field("national_id_no", text(format!("T{:09}", self.random.below(1_000_000_000))))
    }

    pub(crate) fn protection_status(&self) -> Fields {
        self.status.map(|status| field("protection_status", text(status))).into_iter().collect()
    }

    pub(crate) fn consent(&mut self) -> Fields {
        let whole = self.depth == Depth::Whole;
        let random = &mut self.random;
        if !whole && random.chance(6) {
            // Not asked yet.
            return Fields::new();
        }
        let for_services = whole || random.chance(92);
        let sharing = whole || for_services && random.chance(82);
        self.agreed = match (for_services, sharing) {
            (true, true) => Agreed::ServicesAndSharing,
            (true, false) => Agreed::Services,
            _ => Agreed::Nothing,
        };
        let mut fields = filled([
            ("consent_for_services", Value::Bool(for_services)),
            ("disclosure_other_orgs", Value::Bool(sharing)),
        ]);
        if self.status.is_some() {
            let tracing = if for_services && random.chance(85) { "true" } else { "false" };
            fields.extend([field("consent_for_tracing", text(tracing))]);
        }
        fields
    }

    pub(crate) fn protection_concern(&mut self) -> Fields {
        let mut fields = Fields::new();
        if self.concerns.is_empty() {
            return fields;
        }
        let chosen: BTreeSet<String> = self.concerns.iter().map(|concern| concern.id.to_owned()).collect();
        fields.extend([field("protection_concerns", Value::Many(chosen))]);
        let gravest = self.concerns.iter().map(|concern| concern.gravity).max().unwrap_or(0);
        let alone = self.status == Some("unaccompanied") || self.status.is_some() && self.age < 5;
        let risk = ["low", "medium", "high"][self.random.weighted(&RISK[gravest + usize::from(alone)])];
        let whole = self.depth == Depth::Whole;
        if whole || self.random.chance(94) {
            fields.extend([field("risk_level", text(risk))]);
        }
        if whole || self.random.chance(85) {
            let (status, told) = (self.status, self.told());
            let told = self.tell(|subject, random| subject.concern(random, status, &told));
            fields.extend([field("concern_details", text(told))]);
        }
        fields
    }

    /// What is told of the concerns, each telling once.
    fn told(&self) -> Vec<Pair> {
        let mut told = Vec::new();
        for concern in &self.concerns {
            if !told.contains(&concern.told) {
                told.push(concern.told);
            }
        }
        told
    }

    /// The `nth` service of the case.
    pub(crate) fn service(&mut self, nth: usize) -> Entry {
        let service = match self.concerns.get(nth) {
            Some(concern) => concern.service,
            None => self.everyday_service(),
        };
        let random = &mut self.random;
        // The other agency provides health and psychosocial services, if it may be told.
        let elsewhere =
            matches!(service, "health_medical_service" | "psychosocial_service") || random.chance(30);
        let provided = if elsewhere && self.agreed != Agreed::Services { "agency-b" } else { "agency-a" };
        let days = random.between(-40, 30);
        let done = days < 0 && random.chance(70);
        let kind = *random.pick(&["care_plan", "action_plan", "service_provision", "service_provision"]);
        let mut fields = filled([
            ("service_type", text(service)),
            ("service_response_type", text(kind)),
            ("service_implementing_agency", text(provided)),
            ("service_implemented", text(if done { "implemented" } else { "not_implemented" })),
        ]);
        if random.chance(85) {
            fields.extend([field(
                "service_appointment_date",
                text(self.today.plus(days).max(self.born).to_string()),
            )]);
        }
        if self.depth == Depth::Whole || self.random.chance(70) {
            fields.extend([field("service_referral_notes", self.for_provider())]);
        }
        ("services_section".into(), fields)
    }

    fn everyday_service(&mut self) -> &'static str {
        let random = &mut self.random;
        match self.status {
            Some(_) if random.chance(50) => "family_seunification_service",
            _ if self.age >= 6 && random.chance(60) => "education_service",
            _ => EVERYDAY[random.below(EVERYDAY.len())],
        }
    }

    /// What a provider is told, anew at each call.
    pub(crate) fn for_provider(&mut self) -> Value {
        text(self.tell(|subject, random| subject.for_provider(random)))
    }

    /// One more sentence for a text that goes on.
    pub(crate) fn plan(&mut self) -> String {
        self.tell(|subject, random| subject.plan(random))
    }

    /// A note of one of the last `days_max` days.
    pub(crate) fn note(&mut self, days_max: i64) -> Entry {
        let date = self.today.plus(-self.random.between(0, days_max)).max(self.born);
        let (subject, note) = self.tell(|subject, random| subject.note(random));
        let fields = [
            ("note_subject", text(subject)),
            ("note_text", text(note)),
            ("note_date", text(date.to_string())),
        ];
        ("notes_section".into(), filled(fields))
    }

    /// A day from today on, as appointments are.
    pub(crate) fn day_ahead(&mut self) -> Value {
        text(self.today.plus(self.random.between(1, 30)).to_string())
    }

    /// A place of the region, not the one where the child was.
    pub(crate) fn other_place(&mut self) -> Value {
        let mut place = places::draw(&mut self.random, self.locale);
        while place.code == self.place.code {
            place = places::draw(&mut self.random, self.locale);
        }
        self.place = place;
        text(place.code)
    }

    fn tell<T>(&mut self, tell: impl FnOnce(Subject<'_>, &mut Random) -> T) -> T {
        let (language, name, sex, age) = (self.language, self.name.given, self.sex, self.age);
        let subject = Subject { language, name, sex, age, place: self.place, carer: self.carer };
        tell(subject, &mut self.random)
    }
}

fn draw_concerns(random: &mut Random, age: i64, sex: Sex, depth: Depth) -> Vec<&'static Concern> {
    let wanted = match depth {
        Depth::Usual => random.weighted(&[10, 45, 32, 13]),
        Depth::Whole => 1,
    };
    let mut weights: Vec<usize> = CONCERNS
        .iter()
        .map(|concern| {
            let fits = age >= concern.age_min && (sex == Sex::Female || !concern.girls_only);
            if fits { concern.weight } else { 0 }
        })
        .collect();
    let draw = |_| {
        let at = random.weighted(&weights);
        weights[at] = 0;
        &CONCERNS[at]
    };
    (0..wanted).map(draw).collect()
}

pub(crate) fn text(text: impl Into<String>) -> Value {
    Value::Text(text.into())
}

pub(crate) fn field(id: &str, value: Value) -> (FieldId, Value) {
    (id.into(), value)
}

pub(crate) fn filled<const N: usize>(fields: [(&str, Value); N]) -> Fields {
    fields.into_iter().map(|(id, value)| field(id, value)).collect()
}
