import { totalmem } from 'node:os'

/**
 * What our server differs in from PostgreSQL's own defaults. Durability (`fsync`, `full_page_writes`,
 * `synchronous_commit`) is named though it is the default: nobody's postgresql.conf may turn it off by accident.
 */
export function serverSettings(): Record<string, string> {
  const megabytes = Math.round(totalmem() / 2 ** 20)
  return {
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    shared_buffers: `${Math.min(1024, Math.max(64, Math.round(megabytes / 8)))}MB`,
    max_connections: '60',
    max_wal_size: '1GB',
    checkpoint_timeout: '5min',
    // Every query of the product is short; compiling one costs more than it saves.
    jit: 'off',
    random_page_cost: '1.1',
    timezone: 'UTC',
    log_timezone: 'UTC',
    lc_messages: 'C',
    log_destination: 'stderr',
    logging_collector: 'off',
    log_checkpoints: 'off',
    // Failed statements are the asker's to report. Here they are left out, with details and texts that may hold
    // people's names: a log must not.
    log_min_messages: 'log',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    unix_socket_permissions: '0700',
  }
}
