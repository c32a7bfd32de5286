// Mean ranks over the seeds with their intervals.
osnas.charts.places = {
  height: data => 90 + 34 * data.rows.length,
  option(data, context) {
    const rows = [...data.rows].reverse();
    return osnas.plane.base(context, {
      grid: { left: 14, right: 24, top: 10, bottom: 34, containLabel: true },
      xAxis: osnas.plane.across(context, 'mean rank, 1 is best', { min: 1, scale: false }),
      yAxis: osnas.plane.axis(context, '', { type: 'category', data: rows.map(row => row.name), axisLabel: Object.assign(osnas.plane.text(context), { interval: 0, width: context.narrow ? 100 : 170, overflow: 'truncate' }) }),
      series: [
        {
          type: 'custom', data: rows.map((row, i) => [row.low, row.high, i]).filter(row => row[0] !== null), silent: true,
          encode: { x: [0, 1], y: 2 },
          renderItem: (params, api) => {
            const from = api.coord([api.value(0), api.value(2)]);
            const to = api.coord([api.value(1), api.value(2)]);
            return { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: context.theme.blue, lineWidth: 3, opacity: 0.5 } };
          },
        },
        {
          type: 'scatter', symbolSize: 10, itemStyle: { color: context.theme.blue }, data: rows.map((row, i) => [row.rank, i]),
          tooltip: { formatter: at => osnas.format.lines(rows[at.value[1]].name, 'mean rank ' + at.value[0].toFixed(2),
            rows[at.value[1]].low === null ? '' : '95 %: ' + rows[at.value[1]].low.toFixed(2) + ' to ' + rows[at.value[1]].high.toFixed(2)) },
        },
      ],
    });
  },
  points: data => data.rows.map((row, i) => ({ says: row.name + ': mean rank ' + row.rank.toFixed(2) })),
};
