package org.icecoat.imagestore.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.icecoat.imagestore.catalogue.CatalogueTotals;
import org.icecoat.imagestore.log.StoreFinding;
import org.icecoat.imagestore.log.StoreFinding.Code;
import org.junit.jupiter.api.Test;

class StoreStatusTest {
  private static List<StoreFinding> told(int found) {
    List<StoreFinding> all =
        IntStream.range(0, found)
            .mapToObj(one -> new StoreFinding(Code.ROW_ALTERED, Optional.empty(), "Row " + one))
            .toList();
    return new StoreStatus("1", new CatalogueTotals(0, 0), 0, Optional.empty(), all).findings();
  }

  @Test
  void of_very_many_findings_the_last_one_says_how_many_there_are() {
    assertThat(told(100)).extracting(StoreFinding::description).endsWith("Row 98", "Row 99");
    assertThat(told(150))
        .hasSize(100)
        .extracting(StoreFinding::description)
        .contains("Row 98")
        .endsWith("There are 51 findings more; the store's log names all");
  }
}
