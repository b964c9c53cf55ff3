import type { OptionsRequest } from "../lib/bindings/OptionsRequest";
import type { OptionView } from "../lib/bindings/OptionView";
import { foldLetters } from "../lib/text";
import { w } from "./words";

/** Id of the list that is too long to be sent. */
export const PLACES = "location";

const states = [
  ["Northern", "الشمالية"],
  ["River Nile", "نهر النيل"],
  ["Kassala", "كسلا"],
  ["Gedaref", "القضارف"],
] as const;
const villages = [
  ["Wadi Halba", "وادي حلبا"],
  ["Um Dawn", "أم دون"],
  ["Dar el Salam", "دار السلام"],
  ["Tawila", "طويلة"],
  ["Abu Shouk", "أبو شوك"],
] as const;

/** 20,000 places, many of the same name. */
function places(): OptionView[] {
  return states.flatMap(([en, ar], state) =>
    Array.from({ length: 5000 }, (_, nth) => {
      const [village, arabic] = villages[nth % villages.length] ?? villages[0];
      const number = Math.floor(nth / villages.length) + 1;
      return {
        id: `SD${state}${String(nth).padStart(4, "0")}`,
        label: `${w(village, arabic)} ${number}`,
        detail: `${w(en, ar)}${w(", ", "، ")}${w("Sudan", "السودان")}`,
      };
    }),
  );
}

/** Options of the long list, as the app finds them. */
export function findOptions({ search, limit, ids }: OptionsRequest): OptionView[] {
  const all = places();
  if (ids.length > 0) return all.filter(({ id }) => ids.includes(id));
  const words = foldLetters(search).split(/\s+/);
  const fits = ({ label, id }: OptionView) =>
    words.every((word) => ` ${foldLetters(label)} ${id.toLowerCase()}`.includes(` ${word}`));
  return all.filter(fits).slice(0, limit);
}
