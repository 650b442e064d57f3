package org.pgv.mirror.rpm;

/**
 * The ways in which packages are looked for, each by the numbers of texts.
 *
 * @param named by their own name
 * @param provided by what they provide
 * @param owned by the files that primary lists for them
 */
record Lookups(Lookup named, Lookup provided, Lookup owned) {
  static Lookups of(RpmTables tables) {
    int size = tables.size();
    int texts = tables.texts().size();
    return new Lookups(
        Lookup.of(texts, size, (number, to) -> to.accept(tables.text(RpmTables.NAME, number))),
        Lookup.of(
            texts,
            size,
            (number, to) ->
                tables.eachRelation(
                    number,
                    RpmField.PROVIDES,
                    relation -> to.accept(tables.relationName(relation)))),
        Lookup.of(texts, size, tables::eachFile));
  }
}
