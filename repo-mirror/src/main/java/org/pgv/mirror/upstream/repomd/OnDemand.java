package org.pgv.mirror.upstream.repomd;

import java.util.function.Supplier;
import org.pgv.mirror.rpm.repomd.Comps;

/**
 * Metadata that few locks need: it is fetched and read when it is asked for.
 *
 * @param files the owners of files that primary metadata leaves out
 * @param groups groups of packages; none where the repository has no list of them
 */
public record OnDemand(LateFiles files, Supplier<Comps> groups) {}
