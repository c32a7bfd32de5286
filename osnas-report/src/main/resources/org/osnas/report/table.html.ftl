<#-- A table of the model Table: bars are drawn, numbers stand to the right. -->
<#macro show table>
<div class="table"><table>
<tr><#list table.columns as column><th<#if column.kind == "NUMBERS"> class="n"</#if>>${column.title}</th></#list></tr>
<#list table.rows as row>
<tr><#list row as cell><#assign kind = table.columns[cell?index].kind><#t>
<#if kind == "BAR"><td class="share"><div class="bar" style="width:${(cell?number * 100)?string("0.#")}%"></div></td><#t>
<#else><td<#if kind == "NUMBERS"> class="n"</#if>>${cell}</td></#if></#list></tr>
</#list>
</table></div>
</#macro>
