import { expect, it } from "vitest";
import { toCsv } from "./csv.ts";
import { cellText, thinRows } from "./table.ts";

it("quotes as RFC 4180 asks, with units in the header and notes in a last column", () => {
  const text = toCsv({
    columns: [
      { key: "n", label: "Draft size", unit: "parameters" },
      { key: "note", label: 'a, "b"' },
    ],
    rows: [
      [3.11e8, "plain"],
      [Number.NaN, 'says "no", twice\nor more'],
    ],
    notes: ["target 70B", "two\nlines"],
  });
  expect(text).toBe(
    'Draft size (parameters),"a, ""b""",notes\r\n' +
      "311000000,plain,target 70B\r\n" +
      ',"says ""no"", twice\nor more",two\r\n' +
      ",,lines\r\n",
  );
});

it("takes the bite out of what a spreadsheet would run", () => {
  const rows = [["=HYPERLINK(1)"], ["+1"], ["@a"], ["-x"], ["a=b"], [-1]] as const;
  const text = toCsv({ columns: [{ key: "v", label: "v" }], rows });
  expect(text).toBe("v\r\n'=HYPERLINK(1)\r\n'+1\r\n'@a\r\n'-x\r\na=b\r\n-1\r\n");
});

it("keeps every digit", () => {
  const v = 0.1 + 0.2;
  const text = toCsv({ columns: [{ key: "v", label: "v" }], rows: [[v]] });
  expect(Number(text.split("\r\n")[1])).toBe(v);
});

it("thins rows evenly, keeping both ends", () => {
  const rows = Array.from({ length: 400 }, (_, i) => i);
  const thin = thinRows(rows, 60);
  expect(thin).toHaveLength(60);
  expect([thin[0], thin[59]]).toEqual([0, 399]);
  expect(thinRows([1, 2], 60)).toEqual([1, 2]);
});

it("writes cells for people", () => {
  expect(cellText(0.123456789)).toBe("0.12346");
  expect(cellText(3.11e8)).toBe("3.110e+8");
  expect(cellText(Number.NaN)).toBe("–");
  expect(cellText(0)).toBe("0");
});
