import { boxesOf, remoteBox } from './boxes.js';
import { arrange, layHost, measure } from './layout.js';

/** The layout of the picture: boxes, lines within hosts and wires between them. */
export function planOf(graph, folds, changes) {
    const frames = graph.hosts.map(host => ({ host, boxes: boxesOf(graph, host, folds, changes).map(measure) }));
    const remotes = graph.remotes.map(node => ({ host: node, isRemote: true, boxes: [measure(remoteBox(node))] }));
    const places = placesOf([...frames, ...remotes]);
    const lines = joined(graph, places, edge => edge.Kind !== 'Wire');
    for (const frame of frames) layHost(frame, lines.filter(line => frame.boxes.includes(line.from)));
    for (const frame of remotes) {
        Object.assign(frame.boxes[0], { x: 0, y: 0 });
        Object.assign(frame, { width: frame.boxes[0].width, height: frame.boxes[0].height });
    }
    const wires = joined(graph, places, edge => edge.Kind === 'Wire', true);
    const size = arrange(frames, remotes, wires.length > 0);
    return { frames, remotes, boxes: [...frames, ...remotes].flatMap(frame => frame.boxes), lines, wires, size, places };
}

/** The place of a node: its box, and the row in it. */
function placesOf(frames) {
    const places = new Map();
    for (const { host, boxes } of frames) {
        // A wire whose link was not seen ends at any box of the host.
        if (boxes.length > 0) places.set(host.Id, { box: boxes.find(box => box.kind === 'link') ?? boxes.at(-1), row: -1 });
    }
    for (const box of frames.flatMap(frame => frame.boxes)) {
        for (const id of box.ids) places.set(id, { box, row: -1 });
        box.rows.forEach((row, at) => row.ids.forEach(id => places.set(id, { box, row: at })));
    }
    return places;
}

/** The lines between boxes. Edges between the same two rows share a line, and wires stay single. */
function joined(graph, places, isWanted, isSingle = false) {
    const lines = new Map();
    graph.edges.forEach((edge, at) => {
        const [from, to] = [places.get(edge.From), places.get(edge.To)];
        if (!isWanted(edge) || !from || !to || from.box === to.box) return;
        const key = isSingle ? at : `${from.box.id}/${from.row}/${to.box.id}/${to.row}/${edge.Kind}`;
        const line = lines.get(key) ?? { from: from.box, fromRow: from.row, to: to.box, toRow: to.row, edges: [], edge };
        line.edges.push(at);
        line.isFaint = !edge.Solution;
        lines.set(key, line);
    });
    return [...lines.values()];
}
