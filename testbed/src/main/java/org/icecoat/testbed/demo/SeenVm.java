package org.icecoat.testbed.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.icecoat.testbed.grid.Grid;
import org.icecoat.testbed.grid.Person;

/**
 * A VM as its owner saw it at one moment by its resource properties.
 *
 * @param state of its life cycle
 */
record SeenVm(String id, String state) {
  private static final JsonMapper MAPPER = new JsonMapper();

  static SeenVm look(Person owner, String handle) {
    try {
      String shown = Grid.must(owner.icecoat("show", handle, "--json")).out();
      JsonNode properties = MAPPER.readTree(shown);
      return new SeenVm(properties.path("id").asText(), properties.path("state").asText());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("icecoat show --json prints no JSON", e);
    }
  }
}
