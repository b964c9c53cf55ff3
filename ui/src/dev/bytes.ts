/** Files made in code, so that the demo and the tests have something to look at. */

type Bytes = Uint8Array<ArrayBuffer>;

function joined(parts: Uint8Array[]): Bytes {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function ascii(text: string): Bytes {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

function be32(value: number): Bytes {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}

function crc(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}

function chunk(name: string, data: Uint8Array): Bytes {
  const named = joined([ascii(name), data]);
  return joined([be32(data.length), named, be32(crc(named))]);
}

/** Data as zlib has it when it does not compress. */
function stored(data: Uint8Array): Bytes {
  const blocks: Uint8Array[] = [Uint8Array.of(0x78, 0x01)];
  for (let at = 0; at < data.length; at += 0xffff) {
    const part = data.subarray(at, at + 0xffff);
    const isLast = at + 0xffff >= data.length;
    const { length } = part;
    blocks.push(
      Uint8Array.of(Number(isLast), length & 0xff, length >> 8, ~length & 0xff, (~length >> 8) & 0xff),
    );
    blocks.push(part);
  }
  let [a, b] = [1, 0];
  for (const byte of data) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return joined([...blocks, be32(b * 65536 + a)]);
}

type Colour = readonly [number, number, number];

/** A picture of a few colours; `at` says which of them stands at a place, both from 0 to 1. */
function pngOf(
  width: number,
  height: number,
  colours: Colour[],
  at: (x: number, y: number) => number,
): Bytes {
  const rows = new Uint8Array((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows[y * (width + 1) + 1 + x] = at(x / width, y / height);
  }
  const head = joined([be32(width), be32(height), Uint8Array.of(8, 3, 0, 0, 0)]);
  return joined([
    Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
    chunk("IHDR", head),
    chunk("PLTE", Uint8Array.from(colours.flat())),
    chunk("IDAT", stored(rows)),
    chunk("IEND", new Uint8Array()),
  ]);
}

/** A head and shoulders. */
export function portrait(back: Colour, skin: Colour, cloth: Colour): Bytes {
  const inRound = (x: number, y: number, size: number) => x * x + y * y < size * size;
  return pngOf(360, 450, [back, skin, cloth, [38, 30, 26]], (x, y) => {
    const [across, down] = [x - 0.5, (y - 0.38) * 1.25];
    if (inRound(across - 0.07, down + 0.03, 0.018) || inRound(across + 0.07, down + 0.03, 0.018)) return 3;
    if (inRound(across, down - 0.02, 0.2)) return down < -0.13 ? 3 : 1;
    return inRound(across, (y - 1.05) * 1.1, 0.42) ? 2 : 0;
  });
}

/** A page with lines on it. */
export function writtenPage(): Bytes {
  return pngOf(
    500,
    700,
    [
      [250, 247, 240],
      [70, 70, 90],
    ],
    (x, y) => {
      const line = Math.floor(y * 28);
      const isWritten = line > 2 && line < 24 && line % 2 === 1 && x > 0.12 && x < 0.88 - (line % 5) * 0.06;
      return Number(isWritten && (y * 28) % 1 < 0.35 && Math.sin(x * 210 + line * 7) > -0.4);
    },
  );
}

/** A line of ink. */
export function scribble(): Bytes {
  return pngOf(
    500,
    200,
    [
      [255, 255, 255],
      [27, 26, 23],
    ],
    (x, y) => {
      const line = 0.5 + 0.28 * Math.sin(x * 17) * Math.cos(x * 5) - 0.12 * x;
      return Number(x > 0.06 && x < 0.94 && Math.abs(y - line) < 0.035);
    },
  );
}

/** A tone of two seconds. */
export function tone(): Bytes {
  const rate = 8000;
  const data = Uint8Array.from({ length: rate * 2 }, (_, at) => {
    return 128 + 60 * Math.sin((at / rate) * 2 * Math.PI * (at < rate ? 330 : 440));
  });
  const le32 = (value: number) => be32(value).toReversed();
  const format = Uint8Array.of(1, 0, 1, 0, ...le32(rate), ...le32(rate), 1, 0, 8, 0);
  const head = [ascii("RIFF"), le32(36 + data.length), ascii("WAVEfmt "), le32(16), format];
  return joined([...head, ascii("data"), le32(data.length), data]);
}

/** Pages with a heading and lines of text each. */
export function pdfOf(pages: string[][]): Bytes {
  const objects = ["<</Type/Catalog/Pages 2 0 R>>"];
  const kids = pages.map((_, nth) => `${4 + nth * 2} 0 R`).join(" ");
  objects.push(`<</Type/Pages/Kids[${kids}]/Count ${pages.length}>>`);
  objects.push("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
  pages.forEach((lines, nth) => {
    const words = lines.map(
      (line, at) => `/F1 ${at === 0 ? 22 : 12} Tf 0 -${at === 0 ? 0 : 24} Td (${line}) Tj`,
    );
    const content = `BT 72 760 Td ${words.join(" ")} ET 72 748 m 520 748 l S`;
    const box = "/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>";
    objects.push(`<</Type/Page/Parent 2 0 R${box}/Contents ${5 + nth * 2} 0 R>>`);
    objects.push(`<</Length ${content.length}>>stream\n${content}\nendstream`);
  });
  let text = "%PDF-1.4\n";
  const places = objects.map((object, nth) => {
    const at = text.length;
    text += `${nth + 1} 0 obj${object}endobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  const count = objects.length + 1;
  const start = `trailer<</Size ${count}/Root 1 0 R>>\nstartxref\n${text.length}\n%%EOF`;
  return ascii(`${text}xref\n0 ${count}\n0000000000 65535 f \n${table}${start}`);
}
