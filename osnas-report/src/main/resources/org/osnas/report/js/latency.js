// Measured latency by what the table predicts, with a line where both are equal and 10 % beside it.
osnas.charts.latency = {
  option(data, context) {
    const all = data.points.flatMap(point => [point.predicted, point.measured]);
    const low = Math.min(...all) * 0.92;
    const high = Math.max(...all) * 1.08;
    const line = (name, slope, type) => ({ name, type: 'line', data: [[low, low * slope], [high, high * slope]], symbol: 'none', silent: true,
      lineStyle: { color: context.theme.soft, width: 1.2, type }, itemStyle: { color: context.theme.soft }, tooltip: { show: false } });
    const axis = { min: low, max: high, scale: true, axisLabel: Object.assign(osnas.plane.text(context), { formatter: value => Number(value.toPrecision(3)), hideOverlap: true, showMinLabel: false, showMaxLabel: false }) };
    return osnas.plane.base(context, {
      xAxis: osnas.plane.across(context, 'predicted, ' + data.unit, axis),
      yAxis: osnas.plane.up(context, 'measured, ' + data.unit, axis),
      series: [
        line('equal', 1, 'solid'), line('10 % more', 1.1, 'dashed'), line('10 % less', 0.9, 'dashed'),
        {
          type: 'scatter', symbolSize: 9, itemStyle: { color: context.theme.blue, opacity: 0.75 }, data: data.points.map(point => [point.predicted, point.measured]),
          tooltip: { formatter: at => osnas.format.lines(data.points[at.dataIndex].architecture, 'predicted ' + Number(at.value[0].toPrecision(4)) + ' ' + data.unit, 'measured ' + Number(at.value[1].toPrecision(4)) + ' ' + data.unit) },
        },
      ],
    });
  },
  points: data => data.points.map((point, index) => ({ series: 3, index, says: point.architecture + ': predicted ' + Number(point.predicted.toPrecision(3)) + ', measured ' + Number(point.measured.toPrecision(3)) + ' ' + data.unit })),
};
