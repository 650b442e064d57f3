hello ${name} ${count}
<#list others as other>
- ${other}
</#list>
