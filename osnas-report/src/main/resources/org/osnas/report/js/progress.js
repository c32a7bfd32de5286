// The best so far of strategies: means over seeds, with their intervals as bands; or of runs.
osnas.charts.progress = {
  height: (data, context) => context.narrow ? 380 : 440,
  option(data, context) {
    const dashed = i => i < 8 ? 'solid' : 'dashed';
    const series = data.lines.flatMap((line, i) => {
      const colour = context.theme.series[i % 8];
      const mean = {
        name: line.name, type: 'line', step: data.steps ? 'end' : false, data: line.points.map(point => [point[0], point[1]]), showSymbol: false, zlevel: 0,
        lineStyle: { width: 2, color: colour, type: dashed(i) }, itemStyle: { color: colour },
      };
      if (!line.points.length || line.points[0].length < 4) return [mean];
      const known = line.points.filter(point => point[2] !== null);
      return [mean, {
        name: line.name, type: 'custom', silent: true, clip: true, z: 1, tooltip: { show: false }, itemStyle: { color: colour }, data: known.length ? [known[0].slice(0, 2)] : [],
        renderItem: (params, api) => ({
          type: 'polygon', silent: true, style: { fill: colour, opacity: 0.13 },
          shape: { points: known.map(point => api.coord([point[0], point[3]])).concat([...known].reverse().map(point => api.coord([point[0], point[2]]))) },
        }),
      }];
    });
    if (data.optimum !== undefined) {
      series[0].markLine = { silent: true, symbol: 'none', lineStyle: { color: context.theme.soft, type: 'dotted' },
        label: { formatter: 'optimum', position: 'insideStartTop', color: context.theme.soft }, data: [{ yAxis: data.optimum }] };
    }
    const low = Math.min(...data.lines.flatMap(line => line.points.map(point => point[2] === null || point[2] === undefined ? point[1] : point[2])));
    const high = Math.max(data.optimum === undefined ? -Infinity : data.optimum, ...data.lines.flatMap(line => line.points.map(point => point[3] === null || point[3] === undefined ? point[1] : point[3])));
    const pad = (high - low || 1e-3) * 0.04;
    return osnas.plane.base(context, {
      grid: { left: 12, right: 24, top: context.narrow ? 96 : 74, bottom: 34, containLabel: true },
      legend: Object.assign(osnas.plane.legend(context, 4), { type: 'plain' }),
      tooltip: osnas.plane.tooltip(context, { trigger: 'axis', formatter: all => {
        const seen = new Set();
        return osnas.format.lines(all[0].axisValue + (data.across ? ' ' + data.across : ' evaluations'), ...all.filter(at => !seen.has(at.seriesName) && seen.add(at.seriesName))
          .map(at => at.seriesName + ': ' + osnas.format.score(at.value[1])));
      } }),
      xAxis: osnas.plane.across(context, data.across || 'evaluations', { min: 0, max: data.evaluations, scale: false }),
      yAxis: osnas.plane.up(context, data.up || 'found so far', { min: low - pad, max: high + pad, axisLabel: Object.assign(osnas.plane.text(context), { formatter: value => Number(value.toPrecision(4)), showMinLabel: false, showMaxLabel: false }) }),
      series,
    });
  },
  points: data => data.lines.map((line, i) => {
    const last = line.points[line.points.length - 1];
    return { says: line.name + ' ends at ' + osnas.format.score(last && last[1]) };
  }),
};
