// The architecture that was selected in a chart: what it costs, and the command that trains it.
osnas.selection = {
  row: -1,
  select(row) {
    osnas.selection.row = row;
    const panel = document.getElementById('selected');
    const trials = osnas.values.trials;
    if (panel && row >= 0) {
      const front = Object.values(osnas.values.charts).find(chart => chart.kind === 'front');
      panel.replaceChildren(
        osnas.element('strong', {}, trials.rows[row][2]), ' ' + osnas.row.words(trials.rows[row]).slice(1).join(', '),
        osnas.element('code', {}, osnas.charts.front.command(front.data, trials.rows[row])));
      panel.hidden = false;
    }
    osnas.drawn.filter(drawn => drawn.chart.follows).forEach(drawn => drawn.update());
  },
};
