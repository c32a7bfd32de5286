<#import "page.html.ftl" as page>
<#import "table.html.ftl" as table>
<#import "chart.html.ftl" as chart>
<#import "exhibit.html.ftl" as exhibits>
<#macro details name text>
<#if text?has_content>
<details><summary>${name}</summary><pre>${text}</pre></details>
</#if>
</#macro>
<@page.show frame=it.frame>
<div data-part="head">
<h1>${it.space} ${it.architecture}</h1>
<p>${it.strategy} <#if it.architecture?has_content>scored<#else>has scored</#if> ${it.scored?string(",##0")}<#if !it.architecture?has_content> of ${it.planned?string(",##0")}</#if> architectures of ${it.space}<#if it.failed != 0> (${it.failed} failed)</#if> ${it.scoring}.
<#if it.early.isPresent()>
${it.early.get().stopped?string(",##0")} more stopped early, as they could hardly be among the best; that saved ${it.early.get().percent} % of the passes of validation images. The figures below leave them out.
</#if>
<#if !it.architecture?has_content>
The run is not finished: what it will choose is not known yet.
<#elseif it.finalists == 1>
The one with the best score was ${it.how}.
<#elseif it.front.isPresent()>
${it.finalists} that lie apart on the Pareto front were ${it.how}; the one with the highest validation ${it.score} won.
<#else>
The best ${it.finalists} were ${it.how}; the one with the highest validation ${it.score} won.
</#if>
</p>
<div class="cards">
<#list it.cards as card>
<div class="card"><span>${card.name}</span><b>${card.value}</b><small>${card.note}</small></div>
</#list>
</div>
<#if it.log?has_content>
<pre class="log" aria-label="Last lines of the log">${it.log}</pre>
</#if>
</div>
<#if it.metrics.isPresent()>
<h2>On the test examples</h2>
<@table.show table=it.metrics.get()/>
</#if>
<#list it.exhibits as exhibit>
<#if !exhibit.chart.isPresent()><h2>${exhibit.title}</h2></#if>
<@exhibits.show exhibit=exhibit/>
</#list>
<#if it.network.isPresent()>
<h2>The network</h2>
<@chart.show list=it.network.get().picture/>
<@table.show table=it.network.get().layers/>
</#if>
<#if it.files.isPresent()>
<h2>What left the run</h2>
<@table.show table=it.files.get()/>
</#if>
<#if it.latency?has_content>
<h2>Latency</h2>
<@chart.show list=it.latency/>
</#if>
<#if it.search?has_content>
<h2>The search</h2>
<@chart.show list=it.search/>
</#if>
<#if it.front.isPresent()>
<h2>The Pareto front</h2>
<p>No other scored architecture is at least as good by ${it.objectives} and better by one. Train another one of them with osnas evaluate.</p>
<@table.show table=it.front.get()/>
</#if>
<#if it.layers?has_content>
<h2>What the layers do</h2>
<@chart.show list=it.layers/>
</#if>
<div data-part="best">
<#if it.best.isPresent()>
<h2>The best of the search</h2>
<@table.show table=it.best.get()/>
</#if>
<#if it.trainings.isPresent()>
<h2>Trained networks</h2>
<@table.show table=it.trainings.get()/>
</#if>
</div>
<#if it.losses?has_content>
<h2>How the trainings went</h2>
<@chart.show list=it.losses/>
</#if>
<#list it.fidelities as fidelity>
<h2>How well the scores of <#if fidelity.scorer == "run">the run<#else>${fidelity.scorer}</#if> rank</h2>
<@chart.show list=fidelity.chart/>
<@table.show table=fidelity.measures/>
</#list>
<h2>How it was made</h2>
<p data-part="made">Seed ${it.origin.seed}<#if it.architecture?has_content>; supernet ${it.origin.supernet} s, search ${it.origin.search} s, retraining ${it.origin.retrain} s</#if>.</p>
<@details name="Configuration" text=it.origin.configuration/>
<@details name="Environment" text=it.origin.environment/>
</@page.show>
