// Which strategies can be told apart: adjusted p values of pairs.
osnas.charts.apart = {
  height: data => 150 + 30 * data.names.length,
  option(data, context) {
    const shown = Object.assign(osnas.plane.text(context), { interval: 0, width: context.narrow ? 80 : 130, overflow: 'truncate' });
    const category = more => osnas.plane.axis(context, '', Object.assign({ type: 'category', data: data.names, splitLine: { show: false }, axisLabel: shown }, more));
    const both = data.cells.flatMap(cell => [[cell[0], cell[1], -Math.log10(Math.max(cell[3], 1e-6)), cell[2], cell[3]], [cell[1], cell[0], -Math.log10(Math.max(cell[3], 1e-6)), -cell[2], cell[3]]]);
    return osnas.plane.base(context, {
      grid: { left: 14, right: 16, top: 10, bottom: 20, containLabel: true },
      xAxis: category({ axisLabel: Object.assign({}, shown, { rotate: 45 }) }),
      yAxis: category({ inverse: true }),
      visualMap: { show: false, min: 0, max: 4, dimension: 2, inRange: { color: [context.theme.card, context.theme.blue] } },
      series: [{
        type: 'heatmap', data: both, itemStyle: { borderColor: context.theme.line, borderWidth: 1 },
        label: { show: data.names.length <= 8, fontSize: context.narrow ? 9 : 12, color: context.theme.ink, formatter: at => at.value[4] < 0.001 ? '< 0.001' : at.value[4].toFixed(3) },
        tooltip: { formatter: at => osnas.format.lines(data.names[at.value[0]] + ' less ' + data.names[at.value[1]], 'difference ' + osnas.format.score(at.value[3]), 'p ' + Number(at.value[4].toPrecision(3))) },
      }],
    });
  },
  points: data => data.cells.map(cell => ({ says: data.names[cell[0]] + ' and ' + data.names[cell[1]] + ': p ' + Number(cell[3].toPrecision(3)) })),
};
