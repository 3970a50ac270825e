package org.icecoat.factory.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.icecoat.factory.testing.TestingImages.HMMER;

import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageDescription;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageUse;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.testing.TestingImages;
import org.junit.jupiter.api.Test;

class SoapImageCatalogueTest {
  private final TestingStore store = new TestingStore();
  private final SoapImageCatalogue catalogue =
      new SoapImageCatalogue(store, Optional.empty(), Optional.empty());

  private static Manifest booting(ImageId kernel, ImageId ramdisk) {
    ImageUse.Disk disk =
        new ImageUse.Disk(
            ImageFormat.QCOW2,
            Optional.empty(),
            new Boot.DirectKernel(kernel, ramdisk, Line.EMPTY),
            Optional.empty());
    ImageDescription like = HMMER.description();
    return new Manifest(
        new ImageDescription(like.title(), like.architecture(), List.of(), disk),
        HMMER.content(),
        HMMER.virtualSize());
  }

  @Test
  void a_kernel_is_asked_for_once_however_often_it_is_booted() {
    Manifest disk = booting(HMMER.id(), HMMER.id());
    for (int i = 0; i < 3; i++) {
      assertThat(catalogue.bootable(disk).boot()).containsExactly(HMMER, HMMER);
    }
    assertThat(store.asked()).isEqualTo(1);
  }

  @Test
  void another_kernel_than_was_asked_for_is_refused() {
    ImageId other = TestingImages.image("other", "x86_64", Component.of("a", "1")).id();
    assertThatThrownBy(() -> catalogue.bootable(booting(other, other)))
        .isInstanceOf(FactoryException.class)
        .hasMessageContaining("another image");
  }

  @Test
  void what_the_store_has_found_of_itself_is_told_and_one_that_is_busy_is_asked_again() {
    for (String code : List.of("STORE_INCONSISTENT", "CATALOGUE_ALTERED")) {
      store.refusing(code);
      assertThatThrownBy(() -> catalogue.bootable(booting(HMMER.id(), HMMER.id())))
          .isInstanceOfSatisfying(
              FactoryException.class,
              e ->
                  assertThat(e.fault())
                      .matches(
                          fault -> fault == FactoryFault.STORE_UNTRUSTED && !fault.isPassing()))
          .hasMessageContaining("the store says why; tell an administrator");
    }
    store.refusing("STORE_BROKEN");
    assertThatThrownBy(() -> catalogue.bootable(booting(HMMER.id(), HMMER.id())))
        .isInstanceOfSatisfying(
            FactoryException.class,
            e ->
                assertThat(e.fault())
                    .matches(
                        fault -> fault == FactoryFault.STORE_UNAVAILABLE && fault.isPassing()));
  }

  @Test
  void of_the_known_manifests_those_least_lately_used_go() {
    KnownManifests known = new KnownManifests(2);
    Manifest second = TestingImages.image("second", "x86_64", Component.of("a", "1"));
    Manifest third = TestingImages.image("third", "x86_64", Component.of("a", "1"));
    List.of(HMMER, second).forEach(known::add);
    assertThat(known.get(HMMER.id())).contains(HMMER);
    known.add(third);
    assertThat(known.get(second.id())).isEmpty();
    assertThat(known.get(HMMER.id())).isPresent();
  }
}
