package org.pgv.mirror.fetch;

import org.pgv.manifests.value.Sha256;

/** How one try to get one file from one mirror ended. */
sealed interface Attempt {

  /** The file is in the store. */
  record Stored() implements Attempt {}

  /** It broke off or never began; what came is kept, and trying again may help. */
  record BrokeOff(String why) implements Attempt {}

  /** This mirror does not have it. */
  record Missing(int status) implements Attempt {}

  /** All bytes came, and they are others than the signed index says. */
  record Altered(Sha256 got) implements Attempt {}

  /** More bytes came than the signed index says. */
  record TooLong() implements Attempt {}

  /** All that the server has came, and it is less than the signed index says. */
  record TooShort(long got) implements Attempt {}
}
