import { cut } from '../dom.js';
import { portOf } from './layout.js';

const STEPS = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82];
const MANY = 6;

/** The path of a line within a host, from the side of one box to the side of the other. */
export function linePath(line) {
    const [from, to] = [sidePoint(line.from, line.fromRow, line.to), sidePoint(line.to, line.toRow, line.from)];
    const bend = Math.max(24, Math.abs(to.x - from.x) / 2);
    return curve(from, from.x + from.out * bend, to, to.x + to.out * bend).path;
}

function sidePoint(box, row, other) {
    const out = box.x === other.x ? (box.side === 0 ? -1 : 1) : other.x > box.x ? 1 : -1;
    return { x: out > 0 ? box.x + box.width : box.x, y: box.y + portOf(box, row), out };
}

/** Paths and labels of wires. Their ends are spread over the box, and labels don't overlap. */
export function layWires(wires, size) {
    spread(wires);
    const taken = [];
    for (const wire of wires) {
        const [from, to] = [wire.start, wire.end];
        const isSameSide = wire.from.side === wire.to.side;
        const room = size.gutter.right - size.gutter.left;
        const bend = isSameSide ? Math.min(room - 60, 70 + Math.abs(to.y - from.y) * 0.3) : room * 0.45;
        const made = curve(from, from.x + from.out * bend, to, to.x + to.out * bend);
        wire.path = made.path;
        // Many equal labels would hide the others, so they only show on selection.
        wire.isQuiet = wires.length > MANY && wire.edge.State === 'Standing' && !isEncrypted(wire.edge);
        wire.label = placeLabel(made, labelOf(wire.edge), wire.isQuiet ? [] : taken);
    }
}

function spread(wires) {
    const ends = new Map();
    for (const wire of wires) {
        for (const [own, other, name] of [[wire.from, wire.to, 'start'], [wire.to, wire.from, 'end']]) {
            if (!ends.has(own)) ends.set(own, []);
            ends.get(own).push({ wire, name, other });
        }
    }
    for (const [box, own] of ends) {
        own.sort((one, next) => one.other.y - next.other.y);
        own.forEach(({ wire, name }, at) => {
            const out = box.side === 0 ? 1 : -1;
            wire[name] = { x: out > 0 ? box.x + box.width : box.x, y: box.y + ((at + 1) * box.height) / (own.length + 1), out };
        });
    }
}

/** The label of a wire: carrier, networks and relay. */
function labelOf(edge) {
    const networks = edge.Networks.length > 2 ? `${edge.Networks.length} networks` : edge.Networks.join(', ');
    const state = edge.State === 'Cut' ? 'cut' : edge.RelayedBy ? `by ${edge.RelayedBy}` : edge.State === 'DeclaredOnly' ? 'declared' : '';
    return cut([edge.Carrier ?? edge.Solution, networks, isEncrypted(edge) ? edge.Encryption : '', state].filter(Boolean).join(' \u00b7 '), 34);
}

export function isEncrypted(edge) {
    return Boolean(edge.Encryption) && edge.Encryption !== 'No';
}

function placeLabel(made, text, taken) {
    const width = text.length * 7.1 + 38;
    const rectAt = t => {
        const { x, y } = made.at(t);
        return { x: x - width / 2, y: y - 11, width, height: 22, text };
    };
    const free = STEPS.map(rectAt).find(rect => !taken.some(other => overlap(rect, other)));
    const rect = free ?? rectAt(0.5);
    taken.push(rect);
    return rect;
}

function overlap(one, other) {
    const isBeside = one.x + one.width < other.x || other.x + other.width < one.x;
    return !isBeside && one.y < other.y + other.height && other.y < one.y + one.height;
}

function curve(from, fromBend, to, toBend) {
    const round = value => Math.round(value * 10) / 10;
    const path = `M${round(from.x)} ${round(from.y)}C${round(fromBend)} ${round(from.y)} ${round(toBend)} ${round(to.y)} ${round(to.x)} ${round(to.y)}`;
    const bezier = (a, b, c, d, t) => (1 - t) ** 3 * a + 3 * (1 - t) ** 2 * t * b + 3 * (1 - t) * t ** 2 * c + t ** 3 * d;
    return { path, at: t => ({ x: bezier(from.x, fromBend, toBend, to.x, t), y: bezier(from.y, from.y, to.y, to.y, t) }) };
}
