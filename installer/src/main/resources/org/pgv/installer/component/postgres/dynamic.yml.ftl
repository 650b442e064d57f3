ttl: ${timings.ttl}
loop_wait: ${timings.loopWait}
retry_timeout: ${timings.retryTimeout}
primary_start_timeout: ${timings.primaryStartTimeout}
primary_stop_timeout: ${timings.primaryStopTimeout}
maximum_lag_on_failover: 1048576
synchronous_mode: ${synchronous}
synchronous_node_count: 1
failsafe_mode: true
member_slots_ttl: 30min
<#if slots?has_content>
slots:
<#list slots as slot>
  '${slot.name}':
    type: logical
    database: '${slot.database}'
    plugin: '${slot.plugin}'
</#list>
</#if>
postgresql:
  use_pg_rewind: true
  use_slots: true
  remove_data_directory_on_rewind_failure: true
  parameters:
    hot_standby: 'on'
    wal_log_hints: 'on'
    archive_mode: 'on'
    archive_command: ${archiveCommand}
<#list parameters as parameter>
    ${parameter.name}: ${parameter.value}
</#list>
