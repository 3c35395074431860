/** Makes the whole picture one stop of the Tab key. Arrow keys go to the nearest box in their direction; Escape clears. */
export function walkByKeys(drawn, onEscape) {
    const { stops, root } = drawn;
    const setStop = element => {
        for (const stop of stops) stop.setAttribute('tabindex', stop === element ? '0' : '-1');
    };
    if (stops.length > 0) setStop(stops[0]);
    root.addEventListener('focusin', event => {
        const stop = event.target.closest('[role=button]');
        if (stop) setStop(stop);
    });
    root.addEventListener('keydown', event => {
        if (event.key === 'Escape') onEscape();
        const way = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[event.key];
        const next = way && nearest(stops, event.target.closest('[role=button]'), way);
        if (next) {
            event.preventDefault();
            setStop(next);
            next.focus();
        }
    });
}

function nearest(stops, from, [x, y]) {
    if (!from) return stops[0];
    const start = middle(from);
    let best = null;
    for (const stop of stops) {
        const at = middle(stop);
        const ahead = (at.x - start.x) * x + (at.y - start.y) * y;
        const aside = Math.abs((at.x - start.x) * y) + Math.abs((at.y - start.y) * x);
        if (stop === from || ahead <= 1) continue;
        const cost = ahead + aside * 3;
        if (!best || cost < best.cost) best = { stop, cost };
    }
    return best?.stop;
}

function middle(element) {
    const box = element.getBBox();
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
