import { el } from './dom.js';

// Each state has a sign beside its colour, and a word for readers who see neither.
const STATUS = {
    Match: ['\u2713', 'good'],
    Mismatch: ['\u2717', 'bad'],
    Outdated: ['\u21bb', 'changed'],
    NotInUse: ['\u25cb', 'quiet'],
    Inconclusive: ['?', 'open'],
    NotApplicable: ['\u2013', 'quiet'],
};

const SEVERITY = { Error: ['\u2717', 'bad'], Warning: ['!', 'open'], Information: ['i', 'changed'] };

export const STATUSES = Object.keys(STATUS);
export const SEVERITIES = Object.keys(SEVERITY);

/** A status with sign and colour. */
export function status(name, isShort = false) {
    return badge(name, STATUS[name] ?? ['\u2013', 'quiet'], isShort);
}

/** A severity with sign and colour. */
export function severity(name) {
    return badge(name, SEVERITY[name] ?? SEVERITY.Information, false);
}

/** The worse of two severities; null is the best. */
export function worst(names) {
    return SEVERITIES.find(name => names.includes(name)) ?? null;
}

function badge(name, [sign, tone], isShort) {
    const word = el('span', { class: isShort ? 'hidden' : 'word' }, words(name));
    return el('span', { class: `badge ${tone}`, title: words(name) }, el('span', { class: 'sign', 'aria-hidden': 'true' }, sign), word);
}

/** Makes "NotInUse" readable: "Not in use". */
export function words(name) {
    const spaced = String(name).replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`);
    return spaced;
}
