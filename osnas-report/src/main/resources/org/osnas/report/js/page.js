'use strict';
// What all scripts of the page share: the values it was made with, its colours, and the elements of charts.
const osnas = { charts: {}, values: JSON.parse(document.getElementById('values').textContent) };

osnas.theme = () => {
  const css = getComputedStyle(document.documentElement);
  const colour = name => css.getPropertyValue('--' + name).trim();
  return {
    ink: colour('ink'), soft: colour('soft'), line: colour('line'), card: colour('card'),
    blue: colour('blue'), green: colour('green'), red: colour('red'), low: colour('low'),
    series: ['blue', 'red', 'green', 'pink', 'orange', 'sky', 'ink', 'olive'].map(colour),
  };
};

// What a chart may need to know of its surroundings.
osnas.context = element => {
  const width = element.clientWidth;
  return { theme: osnas.theme(), width, narrow: width < 560, trials: osnas.values.trials };
};

osnas.element = (name, attributes, ...children) => {
  const element = document.createElement(name);
  Object.entries(attributes || {}).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children);
  return element;
};
