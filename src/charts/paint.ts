import { Fragment, isValidElement, type ReactNode } from "react";

type Props = Readonly<Record<string, unknown>>;
type Component = (props: Props) => ReactNode;

/** Something painted: an element, a text, or a component with what it returned. */
interface Painted {
  readonly type: unknown;
  props: Props;
  readonly node: Element | Text | null;
  inside: readonly Painted[];
}

/** What is to be painted, fragments and lists opened, nothings left out: a tag, a component, or null for a
 *  text. */
type Wanted = Pick<Painted, "type" | "props">;

const svg = "http://www.w3.org/2000/svg";
const painted = new WeakMap<Element, readonly Painted[]>();

/**
 * Puts JSX into an element at once, without a render: elements that are there already are kept, and only
 * the attributes and texts that differ are written. The components in it are functions of their props
 * alone: no hooks, no handlers. So nothing in it has a past, keys mean nothing, and the first of a kind is
 * as good as any. React must leave the element's inside to it.
 */
export function paint(inside: Element, content: ReactNode): void {
  const before = painted.get(inside) ?? [];
  const after = update(before, opened(content), inside);
  painted.set(inside, after);
  if (after !== before) arrange(inside, after);
}

function opened(content: ReactNode, into: Wanted[] = []): Wanted[] {
  if (content === null || content === undefined || typeof content === "boolean") return into;
  if (Array.isArray(content)) {
    for (const each of content) opened(each, into);
  } else if (!isValidElement<Props>(content)) {
    into.push({ type: null, props: { text: String(content) } });
  } else if (content.type === Fragment) opened(content.props.children as ReactNode, into);
  else into.push({ type: content.type, props: content.props });
  return into;
}

/** The painted list brought in line with the wanted one; the same list where no node came or went. */
function update(
  before: readonly Painted[],
  wanted: readonly Wanted[],
  parent: Element,
): readonly Painted[] {
  const after: Painted[] = [];
  let next = 0;
  for (const want of wanted) {
    let at = next;
    while (at < before.length && before[at]?.type !== want.type) at++;
    const found = before[at];
    if (found) next = at + 1;
    after.push(found ? renew(found, want, parent) : create(want, parent));
  }
  const same = after.length === before.length && after.every((one, i) => one === before[i]);
  return same ? before : after;
}

/** The same object where its own nodes in the parent stayed, another where they changed. */
function renew(old: Painted, { type, props }: Wanted, parent: Element): Painted {
  const before = old.props;
  old.props = props;
  if (type === null) {
    if (before.text !== props.text && old.node) old.node.nodeValue = String(props.text);
    return old;
  }
  if (old.node instanceof Element) {
    dress(old.node, before, props);
    fill(old, old.node, props);
    return old;
  }
  if (isMemo(type) && alike(before, props)) return old;
  const inside = update(old.inside, returned(type, props), parent);
  if (inside === old.inside) return old;
  return { type, props, node: null, inside };
}

function create({ type, props }: Wanted, parent: Element): Painted {
  if (type === null)
    return { type, props, node: document.createTextNode(String(props.text)), inside: [] };
  if (typeof type !== "string")
    return { type, props, node: null, inside: update([], returned(type, props), parent) };
  const space = type === "svg" ? svg : parent.namespaceURI;
  const node = document.createElementNS(space, type);
  const made: Painted = { type, props, node, inside: [] };
  dress(node, {}, props);
  fill(made, node, props);
  return made;
}

function fill(of: Painted, node: Element, props: Props): void {
  const inside = update(of.inside, opened(props.children as ReactNode), node);
  if (inside === of.inside) return;
  of.inside = inside;
  arrange(node, inside);
}

/** Puts the nodes into the parent, in their order, and takes out all others. */
function arrange(parent: Element, inside: readonly Painted[]): void {
  let next = parent.firstChild;
  const put = (list: readonly Painted[]) => {
    for (const { node, inside: deeper } of list) {
      if (node === null) put(deeper);
      else if (node === next) next = next.nextSibling;
      else parent.insertBefore(node, next);
    }
  };
  put(inside);
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function returned(type: unknown, props: Props): Wanted[] {
  const component = isMemo(type) ? type.type : (type as Component);
  return opened(component(props));
}

/** A component made by React's `memo`: it is asked again only where its props differ. */
function isMemo(type: unknown): type is { readonly type: Component } {
  return typeof type === "object" && type !== null && "type" in type;
}

function alike(a: Props, b: Props): boolean {
  const names = Object.keys(b);
  if (names.length !== Object.keys(a).length) return false;
  return names.every((name) => Object.is(a[name], b[name]));
}

function dress(node: Element, before: Props, props: Props): void {
  for (const name in before) if (!(name in props)) write(node, name, before[name], undefined);
  for (const name in props)
    if (before[name] !== props[name]) write(node, name, before[name], props[name]);
}

function write(node: Element, name: string, before: unknown, value: unknown): void {
  if (name === "children") return;
  if (name === "style") {
    restyle(node as SVGElement | HTMLElement, (before ?? {}) as Props, (value ?? {}) as Props);
    return;
  }
  if (typeof value === "function") throw new Error(`A painted ${node.tagName} takes no ${name}.`);
  if (value === undefined || value === null || value === false) node.removeAttribute(nameOf(name));
  else node.setAttribute(nameOf(name), String(value));
}

/** By rule rather than as an attribute, which the page's policy forbids. */
function restyle(node: SVGElement | HTMLElement, before: Props, style: Props): void {
  for (const name in before) if (style[name] === undefined) node.style.removeProperty(kebab(name));
  for (const name in style)
    if (style[name] !== undefined && before[name] !== style[name])
      node.style.setProperty(kebab(name), String(style[name]));
}

const names = new Map([
  ["className", "class"],
  ...["viewBox", "patternUnits", "patternTransform"].map((name) => [name, name] as const),
]);

/** The document's name of a property in JSX. */
function nameOf(property: string): string {
  let name = names.get(property);
  if (name === undefined) {
    name = kebab(property);
    names.set(property, name);
  }
  return name;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`);
}
