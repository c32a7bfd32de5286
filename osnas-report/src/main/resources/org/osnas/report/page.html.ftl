<#-- What surrounds the content of every page. It loads nothing: styles, values, library and scripts are in it. -->
<#macro show frame>
<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src <#if frame.live>'self'<#else>'none'</#if>; base-uri 'none'; form-action 'none'">
<title>${frame.title}</title>
<style>
<#include "page.css">
</style>
</head>
<body>
<#if frame.live><p id="watched" class="watched" role="status">Asks for what is new every two seconds.</p></#if>
<main>
<#nested>
</main>
<p id="said" class="unseen" aria-live="polite"></p>
<noscript><p>Charts need scripts. The tables and the text do not.</p></noscript>
<script type="application/json" id="values">${frame.data?no_esc}</script>
<#if frame.whole>
<script>
${frame.library()?no_esc}
</script>
<script>
${frame.scripts()?no_esc}
</script>
</#if>
</body>
</html>
</#macro>
