package org.pgv.builder.lock;

/** The packages of a lock with what vouches for them. */
public sealed interface ProvenSet permits ProvenDebs, ProvenRpms {}
