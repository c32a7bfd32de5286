<#import "page.html.ftl" as page>
<#import "table.html.ftl" as table>
<#import "chart.html.ftl" as chart>
<@page.show frame=it.frame>
<div data-part="head">
<h1>${it.count} runs side by side</h1>
<p>Scores with shared weights compare within one supernet alone: between runs with supernets of their own, compare the accuracies of trained networks.</p>
<@table.show table=it.runs/>
</div>
<h2>The searches</h2>
<@chart.show list=it.charts/>
<h2>The networks</h2>
<#list it.networks as network>
<h3>${network.run}</h3>
<@chart.show list=network.picture/>
</#list>
</@page.show>
