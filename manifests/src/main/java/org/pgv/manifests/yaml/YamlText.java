package org.pgv.manifests.yaml;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Values as YAML text, in the form that PyYAML and its like write. */
public final class YamlText {
  private static final int NEVER_FOLDED = 1 << 16;
  private static final DumpSettings SETTINGS =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.BLOCK)
          .setExplicitStart(true)
          .setWidth(NEVER_FOLDED)
          .build();

  private YamlText() {}

  /** A document of our own that is a map, back as the values it was made from. */
  public static Map<?, ?> read(String document) {
    return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(document);
  }

  /** A document of maps, lists, texts and numbers, each map in its own order. */
  public static String of(Object value) {
    return new Dump(SETTINGS).dumpToString(value);
  }
}
