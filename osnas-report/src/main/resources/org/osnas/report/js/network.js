// An architecture as a picture: a bar a block, as high as it is wide in channels, as dark as its share of a cost.
osnas.charts.network = {
  controls: data => [{ name: 'metric', label: 'Share of', options: data.metrics }],
  draw(element, data, context, state) {
    const step = 74;
    const high = 130;
    const most = Math.max(...data.parts.map(part => Math.sqrt(part.width)));
    const svg = (name, attributes, text) => {
      const node = document.createElementNS('http://www.w3.org/2000/svg', name);
      Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
      if (text !== undefined) node.textContent = text;
      return node;
    };
    const width = step * data.parts.length + 20;
    const root = svg('svg', { width, height: 264, viewBox: '0 0 ' + width + ' 264', 'aria-hidden': 'true', 'font-size': 11.5, fill: context.theme.ink });
    const largest = Math.max(...data.parts.map(part => part.shares[state.metric] || 0), 1e-9);
    let from = 0;
    data.parts.forEach((part, i) => {
      const share = part.shares[state.metric] || 0;
      const x = 10 + i * step;
      const height = Math.max(14, high * Math.sqrt(part.width) / most);
      const top = 40 + (high - height) / 2;
      const block = svg('g', { 'text-anchor': 'middle' });
      block.append(
        svg('title', {}, this.words(data, part, state)),
        svg('rect', { x: x + 9, y: top, width: step - 18, height, rx: 4, fill: context.theme.blue, 'fill-opacity': (0.12 + 0.8 * share / largest).toFixed(3), stroke: context.theme.blue }),
        svg('text', { x: x + step / 2, y: 188, 'font-weight': 600 }, part.name.length > 11 ? part.name.slice(0, 10) + '…' : part.name),
        svg('text', { x: x + step / 2, y: 204, fill: context.theme.soft }, part.kernel ? part.kernel + '×' + part.kernel + (part.expansion > 1 ? ', ×' + Number(part.expansion.toFixed(1)) : '') : ''),
        svg('text', { x: x + step / 2, y: 220, fill: context.theme.soft }, part.width + ' wide'),
        svg('text', { x: x + step / 2, y: 236 }, osnas.format.percent(share)),
        svg('text', { x: x + step / 2, y: 252, fill: context.theme.soft }, part.place === 'stem' || part.place === 'head' ? part.place : 'layer ' + part.place));
      root.append(block);
      const last = i === data.parts.length - 1;
      if (last || data.parts[i + 1].side !== part.side) {
        root.append(
          svg('path', { d: 'M' + (10 + from * step + 6) + ' 30v-6H' + (10 + (i + 1) * step - 6) + 'v6', fill: 'none', stroke: context.theme.soft }),
          svg('text', { x: 10 + (from + i + 1) * step / 2, y: 18, 'text-anchor': 'middle', fill: context.theme.soft }, part.side + '×' + part.side));
        from = i + 1;
      }
    });
    element.replaceChildren(root);
  },
  words: (data, part, state) => (part.place === 'stem' || part.place === 'head' ? part.place : 'layer ' + part.place) + ': ' + part.name + ', ' + part.input + ' to ' + part.output
    + (part.kernel ? ', kernel ' + part.kernel : '') + (part.expansion > 1 ? ', expansion ' + Number(part.expansion.toFixed(1)) : '')
    + ', ' + osnas.format.percent(part.shares[state.metric] || 0) + ' of ' + data.metrics[state.metric],
  points: (data, context, state) => data.parts.map(part => ({ says: osnas.charts.network.words(data, part, state) })),
};
