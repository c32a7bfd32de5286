<#-- What a task has to show of a network: a chart, or examples with boxes. -->
<#import "chart.html.ftl" as chart>
<#macro show exhibit>
<#if exhibit.chart.isPresent()>
<div class="plots"><@chart.one chart=exhibit.chart.get()/></div>
</#if>
<#if exhibit.pictures?has_content>
<div class="pictures<#if !exhibit.pictures[0].frames?has_content> small</#if>">
<#list exhibit.pictures as picture>
<figure><svg viewBox="0 0 ${picture.width} ${picture.height}" font-size="${picture.text}" role="img" aria-label="${picture.says()}"><image width="${picture.width}" height="${picture.height}" href="data:image/png;base64,${picture.png}"/>
<#list picture.frames as frame>
<rect class="${frame.truth?then("truth", "guess")}" x="${frame.left}" y="${frame.top}" width="${frame.width}" height="${frame.height}"/><#if frame.label?has_content><text x="${frame.left}" y="${frame.labelTop}">${frame.label}</text></#if>
</#list>
</svg><#if picture.caption?has_content><figcaption>${picture.caption}</figcaption></#if></figure>
</#list>
</div>
</#if>
</#macro>
