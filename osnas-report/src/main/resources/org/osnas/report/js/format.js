// Numbers as people read them, and rows of trials in words.
osnas.format = {
  score: value => value === null || value === undefined ? '–' : Number(value).toFixed(4),
  percent: share => (100 * share).toFixed(share < 0.1 ? 1 : 0) + ' %',
  quantity: value => {
    if (value === null || value === undefined) return '–';
    const size = Math.abs(value);
    const short = number => String(Number(number.toPrecision(4)));
    if (size >= 1e9) return short(value / 1e9) + ' G';
    if (size >= 1e6) return short(value / 1e6) + ' M';
    return size >= 1e4 ? short(value / 1e3) + ' k' : short(value);
  },
  seconds: value => value < 120 ? Number(value.toPrecision(3)) + ' s'
    : value < 7200 ? (value / 60).toFixed(1) + ' min' : (value / 3600).toFixed(1) + ' h',
  // Tooltips are HTML: what comes from elsewhere is escaped.
  html: text => String(text).replace(/[&<>"']/g, sign => '&#' + sign.charCodeAt(0) + ';'),
  lines: (...lines) => lines.filter(line => line !== '').map(osnas.format.html).join('<br>'),
};

// A row of trials: index, score, architecture, costs.
osnas.row = {
  score: row => row[1],
  cost: (row, metric) => row[3 + osnas.values.trials.metrics.indexOf(metric)],
  choices: row => row[2].split(',').map(Number),
  words: row => ['trial ' + (row[0] + 1) + ': ' + row[2], 'score ' + osnas.format.score(row[1])]
    .concat(osnas.values.trials.metrics.slice(0, 4).map((metric, i) => metric + ' ' + osnas.format.quantity(row[3 + i]))),
};
