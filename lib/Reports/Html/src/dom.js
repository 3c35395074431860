// Elements, made by calls. Text of hosts goes in by textContent only: nothing here takes HTML.

const SVG = 'http://www.w3.org/2000/svg';
const MOST_LETTERS = 4000;

/** An element with attributes (onX: a listener) and children: elements, or text. */
export function el(tag, attributes = {}, ...children) {
    return fill(document.createElement(tag), attributes, children);
}

/** The same of SVG. */
export function svg(tag, attributes = {}, ...children) {
    return fill(document.createElementNS(SVG, tag), attributes, children);
}

/** Text as it is shown: not without end, and without characters that turn the direction of what comes after. */
export function plain(text) {
    const clean = String(text ?? '').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
    return clean.length > MOST_LETTERS ? `${clean.slice(0, MOST_LETTERS)}\u2026` : clean;
}

/** Text cut to a number of letters, for places that don't wrap. */
export function cut(text, most) {
    const clean = plain(text);
    return clean.length > most ? `${clean.slice(0, most - 1)}\u2026` : clean;
}

/** Puts new children in the place of all old ones. */
export function replace(parent, ...children) {
    parent.replaceChildren();
    append(parent, children);
    return parent;
}

/** "1 host", "2 hosts". */
export function count(number, noun, plural = `${noun}s`) {
    return `${number} ${number === 1 ? noun : plural}`;
}

/** The values, each once, in the order of their first. */
export function distinct(values) {
    return [...new Set(values)];
}

/** A map from a key to all that have it. */
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
