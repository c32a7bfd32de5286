// Loss and scores on validation examples by step, and the learning rate below.
osnas.charts.training = {
  height: () => 400,
  option(data, context) {
    const steps = more => osnas.plane.across(context, '', Object.assign({ min: 0, max: data.steps, scale: false }, more));
    const line = (name, values, colour, more) => Object.assign({
      name, type: 'line', data: values, showSymbol: values.length < 30, zlevel: 0, symbolSize: 5,
      lineStyle: { color: colour, width: 2 }, itemStyle: { color: colour },
    }, more);
    return osnas.plane.base(context, {
      legend: osnas.plane.legend(context, 110),
      tooltip: osnas.plane.tooltip(context, { trigger: 'axis', formatter: all => osnas.format.lines(
        'step ' + all[0].axisValue, ...all.map(at => at.seriesName + ' ' + Number(Number(at.value[1]).toPrecision(4)))) }),
      axisPointer: { link: [{ xAxisIndex: 'all' }] },
      grid: [{ left: 56, right: 50, top: 36, height: 190 }, { left: 56, right: 50, top: 272, height: 76 }],
      xAxis: [steps({ gridIndex: 0, axisLabel: { show: false } }), steps({ gridIndex: 1, name: 'step' })],
      yAxis: [
        osnas.plane.up(context, 'loss', { gridIndex: 0 }),
        osnas.plane.up(context, 'rate', { gridIndex: 1, splitNumber: 2, scale: false }),
        osnas.plane.up(context, data.scores.length ? 'score' : '', { gridIndex: 0, show: data.scores.length > 0, splitLine: { show: false } }),
      ],
      series: [
        line('loss', data.losses, context.theme.blue),
        line('learning rate', data.rates, context.theme.series[4], { xAxisIndex: 1, yAxisIndex: 1, showSymbol: false, zlevel: 0 }),
      ].concat(data.scores.length ? [line('validation', data.scores, context.theme.green, { yAxisIndex: 2, showSymbol: true })] : []),
    });
  },
  points: data => data.losses.map((point, i) => ({ series: 0, index: i, says: 'step ' + point[0] + ': loss ' + osnas.format.score(point[1]) })),
};
