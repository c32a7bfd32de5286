<#-- The place of a chart, which a script fills: its title, the sentence that says what to look for, a name for who cannot see it. -->
<#assign titles = {
  "front": "Scores by costs",
  "history": "Scores in the order of the search",
  "distribution": "Distribution of scores",
  "distributions": "Distributions of scores",
  "ranks": "Ranks by score and by cost",
  "timeline": "Where the time went",
  "importance": "Which layers matter",
  "slices": "Scores by the choice in a layer",
  "pairs": "Scores by the choices in two layers",
  "choices": "What the best have in common",
  "parallel": "All choices, costs and scores at once",
  "network": "The network as a picture",
  "training": "Training",
  "curves": "Curves",
  "matrix": "What is taken for what",
  "progress": "The best so far",
  "fronts": "Fronts of score and cost",
  "found": "What was found with each seed",
  "places": "Mean ranks",
  "apart": "Who can be told apart",
  "fidelity": "Scores against accuracies",
  "latency": "Predicted and measured latency"
}>
<#assign looks = {
  "front": "Look for the point where the green front stops rising: more cost buys little from there on. Choose a point to see its architecture and the command that trains it; in the key, orange is what the run chose.",
  "history": "Look whether the scores rise: a search that learns leaves the bad ones behind, and where the green line is flat for long, more trials would find little. Scores in the green band, if there is one, cannot be told from the winner's with so many validation images.",
  "distribution": "Look whether the second half of the search lies to the right of the first: then the search learned where good architectures are. Random search shows two like lines.",
  "distributions": "Look which line lies to the right: that search saw better architectures. A line that ends to the right of the others found the best.",
  "ranks": "Look for a diagonal: then larger is simply better, and the search found little that cost alone does not tell. A cloud means that the choices matter.",
  "timeline": "Look how much of the time went into scoring, and whether the best was found early: then fewer trials would have done.",
  "importance": "Look for the few long bars: these layers decide, and the short ones can be left as they are cheapest. Orange bars are pairs of layers that matter beyond their two. From a random forest (fANOVA), so it is about the whole space, not the best alone.",
  "slices": "Look for boxes that lie apart: there the choice matters. The number at a name says how many trials have it; few trials say little.",
  "pairs": "Look for cells that are stronger than their row and column promise: two choices that go well together. Empty cells were never tried.",
  "choices": "Look for strong colours: blocks that nearly all of the best have. Compare with all trials, since a search may also have looked there only.",
  "parallel": "Look where the strong lines run together: choices that good architectures share. Drag along an axis to keep only the lines that pass there.",
  "network": "Look where the cost sits: the stronger the colour of a block, the larger its share. Height is the number of channels; below stand kernel, expansion and width.",
  "training": "Look whether the loss is still falling at the end: then longer training would help. A jump up means that the learning rate is too high.",
  "curves": "Look how close the lines come to the corner where both are good.",
  "matrix": "Look for strong colours off the diagonal: classes that are mistaken for each other. Rows are what the examples are, columns what they are taken for.",
  "progress": "Look which line is highest early: it needs the fewest evaluations. Where bands overlap, more seeds may change the order.",
  "fronts": "Look which line is highest at the cost that you can afford; lines that cross mean that the best run depends on the budget.",
  "found": "Look how far the points of a strategy spread: a good mean with far points is luck with some seeds. The bar is the mean.",
  "places": "Look for intervals that do not overlap: these strategies differ seed by seed, whatever the size of the difference.",
  "apart": "Look for strong colours: pairs that differ for more than chance (Wilcoxon's test by seeds, Holm's correction). Pale cells are a draw, however different the means.",
  "fidelity": "Look for a rising band: then good scores mean good networks. A cloud at the upper right says that the best cannot be told apart by score.",
  "latency": "Look for points between the dashed lines: there the table is right within a tenth. All on one side mean that it is biased, and it can be corrected."
}>
<#macro show list>
<#if list?has_content>
<div class="plots">
<#list list as chart><@one chart=chart/></#list>
</div>
</#if>
</#macro>
<#macro one chart>
<#assign title = (chart.name?has_content && chart.kind != "training")?then(chart.name, titles[chart.kind] + chart.name?has_content?then(" of " + chart.name, ""))>
<figure class="chart ${chart.kind}">
<h3>${title}</h3>
<div class="controls"></div>
<div class="plot" data-chart="${chart.id}" tabindex="0" role="img" aria-label="${title}. ${chart.says} Arrow keys go from point to point."></div>
<#if chart.kind == "front"><p id="selected" class="selected" aria-live="polite" hidden></p></#if>
<figcaption>${looks[chart.kind]}</figcaption>
</figure>
</#macro>
