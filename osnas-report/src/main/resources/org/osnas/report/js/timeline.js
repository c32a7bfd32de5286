// The best so far by time, over the phases of the run.
osnas.charts.timeline = {
  option: (data, context) => osnas.plane.base(context, {
    grid: { left: 12, right: 40, top: 34, bottom: 34, containLabel: true },
    xAxis: osnas.plane.across(context, 'time since the run began', {
      min: 0, max: data.end, scale: false,
      axisLabel: Object.assign(osnas.plane.text(context), { formatter: osnas.format.seconds, hideOverlap: true }),
    }),
    yAxis: osnas.plane.up(context, 'best score so far'),
    series: [{
      type: 'line', step: 'end', data: data.best, symbolSize: 5,
      lineStyle: { color: context.theme.green, width: 2 }, itemStyle: { color: context.theme.green },
      tooltip: { formatter: at => osnas.format.lines('after ' + osnas.format.seconds(at.value[0]), 'score ' + osnas.format.score(at.value[1])) },
      markArea: {
        silent: true,
        data: data.phases.filter(phase => phase.to > phase.from).map((phase, i) => [{
          name: phase.name, xAxis: phase.from, itemStyle: { color: context.theme.series[i + 3], opacity: 0.14 },
          label: { show: phase.to - phase.from > 0.12 * data.end, color: context.theme.soft, position: i % 2 ? 'insideBottom' : 'insideTop', fontSize: 11 },
        }, { xAxis: phase.to }]),
      },
    }],
  }),
  points: data => data.best.map((point, i) => ({
    series: 0, index: i, says: 'after ' + osnas.format.seconds(point[0]) + ': score ' + osnas.format.score(point[1]),
  })),
};
