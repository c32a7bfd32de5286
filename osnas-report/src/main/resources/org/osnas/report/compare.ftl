# Comparison of ${it.strategies} search strategies

${it.subject} ${it.evaluations} evaluations a search, ${it.seeds} seeds.<#if it.optimum?has_content> The optimum is ${it.optimum}.</#if>

${it.table.markdown()}
Intervals: 95 %, by bootstrap over the seeds. Rank: mean over the seeds of the rank within a seed. p: Wilcoxon's signed-rank test against random, paired by seed, exact, with Holm's correction over all pairs (${it.pairs}, `pairs.csv`).<#if it.optimum?has_content> Regret: what is missing to the optimum.</#if>
<#list it.asBaseline as label>

${label} found in every seed what random found, at the same evaluations: with these settings it is random search. It is left out of the tests.
</#list>
<#list it.unranked as strategy>

Unranked: ${strategy.label}. ${strategy.reasons}
</#list>

![best so far by evaluations](${it.plot})
