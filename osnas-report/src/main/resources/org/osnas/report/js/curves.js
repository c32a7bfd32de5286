// Lines in a plane from 0 to 1: precision by recall, ROC.
osnas.charts.curves = {
  option: (data, context) => osnas.plane.base(context, {
    legend: osnas.plane.legend(context),
    xAxis: osnas.plane.across(context, data.across, { min: 0, max: 1 }),
    yAxis: osnas.plane.up(context, data.up, { min: 0, max: 1 }),
    tooltip: osnas.plane.tooltip(context, { trigger: 'item' }),
    series: data.lines.map((line, i) => ({
      name: line.name, type: 'line', data: line.points, showSymbol: true, symbolSize: 4,
      lineStyle: { width: 2, color: context.theme.series[i % 8] }, itemStyle: { color: context.theme.series[i % 8] },
      tooltip: { formatter: at => osnas.format.lines(line.name, data.across + ' ' + osnas.format.score(at.value[0]), data.up + ' ' + osnas.format.score(at.value[1])) },
    })),
  }),
  points: data => data.lines.flatMap((line, series) => line.points.map((point, index) => ({
    series, index, says: line.name + ': ' + data.across + ' ' + osnas.format.score(point[0]) + ', ' + data.up + ' ' + osnas.format.score(point[1]),
  }))),
};
