package org.icecoat.wsrf.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.xml.bind.JAXBElement;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.icecoat.wire.oasis.rp.DeleteType;
import org.icecoat.wire.oasis.rp.InsertType;
import org.icecoat.wire.oasis.rp.SetResourceProperties;
import org.icecoat.wire.oasis.rp.UpdateType;
import org.icecoat.wire.oasis.rpw.InvalidModificationFault;
import org.icecoat.wire.oasis.rpw.InvalidResourcePropertyQNameFault;
import org.icecoat.wire.oasis.rpw.SetResourcePropertyRequestFailedFault;
import org.icecoat.wire.oasis.rpw.UnableToModifyResourcePropertyFault;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SettingOverSoapTest extends LampServerFixture {
  @BeforeEach
  void a_lamp() {
    server.lamps().add("s", ALICE, "desk");
  }

  private static LampState now() {
    return server.lamps().peek("s").orElseThrow();
  }

  private static void set(Object... components) throws Exception {
    SetResourceProperties request = new SetResourceProperties();
    request.getInsertOrUpdateOrDelete().addAll(List.of(components));
    lamp("s").setResourceProperties(request);
  }

  private static QName name(String local) {
    return new QName(TestingLampServer.NS, local);
  }

  private static <T> JAXBElement<?> element(String local, T value) {
    return new JAXBElement<>(name(local), Object.class, value);
  }

  private static UpdateType update(Object... elements) {
    UpdateType update = new UpdateType();
    update.getAny().addAll(List.of(elements));
    return update;
  }

  private static InsertType insert(Object... elements) {
    InsertType insert = new InsertType();
    insert.getAny().addAll(List.of(elements));
    return insert;
  }

  private static DeleteType delete(QName property) {
    DeleteType delete = new DeleteType();
    delete.setResourceProperty(property);
    return delete;
  }

  @Test
  void values_are_updated_inserted_and_deleted_in_order() throws Exception {
    set(
        update(element("Name", "shelf"), element("Watts", 75)),
        insert(element("Colour", "blue"), element("Note", "new")));
    assertThat(now().name()).isEqualTo("shelf");
    assertThat(now().watts()).isEqualTo(75);
    assertThat(now().colours()).containsExactly("red", "green", "blue");
    assertThat(now().note()).contains("new");
    set(delete(name("Note")), update(element("Colour", "white")));
    assertThat(now().note()).isEqualTo(Optional.empty());
    assertThat(now().colours()).containsExactly("white");
    set(delete(name("Colour")));
    assertThat(now().colours()).isEmpty();
  }

  @Test
  void one_wrong_value_leaves_all_as_it_was() {
    InvalidModificationFault fault =
        catchThrowableOfType(
            InvalidModificationFault.class,
            () -> set(update(element("Name", "shelf")), update(element("Watts", 100_000))));
    assertThat(fault).hasMessageContaining("1 to 500 watts");
    var failure = fault.getFaultInfo().getResourcePropertyChangeFailure();
    assertThat(failure.isRestored()).isTrue();
    assertThat(failure.getCurrentValue().getAny()).hasSize(1);
    assertThat(now().name()).isEqualTo("desk");
  }

  @Test
  void a_property_keeps_the_number_of_values_that_its_schema_says() {
    assertThatThrownBy(() -> set(insert(element("Name", "second"))))
        .isInstanceOf(InvalidModificationFault.class)
        .hasMessageContaining("exactly one value");
    assertThatThrownBy(() -> set(delete(name("Name"))))
        .isInstanceOf(InvalidModificationFault.class);
    assertThatThrownBy(() -> set(update(element("Note", "a"), element("Note", "b"))))
        .isInstanceOf(InvalidModificationFault.class);
  }

  @Test
  void what_cannot_be_set_is_named() {
    assertThatThrownBy(() -> set(delete(name("MadeAt"))))
        .isInstanceOf(UnableToModifyResourcePropertyFault.class)
        .hasMessageContaining("MadeAt");
    assertThatThrownBy(() -> set(delete(name("Taste"))))
        .isInstanceOf(InvalidResourcePropertyQNameFault.class)
        .hasMessageContaining("Taste");
  }

  @Test
  void a_store_that_fails_changes_nothing() {
    assertThatThrownBy(() -> set(update(element("Name", "unstorable"))))
        .isInstanceOf(SetResourcePropertyRequestFailedFault.class)
        .hasMessageContaining("being repaired");
    assertThat(now().name()).isEqualTo("desk");
  }
}
