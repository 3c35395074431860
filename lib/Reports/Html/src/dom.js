// Makes elements by calls. Text from hosts goes in by textContent only, and no function takes HTML.

const SVG = 'http://www.w3.org/2000/svg';
const MOST_LETTERS = 4000;

/** Makes an element with attributes (onX: a listener) and children: elements, or text. */
export function el(tag, attributes = {}, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

/** Makes an SVG element. */
export function svg(tag, attributes = {}, ...children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Cuts a text to a limit, and replaces control characters and those that change the text's direction. */
export function plain(text) {
    const clean = String(text ?? '').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
    return clean.length > MOST_LETTERS ? `${clean.slice(0, MOST_LETTERS)}\u2026` : clean;
}

/** Cuts a text to a number of letters, for places that don't wrap. */
export function cut(text, most) {
    const clean = plain(text);
    return clean.length > most ? `${clean.slice(0, most - 1)}\u2026` : clean;
}

/** Replaces all children. */
export function replace(parent, ...children) {
    parent.replaceChildren();
    append(parent, children);
    return parent;
}

/** A count with its noun: "1 host", "2 hosts". */
export function count(number, noun, plural = `${noun}s`) {
    return `${number} ${number === 1 ? noun : plural}`;
}

/** The distinct values, in the order of their first occurrence. */
export function distinct(values) {
    return [...new Set(values)];
}

/** Groups values in a map by their key. */
export function groupBy(values, keyOf) {
    const groups = new Map();
    for (const value of values) {
        const key = keyOf(value);
        if (!groups.has(key)) groups.set(key, []);
        groups.get(key).push(value);
    }
    return groups;
}

function fill(element, attributes, children) {
    for (const [name, value] of Object.entries(attributes)) {
        if (name.startsWith('on')) element.addEventListener(name.slice(2).toLowerCase(), value);
        else if (value === true) element.setAttribute(name, '');
        else if (value !== false && value != null) element.setAttribute(name, plain(value));
    }
    append(element, children);
    return element;
}

function append(parent, children) {
    for (const child of children.flat(Infinity)) {
        if (child == null || child === false) continue;
        parent.append(child instanceof Node ? child : document.createTextNode(plain(child)));
    }
}
