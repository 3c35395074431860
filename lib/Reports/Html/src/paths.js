import { el, svg } from './dom.js';
import { evidence, facts, section } from './section.js';

const WIDTH = 520;

/** The overlay's cost: the range of round trips beside the underlay's median, and throughput with the ratio. */
export function paths(data) {
    if (data.paths.length === 0) return null;
    const latency = data.paths.filter(path => path.MedianMilliseconds != null);
    const throughput = data.paths.filter(path => path.MegabitsPerSecond != null);
    const rest = data.paths.filter(path => !latency.includes(path) && !throughput.includes(path));
    return section(
        'paths',
        'Paths',
        'Measured between containers, beside the same between their hosts (the underlay).',
        latency.length > 0 && chart('Round trips', latency, path => path.MaxMilliseconds, 'ms', latencyPlot, latencyText),
        throughput.length > 0 && chart('Throughput', throughput, path => Math.max(path.MegabitsPerSecond, path.UnderlayMegabitsPerSecond ?? 0), 'Mbit/s', barPlot, barText),
        rest.length > 0 && el('ul', { class: 'evidence' }, rest.map(path => el('li', {}, `${nameOf(path)}: ${path.Measure}: ${path.Answer}${path.Reason ? `; ${path.Reason}` : ''}`))),
    );
}

function chart(title, rows, mostOf, unit, plot, textOf) {
    const most = niceEnd(Math.max(...rows.map(mostOf)));
    const scale = value => (value / most) * (WIDTH - 20) + 10;
    const line = row =>
        el(
            'details',
            { class: 'plot' },
            el('summary', {}, el('span', { class: 'plot-name' }, nameOf(row)), plot(row, scale), el('span', { class: 'plot-text' }, textOf(row))),
            facts([
                ['Network', row.Network],
                ['Solution', row.Solution],
                ['Measure', row.Measure],
                ['Answer', row.Answer],
                ['Reason', row.Reason],
                ['Sent from', row.SentFrom],
            ]),
            evidence(row.Evidence ?? []),
        );
    return el('div', { class: 'chart' }, el('h3', {}, `${title}, 0 to ${most} ${unit}`), rows.map(line));
}

function nameOf(path) {
    return `${path.Host}: ${path.From} to ${path.To}${path.ToHost ? ` on ${path.ToHost}` : ''}`;
}

/** The range of round trips with the median and the 99th percentile, above the underlay's median. */
function latencyPlot(path, scale) {
    const y = 11;
    const tick = (value, kind, half) => value != null && svg('path', { class: kind, d: `M${scale(value)} ${y - half}V${y + half}` });
    return svg(
        'svg',
        { class: 'plot-svg', viewBox: `0 0 ${WIDTH} 34`, 'aria-hidden': 'true', preserveAspectRatio: 'none' },
        svg('path', { class: 'range', d: `M${scale(path.MinMilliseconds)} ${y}H${scale(path.MaxMilliseconds)}` }),
        svg('path', { class: 'bulk', d: `M${scale(path.MinMilliseconds)} ${y}H${scale(path.P99Milliseconds ?? path.MaxMilliseconds)}` }),
        tick(path.MedianMilliseconds, 'median', 9),
        path.UnderlayMedianMilliseconds != null && svg('circle', { class: 'underlay', cx: scale(path.UnderlayMedianMilliseconds), cy: 27, r: 4 }),
    );
}

function latencyText(path) {
    const under = path.UnderlayMedianMilliseconds != null ? `; underlay ${round(path.UnderlayMedianMilliseconds)} ms` : '';
    const loss = path.LossPercent > 0 ? `; ${round(path.LossPercent)} % lost` : '';
    return `median ${round(path.MedianMilliseconds)} ms, 99 %: ${round(path.P99Milliseconds)} ms${under}${loss}`;
}

function barPlot(path, scale) {
    const bar = (kind, value, y) => value != null && svg('rect', { class: kind, x: 10, y, width: Math.max(1, scale(value) - 10), height: 11 });
    return svg(
        'svg',
        { class: 'plot-svg', viewBox: `0 0 ${WIDTH} 34`, 'aria-hidden': 'true', preserveAspectRatio: 'none' },
        bar('bar', path.MegabitsPerSecond, 4),
        bar('bar underlay', path.UnderlayMegabitsPerSecond, 19),
    );
}

function barText(path) {
    const under = path.UnderlayMegabitsPerSecond != null ? `; underlay ${round(path.UnderlayMegabitsPerSecond)} Mbit/s` : '';
    const ratio = path.Ratio != null ? `; ratio ${round(path.Ratio)}` : '';
    return `${round(path.MegabitsPerSecond)} Mbit/s${under}${ratio}`;
}

function round(value) {
    return value == null ? '?' : String(Math.round(value * 100) / 100);
}

function niceEnd(value) {
    const power = 10 ** Math.floor(Math.log10(value || 1));
    return [1, 2, 5, 10].map(step => step * power).find(end => end >= value) ?? value;
}
