package org.pgv.installer.secret;

import java.util.SortedMap;
import org.pgv.installer.secret.Credentials.Authorities;
import org.pgv.installer.secret.Credentials.Leaf;

/** Makes certificates. What it must remember is text, kept with the other secrets. */
public interface Issuer {

  /** Makes the root and the intermediates of a site: PEM by name, keys among them. */
  SortedMap<String, String> create(String site);

  Authorities authorities(SortedMap<String, String> keys);

  Leaf issue(SortedMap<String, String> keys, LeafRequest request);

  /** Whether a certificate's time is nearly over, so that it must be issued again. */
  boolean isDue(Leaf leaf);
}
