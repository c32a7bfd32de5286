// What each search found: a point a seed, and the mean.
osnas.charts.found = {
  height: data => 90 + 34 * data.rows.length,
  option(data, context) {
    const rows = [...data.rows].reverse();
    return osnas.plane.base(context, {
      grid: { left: 14, right: 24, top: 10, bottom: 34, containLabel: true },
      xAxis: osnas.plane.across(context, 'found', { axisLabel: Object.assign(osnas.plane.text(context), { hideOverlap: true }) }),
      yAxis: osnas.plane.axis(context, '', { type: 'category', data: rows.map(row => row.name), axisLabel: Object.assign(osnas.plane.text(context), { interval: 0, width: context.narrow ? 100 : 170, overflow: 'truncate' }) }),
      series: [
        {
          type: 'scatter', symbolSize: 8, itemStyle: { color: context.theme.blue, opacity: 0.45 },
          data: rows.flatMap((row, i) => row.values.map((value, seed) => [value, i, seed]).filter(point => point[0] !== null)),
          tooltip: { formatter: at => osnas.format.lines(rows[at.value[1]].name, 'seed ' + at.value[2] + ': ' + osnas.format.score(at.value[0])) },
        },
        {
          type: 'scatter', symbol: 'rect', symbolSize: [3, 22], itemStyle: { color: context.theme.red },
          data: rows.map((row, i) => [row.mean, i]).filter(point => point[0] !== null),
          tooltip: { formatter: at => osnas.format.lines(rows[at.value[1]].name, 'mean ' + osnas.format.score(at.value[0])) },
        },
      ],
    });
  },
  points: data => data.rows.map(row => ({ says: row.name + ': mean ' + osnas.format.score(row.mean) })),
};
