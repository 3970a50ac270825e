package org.icecoat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of OASIS are written by hand here, with the content models of the standards. */
class OasisSchemasTest {
  /** Where ours is not the standard's, on purpose: docs/wsdl.md says so too. */
  private static final List<Departure> DEPARTURES =
      List.of(
          new Departure(
              "sg-2",
              "type ContentType",
              "any(##any lax)*",
              "any(##other lax)*",
              "RPDoc would be both itself and any: ambiguous, and parsers refuse the schema"));

  private record Departure(
      String schema, String component, String standard, String ours, String reason) {}

  @ParameterizedTest
  @ValueSource(strings = {"rp-2", "r-2", "bf-2", "t-1", "b-2", "ws-addr"})
  void a_schema_has_the_content_models_of_the_original(String schema) throws Exception {
    assertSame(schema, ContentModels.of("/org/apache/cxf/wsn/wsdl/" + schema + ".xsd"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rl-2", "sg-2"})
  void a_schema_that_no_artifact_has_has_the_content_models_known_of_it(String schema)
      throws Exception {
    assertSame(schema, Facts.read("/oasis/" + schema + ".txt"));
  }

  private static void assertSame(String schema, SortedMap<String, String> standard)
      throws Exception {
    DEPARTURES.stream()
        .filter(departure -> departure.schema().equals(schema))
        .forEach(departure -> depart(standard, departure));
    assertThat(standard).isNotEmpty();
    assertThat(Facts.differences(standard, ContentModels.of("/wsdl/oasis/" + schema + ".xsd")))
        .isEmpty();
  }

  private static void depart(Map<String, String> standard, Departure departure) {
    String model = standard.get(departure.component());
    assertThat(model).as(departure.reason()).contains(departure.standard());
    standard.put(departure.component(), model.replace(departure.standard(), departure.ours()));
  }

  @Test
  void the_attributes_of_xml_that_are_used_have_their_types() throws Exception {
    assertThat(ContentModels.of("/org/apache/cxf/wsn/wsdl/xml.xsd"))
        .containsAllEntriesOf(ContentModels.of("/wsdl/oasis/xml.xsd"));
  }
}
