import { cut, svg } from '../dom.js';
import { words } from '../signs.js';
import { HEAD, ROW, SUB } from './layout.js';
import { isEncrypted, layWires, linePath } from './wires.js';

const LOCK = 'M-4 -1h8v6h-8zM-2.5 -1v-2a2.5 2.5 0 0 1 5 0v2';
const CROSS = 'M-4 -4L4 4M-4 4L4 -4';

/** Draws a plan. The elements of a node or edge are kept by its id, so that they can be highlighted. */
export function draw(plan, onSelect) {
    const drawn = { nodes: new Map(), edges: new Map(), stops: [] };
    layWires(plan.wires, plan.size);
    const keep = (map, ids, element) => ids.forEach(id => map.set(id, [...(map.get(id) ?? []), element]));
    const frames = plan.frames.filter(frame => !frame.isFolded).map(frame => drawFrame(frame, onSelect, drawn, keep));
    const lines = plan.lines.map(line => {
        const element = svg('path', { class: lineClass(line), d: linePath(line), 'data-owner': line.edge.Solution });
        keep(drawn.edges, line.edges, element);
        return element;
    });
    const boxes = plan.boxes.map(box => drawBox(box, onSelect, drawn, keep));
    const wires = plan.wires.map(wire => drawWire(wire, onSelect, drawn, keep));
    const { width, height } = plan.size;
    const root = svg(
        'svg',
        { viewBox: `-8 -8 ${width + 16} ${height + 16}`, role: 'group', 'aria-label': 'Picture of the topology' },
        svg('g', { class: 'frames' }, frames),
        svg('g', { class: 'lines' }, lines),
        svg('g', { class: 'wires' }, wires.map(wire => wire.path)),
        svg('g', { class: 'boxes' }, boxes),
        svg('g', { class: 'labels' }, wires.map(wire => wire.label)),
    );
    return { ...drawn, root, width: width + 16, height: height + 16 };
}

function drawFrame(frame, onSelect, drawn, keep) {
    const { host, x, y, width, height } = frame;
    const title = svg('text', { x: x + 14, y: y + 22, class: 'frame-title' }, cut(host.Name, 40));
    const solutions = host.Facts.filter(fact => fact.Name === 'Solution').map(fact => fact.Value).join('; ');
    const note = svg('text', { x: x + width - 14, y: y + 22, class: 'frame-note', 'text-anchor': 'end' }, cut(solutions, Math.floor((width - 60 - Math.min(host.Name.length, 40) * 9) / 6.6)));
    const group = svg('g', { class: `frame${hasError(host) ? ' bad' : ''}` }, svg('rect', { x, y, width, height, rx: 10 }), title, width > 300 && note);
    makeStop(group, 'host', () => onSelect({ node: host.Id }), drawn);
    keep(drawn.nodes, [host.Id], group);
    return group;
}

function hasError(node) {
    return node.Findings.some(finding => finding.Severity === 'Error');
}

function drawBox(box, onSelect, drawn, keep) {
    const { x, y, width, height } = box;
    const stripe = box.side === 1 ? x + width - 5 : x;
    const group = svg(
        'g',
        { class: boxClass(box), 'data-owner': box.owner, 'data-key': box.key },
        svg('rect', { class: 'back', x, y, width, height, rx: 6 }),
        svg('rect', { class: 'stripe', x: stripe, y: y + 1, width: 5, height: height - 2, rx: 2 }),
        svg('text', { class: 'title', x: x + 12, y: y + 17 }, cut(box.title, Math.floor((width - 36) / 7.7))),
        box.sub && svg('text', { class: 'sub', x: x + 12, y: y + HEAD + 9 }, cut(box.sub, Math.floor((width - 20) / 6.5))),
        box.second && svg('text', { class: 'sub', x: x + 12, y: y + HEAD + SUB + 9 }, cut(box.second, Math.floor((width - 20) / 6.5))),
        box.change && changeSign(box, x + width - (box.severity ? 36 : 17), y + 13),
        box.severity && mark(box, x + width - 17, y + 13),
        box.isEncrypted && svg('path', { class: 'lock', d: LOCK, transform: `translate(${x + width - 17 - (box.severity ? 19 : 0) - (box.change ? 19 : 0)} ${y + 13})` }),
    );
    if (box.ids.length === 0) return group;
    const act = () => (box.openHost ? onSelect({ node: box.openHost, fold: box }) : onSelect({ node: box.id, fold: box.open && box }));
    makeStop(group, describe(box), act, drawn);
    keep(drawn.nodes, box.ids, group);
    const top = y + HEAD + ((box.sub ? 1 : 0) + (box.second ? 1 : 0)) * SUB;
    box.rows.forEach((row, at) => group.append(drawRow(box, row, top + at * ROW, onSelect, drawn, keep)));
    return group;
}

function drawRow(box, row, y, onSelect, drawn, keep) {
    const note = String(row.note);
    const most = Math.floor((box.width - 26 - note.length * 6.4) / 6.7);
    const element = svg(
        'g',
        { class: 'row' },
        svg('rect', { x: box.x + 6, y, width: box.width - 12, height: ROW - 1, rx: 3 }),
        svg('text', { x: box.x + 12, y: y + 13 }, cut(row.text, most)),
        svg('text', { class: 'note', x: box.x + box.width - 12, y: y + 13, 'text-anchor': 'end' }, note),
    );
    element.addEventListener('click', event => {
        event.stopPropagation();
        onSelect(box.open ? { node: box.id, fold: box } : { node: row.ids[0] });
    });
    keep(drawn.nodes, row.ids, element);
    return element;
}

function mark(box, x, y) {
    const sign = { Error: '\u2717', Warning: '!', Information: 'i' }[box.severity];
    return svg('g', { class: `mark ${box.severity.toLowerCase()}` }, svg('circle', { cx: x, cy: y, r: 8 }), svg('text', { x, y: y + 4, 'text-anchor': 'middle' }, sign));
}

/** Marks a difference from the earlier snapshot: added, changed or removed. */
function changeSign(box, x, y) {
    const sign = { Appeared: '+', Changed: '\u2260', Went: '\u2212' }[box.change];
    return svg('g', { class: `change ${box.change.toLowerCase()}` }, svg('circle', { cx: x, cy: y, r: 8 }), svg('text', { x, y: y + 4, 'text-anchor': 'middle' }, sign));
}

function drawWire(wire, onSelect, drawn, keep) {
    const { edge, edges, label } = wire;
    const state = edge.State.toLowerCase();
    const path = svg('path', { class: `wire ${state}`, d: wire.path, 'data-owner': edge.Solution });
    const wide = svg('path', { class: 'wire-hit', d: wire.path });
    const select = () => onSelect({ edge: edges[0] });
    wide.addEventListener('click', select);
    keep(drawn.edges, edges, path);
    if (!label) return { path: svg('g', {}, path, wide) };
    const signX = label.x + 14;
    const middle = label.y + label.height / 2;
    const sign = edge.State === 'Cut' ? svg('path', { class: 'cross', d: CROSS, transform: `translate(${signX} ${middle})` }) : isEncrypted(edge) ? svg('path', { class: 'lock', d: LOCK, transform: `translate(${signX} ${middle})` }) : svg('circle', { class: 'dot', cx: signX, cy: middle, r: 3 });
    const pill = svg(
        'g',
        { class: `wire-label ${state}${wire.isQuiet ? ' on-demand' : ''}`, 'data-owner': edge.Solution },
        svg('rect', { x: label.x, y: label.y, width: label.width, height: label.height, rx: 11 }),
        sign,
        svg('text', { x: label.x + 26, y: label.y + 15 }, label.text),
    );
    makeStop(pill, `between ${wire.from.title} and ${wire.to.title}, ${words(edge.State)}`, select, drawn);
    keep(drawn.edges, edges, pill);
    return { path: svg('g', {}, path, wide), label: pill };
}

/** Makes a keyboard stop. Its name is its text, and facts that only colour and place show are added in words. */
function makeStop(element, more, act, drawn) {
    element.setAttribute('role', 'button');
    element.setAttribute('aria-description', cut(more, 200));
    element.setAttribute('tabindex', '-1');
    element.addEventListener('click', act);
    element.addEventListener('keydown', event => {
        if (event.key === 'Enter' || event.key === ' ') {
            event.preventDefault();
            act();
        }
    });
    drawn.stops.push(element);
}

function describe(box) {
    return [box.kind, box.owner, box.change && words(box.change), box.declared && 'declared only', box.severity && `has findings: ${box.severity}`].filter(Boolean).join(', ');
}

function boxClass(box) {
    const severity = box.severity === 'Error' ? ' bad' : '';
    return `box ${box.kind}${box.declared ? ' declared' : ''}${severity}`;
}

function lineClass(line) {
    return `line ${line.edge.Kind.toLowerCase()} ${line.edge.State.toLowerCase()}${line.isFaint ? ' faint' : ''}`;
}
