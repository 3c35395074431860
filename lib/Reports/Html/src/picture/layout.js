import { graphlib, layout as runDagre } from '@dagrejs/dagre';

const WIDTHS = { 0: 208, 1: 250, 2: 178, 3: 178 };
const COLUMN_GAP = 58;
const BOX_GAP = 10;
const FRAME = 18;
const FRAME_HEAD = 30;
const GUTTER = 250;
const BETWEEN = 28;
const BETWEEN_FOLDED = 64;
export const HEAD = 25;
export const SUB = 16;
export const ROW = 19;

/** Sets the size of a box. */
export function measure(box) {
    const subs = (box.sub ? 1 : 0) + (box.second ? 1 : 0);
    box.width = box.kind === 'folded' ? 270 : WIDTHS[box.column];
    box.height = HEAD + subs * SUB + box.rows.length * ROW + (box.rows.length + subs > 0 ? 7 : 3);
    return box;
}

/** The distance of a row's port from the top of its box; the box's own port if it has no such row. */
export function portOf(box, row) {
    if (row < 0) return Math.min(HEAD / 2, box.height / 2);
    return HEAD + ((box.sub ? 1 : 0) + (box.second ? 1 : 0)) * SUB + row * ROW + ROW / 2 + 1;
}

/** Lays a host's boxes in columns, as dagre orders them; returns its frame's size. */
export function layHost(frame, lines) {
    const { boxes } = frame;
    if (boxes.length === 1 && boxes[0].kind === 'folded') {
        Object.assign(boxes[0], { x: 0, y: 0 });
        return Object.assign(frame, { width: boxes[0].width, height: boxes[0].height, isFolded: true });
    }
    const columns = [...new Set(boxes.map(box => box.column))].sort();
    const xOf = new Map();
    let x = FRAME;
    for (const column of columns) {
        xOf.set(column, x);
        x += WIDTHS[column] + COLUMN_GAP;
    }
    order(boxes, lines, columns);
    for (const box of boxes) box.x = xOf.get(box.column);
    const bottom = Math.max(...boxes.map(box => box.y + box.height), 0);
    return Object.assign(frame, { width: x - COLUMN_GAP + FRAME, height: bottom + FRAME });
}

/** Dagre orders the boxes with few crossings and near their neighbours. The columns are our own, so all hosts have the same ones. */
function order(boxes, lines, columns) {
    const graph = new graphlib.Graph({ multigraph: true });
    graph.setGraph({ rankdir: 'LR', nodesep: 14, ranksep: 40, edgesep: 6 });
    graph.setDefaultEdgeLabel(() => ({}));
    graph.setNode('root', { width: 1, height: 1 });
    boxes.forEach((box, at) => {
        graph.setNode(String(at), { width: box.width, height: box.height });
        graph.setEdge('root', String(at), { minlen: columns.indexOf(box.column) + 1, weight: 0 });
    });
    const at = new Map(boxes.map((box, index) => [box, index]));
    for (const line of lines) {
        const [from, to] = line.from.column <= line.to.column ? [line.from, line.to] : [line.to, line.from];
        const minlen = columns.indexOf(to.column) - columns.indexOf(from.column);
        if (minlen > 0 && at.has(from) && at.has(to)) graph.setEdge(String(at.get(from)), String(at.get(to)), { minlen, weight: line.isFaint ? 1 : 3 });
    }
    runDagre(graph);
    const yOf = box => graph.node(String(at.get(box))).y;
    const stacks = columns.map(column => boxes.filter(box => box.column === column).sort((one, other) => yOf(one) - yOf(other)));
    place(stacks, lines);
    for (const box of boxes) box.y += FRAME + FRAME_HEAD;
}

/** Stacks the tallest column without gaps. In the others, each box is as near as possible to its neighbours. */
function place(stacks, lines) {
    const heightOf = boxes => boxes.reduce((sum, box) => sum + box.height + BOX_GAP, -BOX_GAP);
    const tallest = stacks.reduce((best, boxes) => (heightOf(boxes) > heightOf(best) ? boxes : best));
    const height = heightOf(tallest);
    const placed = new Set();
    for (const boxes of [tallest, ...stacks.filter(one => one !== tallest)]) {
        const wanted = box => {
            const near = lines.filter(line => line.from === box || line.to === box).map(line => (line.from === box ? line.to : line.from));
            const known = near.filter(other => placed.has(other)).map(other => other.y + other.height / 2);
            const middle = known.length > 0 ? known.reduce((sum, y) => sum + y, 0) / known.length : height / 2;
            return middle - box.height / 2;
        };
        let free = 0;
        let left = heightOf(boxes);
        for (const box of boxes) {
            box.y = boxes === tallest ? free : Math.min(Math.max(wanted(box), free), height - left);
            free = box.y + box.height + BOX_GAP;
            left -= box.height + BOX_GAP;
        }
        boxes.forEach(box => placed.add(box));
    }
}

/** Puts hosts left and right of a gutter for the wires between them. Hosts on the right are mirrored. */
export function arrange(frames, remotes, hasWires) {
    const sides = [{ height: 0, width: 0, frames: [] }, { height: 0, width: 0, frames: [] }];
    const isOneSided = frames.length === 1;
    for (const frame of [...frames, ...remotes]) {
        const side = frame.isRemote && isOneSided ? sides[1] : sides[0].height <= sides[1].height || (isOneSided && !frame.isRemote) ? sides[0] : sides[1];
        frame.side = sides.indexOf(side);
        frame.y = side.height;
        side.frames.push(frame);
        side.height += frame.height + (frame.isFolded || frame.isRemote ? BETWEEN_FOLDED : BETWEEN);
        side.width = Math.max(side.width, frame.width);
    }
    const gutter = sides[1].frames.length > 0 || hasWires ? GUTTER : 0;
    const right = sides[0].width + gutter;
    const tall = Math.max(sides[0].height, sides[1].height);
    for (const side of sides) {
        const down = (tall - side.height) / 2;
        for (const frame of side.frames) {
            frame.y += side.frames.length === 1 ? down : 0;
            frame.x = frame.side === 0 ? sides[0].width - frame.width : right;
            for (const box of frame.boxes) {
                const inside = frame.side === 0 ? box.x : frame.width - box.x - box.width;
                box.x = frame.x + inside;
                box.y += frame.y;
                box.side = frame.side;
            }
        }
    }
    return { width: right + sides[1].width, height: tall - BETWEEN, gutter: { left: sides[0].width, right } };
}
