<#import "page.html.ftl" as page>
<#import "table.html.ftl" as table>
<#import "chart.html.ftl" as chart>
<@page.show frame=it.frame>
<div data-part="head">
<h1>Comparison of ${it.content.strategies} search strategies</h1>
<p>${it.content.subject} ${it.content.evaluations} evaluations a search, ${it.content.seeds} seeds.<#if it.content.optimum?has_content> The optimum is ${it.content.optimum}.</#if></p>
<@table.show table=it.content.table/>
<p>Intervals: 95 %, by bootstrap over the seeds. Rank: mean over the seeds of the rank within a seed. p: Wilcoxon's signed-rank test against random, paired by seed, exact, with Holm's correction over all pairs (${it.content.pairs}).<#if it.content.optimum?has_content> Regret: what is missing to the optimum.</#if></p>
<#list it.content.asBaseline as label>
<p>${label} found in every seed what random found, at the same evaluations: with these settings it is random search. It is left out of the tests.</p>
</#list>
<#list it.content.unranked as strategy>
<p>Unranked: ${strategy.label}. ${strategy.reasons}</p>
</#list>
</div>
<@chart.show list=it.charts/>
</@page.show>
