// Scores in the order of the search, and the best so far.
osnas.charts.history = {
  option(data, context) {
    const rows = context.trials.rows;
    const best = data.best.concat([[data.last, data.best[data.best.length - 1][1]]]);
    return osnas.plane.base(context, {
      legend: osnas.plane.legend(context),
      xAxis: osnas.plane.across(context, 'trial', { minInterval: 1, min: 1, max: Math.max(data.planned, data.last), scale: false }),
      yAxis: osnas.plane.up(context, 'score'),
      series: [
        {
          name: 'best so far', type: 'line', step: 'end', data: best, symbol: 'circle', symbolSize: 5,
          lineStyle: { width: 2, color: context.theme.green }, itemStyle: { color: context.theme.green },
          markArea: data.winner.length ? {
            silent: true, itemStyle: { color: context.theme.green, opacity: 0.12 },
            data: [[{ yAxis: data.winner[0] }, { yAxis: data.winner[1] }]],
          } : undefined,
          tooltip: { formatter: at => osnas.format.lines('best so far', 'score ' + osnas.format.score(at.value[1]), 'from trial ' + at.value[0]) },
        },
        {
          ...osnas.plane.points(rows.map(row => [row[0] + 1, row[1]]), { name: 'scores' }),
          itemStyle: { color: context.theme.blue, opacity: 0.5 },
          tooltip: { formatter: at => osnas.format.lines(...osnas.row.words(rows[at.dataIndex])) },
        },
      ],
    });
  },
  points: data => data.best.map((point, i) => ({ series: 0, index: i, says: 'trial ' + point[0] + ': best score ' + osnas.format.score(point[1]) })),
  row: at => at.seriesIndex === 1 ? at.dataIndex : -1,
};
