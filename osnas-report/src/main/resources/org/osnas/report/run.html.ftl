<#import "table.html.ftl" as table>
<#macro figures list>
<div class="plots">
<#list list as figure>
<figure>
<#if figure.of == "costs">
<@image figure=figure text="Scores by ${figure.name}"/>
<figcaption>All scored architectures, <i class="front-key">those that no cheaper one beats</i>, <i class="chosen-key">the chosen one</i><#if figure.budget>, and the budget in grey</#if>.</figcaption>
<#elseif figure.of == "order">
<@image figure=figure text="Scores by trial"/>
<figcaption>Scores in the order of the search, and the best so far.</figcaption>
<#else>
<@image figure=figure text="Loss of ${figure.name}"/>
<figcaption>Training loss of ${figure.name}, means over spans of steps.</figcaption>
</#if>
</figure>
</#list>
</div>
</#macro>
<#macro image figure text><img width="${it.plotWidth()}" height="${it.plotHeight()}" alt="${text}" src="${figure.image}"></#macro>
<#macro show exhibit>
<#if exhibit.chart.isPresent()>
<div class="plots"><figure>
<img width="${it.plotWidth()}" height="${it.plotHeight()}" alt="${exhibit.title}" src="${exhibit.chart.get()}">
<figcaption><#list exhibit.keys as key><i style="color: ${key.colour}">${key.name}</i><#sep>, </#list></figcaption>
</figure></div>
</#if>
<#if exhibit.pictures?has_content>
<div class="pictures">
<#list exhibit.pictures as picture>
<figure><svg viewBox="0 0 ${picture.width} ${picture.height}" font-size="${picture.text}"><image width="${picture.width}" height="${picture.height}" href="data:image/png;base64,${picture.png}"/>
<#list picture.frames as frame>
<rect class="${frame.truth?then("truth", "guess")}" x="${frame.left}" y="${frame.top}" width="${frame.width}" height="${frame.height}"/><#if frame.label?has_content><text x="${frame.left}" y="${frame.labelTop}">${frame.label}</text></#if>
</#list>
</svg><#if picture.caption?has_content><figcaption>${picture.caption}</figcaption></#if></figure>
</#list>
</div>
</#if>
</#macro>
<#macro details name text>
<#if text?has_content>
<details><summary>${name}</summary><pre>${text}</pre></details>
</#if>
</#macro>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${it.space} ${it.architecture}</title>
<style>
<#include "page.css">
</style>
</head>
<body>
<h1>${it.space} ${it.architecture}</h1>
<p>${it.strategy} scored ${it.scored?string(",##0")} architectures of ${it.space}<#if it.failed != 0> (${it.failed} failed)</#if> with the shared weights of one supernet.
<#if it.early.isPresent()>
${it.early.get().stopped?string(",##0")} more stopped early, as they could hardly be among the best; that saved ${it.early.get().percent} % of the passes of validation images. The figures below leave them out.
</#if>
<#if it.finalists == 1>
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
<#if it.metrics.isPresent()>
<h2>On the test examples</h2>
<@table.show table=it.metrics.get()/>
</#if>
<#list it.exhibits as exhibit>
<h2>${exhibit.title}</h2>
<@show exhibit=exhibit/>
</#list>
<h2>The search</h2>
<@figures list=it.plots/>
<#if it.front.isPresent()>
<h2>The Pareto front</h2>
<p>No other scored architecture is at least as good by ${it.objectives} and better by one. Train another one of them with osnas evaluate.</p>
<@table.show table=it.front.get()/>
</#if>
<h2>The network, layer by layer</h2>
<@table.show table=it.layers/>
<h2>The best of the search</h2>
<@table.show table=it.best/>
<h2>Trained networks</h2>
<@table.show table=it.trainings/>
<#if it.losses?has_content>
<h2>How the trainings went</h2>
<@figures list=it.losses/>
</#if>
<h2>How it was made</h2>
<p>Seed ${it.origin.seed}; supernet ${it.origin.supernet} s, search ${it.origin.search} s, retraining ${it.origin.retrain} s.</p>
<@details name="Configuration" text=it.origin.configuration/>
<@details name="Environment" text=it.origin.environment/>
</body>
</html>
