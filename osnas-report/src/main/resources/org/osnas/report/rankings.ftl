# Rankings of ${it.trainings} kinds of supernets

${it.subject}

${it.table.markdown()}
Agreement of scores and accuracies by Kendall's τ-b, as means over the supernets: over all architectures, over the pairs whose MACs differ by at most ${it.band} %, and within the better half. Regret: what is missing of the best accuracy where the architecture with the best score is taken. Mean score: of all architectures by the scorer of the run. Seconds: of one training, on this machine. Intervals: 95 %, by bootstrap over architectures and supernets; fewer than ${it.fewest} architectures get none.
<#if it.tests>

Differences in τ-b within bands, by bootstrap of the same architectures and of supernets, p with Holm's correction over all pairs:

${it.pairs.markdown()}
</#if>
