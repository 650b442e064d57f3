package org.pgv.installer.port;

import java.util.Optional;
import java.util.Set;
import org.pgv.installer.platform.Platform;

/** Who listens on a port. */
public enum Program {
  WEB_SERVER,
  TIME,
  ETCD,
  MINIO,
  PGBACKREST,
  POSTGRES,
  PATRONI,
  POOLER,
  ROUTER,
  ADDRESS_KEEPER,
  /** Not ours. */
  OTHER;

  /** What its processes are called. */
  public Set<String> processes() {
    return switch (this) {
      case WEB_SERVER -> Set.of("nginx");
      case TIME -> Set.of("chronyd");
      case ETCD -> Set.of("etcd");
      case MINIO -> Set.of("minio");
      case PGBACKREST -> Set.of("pgbackrest");
      case POSTGRES -> Set.of("postgres");
      case PATRONI -> Set.of("patroni", "python3");
      case POOLER -> Set.of("pgbouncer");
      case ROUTER -> Set.of("haproxy");
      case ADDRESS_KEEPER -> Set.of("keepalived");
      case OTHER -> Set.of();
    };
  }

  /** The unit that it runs in, where it is one of ours. */
  public Optional<String> unit(Platform platform) {
    return switch (this) {
      case WEB_SERVER -> Optional.of(platform.webServer().unit());
      case TIME -> Optional.of(platform.time().unit());
      case ETCD -> Optional.of(platform.etcd().unit());
      case MINIO -> Optional.of("minio.service");
      case PGBACKREST -> Optional.of("pgbackrest.service");
      case POSTGRES, PATRONI -> Optional.of(platform.patroni().unit());
      case POOLER -> Optional.of(platform.pooler().unit());
      case ROUTER -> Optional.of(platform.router().service().unit());
      case ADDRESS_KEEPER -> Optional.of(platform.addressKeeper().unit());
      case OTHER -> Optional.empty();
    };
  }
}
