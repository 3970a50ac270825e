package org.icecoat.plugin.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.icecoat.plugin.PluginException;
import org.icecoat.trust.evidence.Evidence.ImaFrom;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.plugin.ListPlaceType;
import org.junit.jupiter.api.Test;

class TpmMappingTest {
  @Test
  void a_list_of_files_begins_where_the_caller_says_and_else_with_its_first_line() {
    ListPlaceType place = new ListPlaceType();
    place.setLines(70_000_000_000L);
    place.setValue(Octets.parse("ab".repeat(32)).bytes());
    assertThat(TpmMapping.from(place))
        .isEqualTo(new ImaFrom(70_000_000_000L, Octets.parse("ab".repeat(32))));
    assertThat(TpmMapping.from(null)).isEqualTo(ImaFrom.FIRST);
  }

  @Test
  void a_place_without_a_value_is_refused() {
    assertThatThrownBy(() -> TpmMapping.from(new ListPlaceType()))
        .isInstanceOf(PluginException.class)
        .hasMessageContaining("Value");
  }
}
