package org.pgv.installer.component.postgres;

import java.util.ArrayList;
import java.util.List;
import org.pgv.installer.topology.Topology;
import org.pgv.manifests.site.Cluster;
import org.pgv.manifests.site.SiteHost;

/**
 * Who may connect to a cluster (pg_hba.conf). The superuser only from its own host, replication
 * only between members and by certificate, everybody else by password over TLS.
 */
final class AccessRules {
  private final Topology topology;
  private final Cluster cluster;

  AccessRules(Topology topology, Cluster cluster) {
    this.topology = topology;
    this.cluster = cluster;
  }

  List<String> lines() {
    String superuser = topology.platform().patroni().user();
    List<String> lines = new ArrayList<>();
    lines.add("local all " + superuser + " peer");
    lines.add("local replication replicator peer map=pgv");
    lines.add("local postgres pgbouncer peer map=pgv");
    lines.add("local all pgbouncer reject");
    // PgBouncer passes its clients' passwords on.
    lines.add("local all all scram-sha-256");
    for (SiteHost member : topology.site().membersOf(cluster)) {
      lines.add("hostssl replication replicator " + member.address() + "/32 cert");
      lines.add("hostssl postgres rewind " + member.address() + "/32 cert");
    }
    lines.add("host all " + superuser + ",replicator,rewind,pgbouncer all reject");
    lines.add("hostssl all all 127.0.0.1/32 scram-sha-256");
    // Clients come through a router, and then from its address.
    for (SiteHost router : topology.routers()) {
      lines.add("hostssl all all " + router.address() + "/32 scram-sha-256");
    }
    for (String client : cluster.postgres().clients()) {
      lines.add("hostssl all all " + client + " scram-sha-256");
    }
    return lines;
  }
}
