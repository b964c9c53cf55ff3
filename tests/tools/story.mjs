// The main story, told by commands against the training programme: a case written offline on one laptop
// reaches exactly the laptops that may have it. Each step checks what it says; the first lie ends it.
//
//   node tests/tools/story.mjs BINARIES PROGRAMME
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const [binaries, programme] = process.argv.slice(2);

function laptop(user, ...args) {
  const profile = ["--profile", join(programme, "laptops", user), "--password-file", join(programme, "password")];
  try {
    const answer = execFileSync(join(binaries, "daftar"), [...profile, "--json", ...args], { encoding: "utf8" });
    return answer.trim() === "" ? null : JSON.parse(answer);
  } catch (error) {
    throw new Error(`${user}: daftar ${args.join(" ")} ended with ${error.status}: ${error.stderr}`, { cause: error });
  }
}

const sync = (...users) => {
  for (const user of users) laptop(user, "sync");
};
const holds = (user, caseId) => laptop(user, "case", "list").some((row) => row.case_id === caseId);
const show = (user, caseId) => laptop(user, "case", "show", caseId);
const set = (fields) => Object.entries(fields).flatMap(([field, value]) => ["--set", `${field}=${value}`]);
const fields = (shown) => Object.assign({}, ...Object.values(shown.forms));

function step(number, title) {
  console.log(`\n${number}. ${title}`);
}
function holdsTrue(sentence, truth) {
  if (!truth) throw new Error(`not so: ${sentence}`);
  console.log(`   ${sentence}`);
}

step(1, "worker-1, without a line, registers three children");
const children = [
  { name: "Amina Hassan", sex: "female", age: "9" },
  { name: "ليلى حسن", sex: "female", date_of_birth: "2016-04" },
  { name: "Yusuf Ali", sex: "male", age: "12" },
].map((child) =>
  laptop(
    "worker-1", "case", "new", ...set(child),
    ...set({ consent_for_services: "true", disclosure_other_orgs: "true", risk_level: "medium" }),
    ...set({ protection_concerns: "refugee,disabled" }),
    "--add", "services_section:service_type=health_medical_service,service_referral_notes=a first visit",
    "--add", "notes_section:note_subject=registration,note_text=came with an aunt",
  ),
);
const child = children[0].case_id;
for (const { case_id_display } of children) console.log(`   case ${case_id_display}`);

step(2, "worker-1 syncs, then the others");
const report = laptop("worker-1", "sync");
console.log(`   ${report.bytes_up} bytes up, ${report.bytes_down} down, ${report.round_trips} round trip(s)`);
sync("supervisor", "provider");
holdsTrue("the supervisor has all three", children.every((one) => holds("supervisor", one.case_id)));
holdsTrue("the provider has none", !children.some((one) => holds("provider", one.case_id)));

step(3, "worker-1 and the supervisor both edit the same case without a line");
const entry = fields(show("worker-1", child)).services_section[0].entry;
laptop("worker-1", "case", "edit", child, ...set({ name_nickname: "Mina", risk_level: "high" }));
laptop("worker-1", "case", "edit", child, "--remove", `services_section/${entry}`);
laptop("supervisor", "case", "edit", child, ...set({ concern_details: "lives with an aunt", risk_level: "low" }));
laptop("supervisor", "case", "edit", child, "--entry", `services_section/${entry}:service_referral_notes=urgent`);
sync("worker-1", "supervisor", "worker-1", "supervisor");
for (const user of ["worker-1", "supervisor"]) {
  const shown = show(user, child);
  const risk = shown.conflicts.find((conflict) => conflict.field === "risk_level");
  const removed = shown.conflicts.find((conflict) => conflict.entry === entry && conflict.removed);
  holdsTrue(`${user}: different fields have merged`,
    fields(shown).name_nickname === "Mina" && fields(shown).concern_details === "lives with an aunt");
  holdsTrue(`${user}: both values of the risk stand, ${risk?.values.map((one) => `${one.value} by ${one.author}`).join(", ")}`,
    risk?.values.length === 2);
  holdsTrue(`${user}: the service removed by one and edited by the other is shown as such`, removed !== undefined);
}
laptop("worker-1", "resolve", child, "risk_level", "--set", "high");
laptop("worker-1", "resolve", child, `services_section/${entry}`, "--keep");
sync("worker-1", "supervisor");
holdsTrue("worker-1 chose, and the supervisor sees one value again",
  show("supervisor", child).conflicts.length === 0 && fields(show("supervisor", child)).risk_level === "high");

step(4, "worker-1 refers the case to the provider, for services");
const { referral_id } = laptop(
  "worker-1", "refer", child, "--to", "provider", "--type", "role-referral-services", "--consent", "given");
sync("worker-1", "provider");
const lent = Object.keys(show("provider", child).forms).sort();
holdsTrue(`the provider has ${lent.join(" and ")}, and nothing else`, lent.join() === "basic_identity,services");
laptop("provider", "referral", "accept", referral_id);
laptop("provider", "case", "edit", child, "--entry", `services_section/${entry}:service_implemented=implemented`);
sync("provider", "worker-1");
holdsTrue("what the provider writes into services reaches worker-1",
  fields(show("worker-1", child)).services_section.some((one) => one.service_implemented === "implemented"));

step(5, "worker-1 revokes the referral while the provider has an unsent edit");
laptop("provider", "case", "edit", child, "--entry", `services_section/${entry}:service_referral_notes=seen today`);
laptop("worker-1", "referral", "revoke", referral_id);
sync("worker-1", "provider", "worker-1");
holdsTrue("the case has left the provider's laptop", !holds("provider", child));
const late = laptop("worker-1", "quarantine", "list").filter((one) => one.case_id === child);
holdsTrue("the late edit waits for worker-1 to decide", late.length === 1 && late[0].author === "provider");
laptop("worker-1", "quarantine", "adopt", late[0].quarantine_id);
sync("worker-1");

step(6, "the supervisor assigns the case to worker-2");
sync("supervisor");
laptop("supervisor", "assign", child, "--to", "worker-2");
sync("supervisor", "worker-2", "worker-1");
holdsTrue("worker-1 has lost it", !holds("worker-1", child));
holdsTrue("worker-2 owns it", show("worker-2", child).owner === "worker-2");
const history = laptop("worker-2", "history", child);
holdsTrue(`worker-2 has its whole history, ${history.length} changes`,
  history.some((change) => change.field === "name" && change.author === "worker-1"));

console.log("\nWhat each laptop holds:");
for (const user of ["worker-1", "worker-2", "supervisor", "provider"]) {
  const rows = laptop(user, "case", "list");
  const some = rows.slice(0, 4).map((row) => row.name).join(", ");
  console.log(`   ${user.padEnd(11)} ${String(rows.length).padStart(4)} cases${rows.length > 0 ? `: ${some}${rows.length > 4 ? ", …" : ""}` : ""}`);
}
