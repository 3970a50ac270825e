package org.icecoat.testbed.bench.harness;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The outcomes for programs: an array with an object each. */
final class JsonReport {
  private JsonReport() {}

  static String of(List<Outcome> outcomes) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    outcomes.forEach(outcome -> fill(all.addObject(), outcome));
    return all.toPrettyString();
  }

  private static void fill(ObjectNode object, Outcome outcome) {
    Benchmark benchmark = outcome.benchmark();
    object.put("name", benchmark.name()).put("unit", benchmark.unit());
    if (outcome instanceof Outcome.Measured measured) {
      fill(object, measured);
    } else if (outcome instanceof Outcome.Broken broken) {
      object.put("error", broken.reason()).put("goal", benchmark.goal().toString());
      object.put("met", false);
    }
  }

  private static void fill(ObjectNode object, Outcome.Measured measured) {
    object
        .put("ours", measured.ours().median())
        .put("floor", measured.floor().median())
        .put("ratio", measured.ratio())
        .put("goal", measured.benchmark().goal().toString())
        .put("met", measured.met())
        .put("rounds", measured.ours().values().size());
    ObjectNode spread = object.putObject("spread");
    range(spread.putArray("ours"), measured.ours());
    range(spread.putArray("floor"), measured.floor());
    range(spread.putArray("ratio"), measured.ratios());
  }

  private static void range(ArrayNode array, Rounds rounds) {
    array.add(rounds.least()).add(rounds.greatest());
  }
}
