/** Numbers become constants of type u32 or f32 (see `real`), flags steer `#if`. */
export type Constants = Readonly<Record<string, number | boolean | Real>>;

/** A constant that is an f32. */
export interface Real {
  readonly real: number;
}
export const real = (value: number): Real => ({ real: value });

/** WGSL from a kernel's file. Lines of four forms steer it, all others are WGSL:
 *    #include name      the lines of that part
 *    #if NAME           up to #else or #end: kept when the flag is true
 *    #for i in NAME     up to #end: once for each i from 0, with $i replaced by the number
 *    #end
 *  Loops over rows are written out because software adapters keep an array of accumulators in memory,
 *  but single variables in registers. Throws Error for an unknown name or an unbalanced line. */
export function expand(
  source: string,
  constants: Constants,
  parts: Readonly<Record<string, string>>,
): string {
  const lines = include(source, parts);
  const out: string[] = [];
  for (const [name, value] of Object.entries(constants)) {
    if (typeof value === "boolean") continue;
    out.push(
      typeof value === "number"
        ? `const ${name} = ${value}u;`
        : `const ${name} = f32(${value.real});`,
    );
  }
  // Directives such as `enable` must come before any declaration.
  const body = expandLines(lines, constants);
  const enables = body.filter((line) => line.startsWith("enable "));
  return [...enables, ...out, ...body.filter((line) => !line.startsWith("enable "))].join("\n");
}

function include(source: string, parts: Readonly<Record<string, string>>): string[] {
  return source.split("\n").flatMap((line) => {
    const name = /^\s*#include (\S+)/.exec(line)?.[1];
    if (name === undefined) return [line];
    const part = parts[name];
    if (part === undefined) throw new Error(`#include names ${name}, which is no part`);
    return include(part, parts);
  });
}

function expandLines(lines: readonly string[], constants: Constants): string[] {
  const out: string[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [, directive, rest] = /^\s*#(\w+)\s*(.*)$/.exec(lines[i]) ?? [];
    if (directive === undefined) {
      if (!/^\s*(\/\/.*)?$/.test(lines[i])) out.push(lines[i]);
      continue;
    }
    if (directive !== "if" && directive !== "for")
      throw new Error(`stray line: ${lines[i].trim()}`);
    const { middle, end } = matching(lines, i);
    if (directive === "if") {
      const keep = lookup(constants, rest) === true;
      const [from, to] = keep ? [i + 1, middle ?? end] : [(middle ?? end) + 1, end];
      out.push(...expandLines(lines.slice(from, to), constants));
    } else {
      const [, name, bound] = /^(\w) in (\w+)$/.exec(rest) ?? [];
      const count = lookup(constants, bound);
      if (typeof count !== "number") throw new Error(`${bound} is no number`);
      const inner = lines.slice(i + 1, end);
      for (let n = 0; n < count; n++) {
        const written = inner.map((line) => line.replaceAll(`$${name}`, String(n)));
        out.push(...expandLines(written, constants));
      }
    }
    i = end;
  }
  return out;
}

/** Where the block that line `start` opens has its #else, if any, and its #end. */
function matching(lines: readonly string[], start: number): { middle?: number; end: number } {
  let depth = 0;
  let middle: number | undefined;
  for (let i = start; i < lines.length; i++) {
    if (/^\s*#(if|for) /.test(lines[i])) depth++;
    if (depth === 1 && /^\s*#else/.test(lines[i])) middle = i;
    if (/^\s*#end/.test(lines[i]) && --depth === 0) return { middle, end: i };
  }
  throw new Error(`no #end for: ${lines[start].trim()}`);
}

function lookup(constants: Constants, name: string): number | boolean | Real {
  const value = constants[name];
  if (value === undefined) throw new Error(`${name} is no constant of this kernel`);
  return value;
}
