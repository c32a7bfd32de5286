<#import "table.html.ftl" as table><@table.show table=it/>
