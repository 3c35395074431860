import { cut, distinct, el, replace } from '../dom.js';
import { section } from '../section.js';
import { firstFolds } from './boxes.js';
import { changesOf } from './changes.js';
import { edgeDetails, nodeDetails } from './details.js';
import { draw } from './draw.js';
import { graphOf, surroundings } from './graph.js';
import { legend } from './legend.js';
import { planOf } from './plan.js';
import { walkByKeys } from './keys.js';

const LEAST_SCALE = 0.66;
const LEAST_FOR_PATH = 0.4;
const MOST_HITS = 12;

/** The picture of the topology, with search, folds, and the facts of the selection. */
export function picture(data) {
    if (!data.topology) {
        const how = 'No topology was given. Get-OverlayTopology gives one; Import-OverlaySnapshot gives all that a report shows.';
        return section('picture', 'Topology', how);
    }
    const view = new View(data);
    view.redraw();
    return section('picture', 'Topology', 'Choose anything for its facts, and a container for its path to another one. Arrow keys go from box to box.', view.tools, view.hits, el('div', { class: 'stage' }, view.holder, view.panel), view.legend);
}

class View {
    constructor(data) {
        this.graph = graphOf(data.topology);
        this.changes = changesOf(this.graph, data.drift);
        this.folds = firstFolds(this.graph);
        this.scale = null;
        this.holder = el('div', { class: 'holder', role: 'region', 'aria-label': 'Picture, to be scrolled', tabindex: '0' });
        this.panel = el('div', { class: 'panel', 'aria-live': 'polite' });
        this.hits = el('ul', { class: 'hits' });
        this.tools = this.makeTools();
        this.legend = legend(this.graph);
        this.select(null);
    }

    redraw() {
        const plan = planOf(this.graph, this.folds, this.changes);
        this.drawn = draw(plan, what => this.choose(what));
        walkByKeys(this.drawn, () => this.select(null));
        replace(this.holder, this.drawn.root);
        this.zoom(this.scale);
    }

    /** Opens a fold, or highlights any other selection and shows its facts. */
    choose({ node, edge, fold }) {
        if (fold?.openHost) {
            this.folds.hosts.delete(fold.openHost);
            this.redraw();
        } else if (fold?.open) {
            this.folds.opened.add(fold.open);
            this.redraw();
        }
        this.select(edge == null ? { node } : { edge });
    }

    select(what) {
        if (!what) {
            replace(this.panel);
            this.light(null);
            this.zoom(this.scale);
            return;
        }
        const node = this.graph.nodes.get(what.node);
        const edge = this.graph.edges[what.edge];
        const close = el('button', { type: 'button', class: 'close', onClick: () => this.select(null) }, 'Clear');
        replace(this.panel, close, node ? this.describe(node) : edgeDetails(this.graph, edge));
        const around = node ? surroundings(this.graph, node.Id) : { nodes: new Set([edge.From, edge.To]), edges: new Set([what.edge]) };
        this.light(node?.Kind === 'Host' ? null : around);
        this.zoom(this.scale);
    }

    /** A vNIC is described with its container, but highlighted alone. */
    describe(chosen) {
        const node = this.ownerOf(chosen);
        const shown = nodeDetails(this.graph, node, found => this.lightPath(found, node));
        return [shown, this.foldButton(node)];
    }

    foldButton(node) {
        const isOpenHost = node.Kind === 'Host' && !this.folds.hosts.has(node.Id);
        const key = [...this.folds.opened].find(one => node.Kind !== 'Host' && one.endsWith(`|${node.Group}`));
        if (!isOpenHost && !key) return null;
        const fold = () => {
            if (isOpenHost) this.folds.hosts.add(node.Id);
            else this.folds.opened.delete(key);
            this.redraw();
            this.select(null);
        };
        return el('button', { type: 'button', onClick: fold }, isOpenHost ? 'Fold this host' : `Fold ${node.Group}`);
    }

    lightPath(found, node) {
        if (!found) {
            this.light(surroundings(this.graph, node.Id));
            return;
        }
        this.reveal(found.to);
        const steps = found.path;
        const nodes = new Set([found.from.Id, found.to.Id, ...steps.map(step => step.node)]);
        this.light({ nodes, edges: new Set(steps.map(step => step.edge).filter(at => at != null)) }, 'path');
        if (this.scale == null) this.fit(LEAST_FOR_PATH);
    }

    light(around, kind = 'around') {
        this.lit = around;
        const root = this.drawn?.root;
        if (!root) return;
        root.classList.toggle('has-lit', Boolean(around));
        root.classList.toggle('is-path', Boolean(around) && kind === 'path');
        for (const element of root.querySelectorAll('.lit')) element.classList.remove('lit');
        for (const id of around?.nodes ?? []) this.drawn.nodes.get(id)?.forEach(element => element.classList.add('lit'));
        for (const at of around?.edges ?? []) this.drawn.edges.get(at)?.forEach(element => element.classList.add('lit'));
    }

    /** Opens the folds that hide a node. */
    reveal(node) {
        const host = this.graph.hosts.find(one => one.Name === node.Host);
        const isHidden = () => !this.drawn.nodes.get(node.Id)?.some(element => element.getAttribute('data-key') == null);
        if (host && this.folds.hosts.delete(host.Id)) this.redraw();
        const folded = this.drawn.nodes.get(node.Id)?.find(element => element.getAttribute('data-key'));
        if (folded && isHidden()) {
            this.folds.opened.add(folded.getAttribute('data-key'));
            this.redraw();
        }
    }

    find(text) {
        const wanted = text.trim().toLowerCase();
        const matches = node => [node.Name, node.Group, ...node.Addresses, ...node.Facts.map(fact => fact.Value)].some(one => String(one ?? '').toLowerCase().includes(wanted));
        const found = wanted ? [...this.graph.nodes.values()].filter(matches).map(node => this.ownerOf(node)) : [];
        // An exact match of the name comes first, and containers come before the networks that they are on.
        const rank = node => (node.Name.toLowerCase() === wanted ? 0 : 2) + (node.Kind === 'Container' ? 0 : 1);
        const hits = distinct(found).sort((one, other) => rank(one) - rank(other));
        const go = node => () => {
            this.reveal(node);
            this.select({ node: node.Id });
            this.drawn.nodes.get(node.Id)?.[0]?.scrollIntoView({ block: 'center', inline: 'center' });
        };
        const line = node => el('li', {}, el('button', { type: 'button', onClick: go(node) }, `${cut(node.Name, 40)} \u00b7 ${node.Kind}${node.Host && node.Kind !== 'Host' ? ` on ${cut(node.Host, 30)}` : ''}`));
        const rest = hits.length > MOST_HITS && el('li', { class: 'note' }, `and ${hits.length - MOST_HITS} more`);
        const none = wanted && hits.length === 0 && el('li', { class: 'note' }, 'Nothing has that name or address.');
        replace(this.hits, hits.slice(0, MOST_HITS).map(line), rest, none);
    }

    /** The node to select: a vNIC's container or namespace; otherwise the node itself. */
    ownerOf(node) {
        const parent = this.graph.nodes.get(node.Parent);
        return node.Kind === 'Vnic' && parent ? parent : node;
    }

    zoom(scale) {
        this.scale = scale;
        if (scale == null) this.fit(LEAST_SCALE);
        else this.show(scale);
    }

    /** Fits the picture to its holder's width, at a scale between the smallest and 1. */
    fit(least) {
        if (this.drawn) this.show(Math.min(1, Math.max(least, (this.holder.clientWidth - 4) / this.drawn.width)));
    }

    show(used) {
        const { root, width, height } = this.drawn;
        root.setAttribute('width', Math.round(width * used));
        root.setAttribute('height', Math.round(height * used));
    }

    makeTools() {
        const button = (label, act) => el('button', { type: 'button', onClick: act }, label);
        const by = factor => () => this.zoom(Math.min(3, Math.max(0.15, (Number(this.drawn.root.getAttribute('width')) / this.drawn.width) * factor)));
        const input = el('input', { type: 'search', placeholder: 'Container, address, network \u2026', onInput: () => this.find(input.value) });
        const foldable = this.graph.hosts.length > 1 || this.graph.nodes.size > 200;
        const all = isOpen => () => {
            this.folds = isOpen ? { hosts: new Set(), opened: new Set() } : { hosts: new Set(this.graph.hosts.map(host => host.Id)), opened: new Set() };
            this.redraw();
            this.select(null);
        };
        return el(
            'div',
            { class: 'filters' },
            el('label', { class: 'field' }, el('span', {}, 'Find'), input),
            el(
                'div',
                { class: 'buttons' },
                button('Zoom in', by(1.25)),
                button('Zoom out', by(0.8)),
                button('Fit', () => this.zoom(Math.min(1, (this.holder.clientWidth - 4) / this.drawn.width))),
                foldable && button('Open hosts', all(true)),
                foldable && button('Fold hosts', all(false)),
            ),
        );
    }
}
