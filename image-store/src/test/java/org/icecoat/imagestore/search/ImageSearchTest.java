package org.icecoat.imagestore.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.icecoat.domain.component.Architecture;
import org.icecoat.domain.component.Component;
import org.icecoat.domain.component.ComponentRequirement;
import org.icecoat.domain.identity.Dn;
import org.icecoat.domain.image.Boot;
import org.icecoat.domain.image.ImageId;
import org.icecoat.domain.image.ImageTitle;
import org.icecoat.domain.image.Line;
import org.icecoat.domain.image.Manifest;
import org.icecoat.domain.image.TestingImages;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.domain.image.match.Mismatch;
import org.icecoat.imagestore.catalogue.CatalogueStore;
import org.icecoat.imagestore.catalogue.RegisteredImage;
import org.icecoat.imagestore.catalogue.TestingCatalogue;
import org.icecoat.imagestore.log.ImageLog;
import org.icecoat.imagestore.log.TestingImageLog;
import org.icecoat.service.database.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ImageSearchTest {
  private static final Dn CURATOR = Dn.parse("CN=Carol");

  private final Database database = TestingCatalogue.inMemory();
  private final CatalogueStore catalogue = new CatalogueStore(database.jdbi());
  private final ImageLog log = TestingImageLog.over(database);
  private final ImageSearch search = new ImageSearch(catalogue, log);
  private Instant now = Instant.parse("2026-11-02T12:00:00Z");

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void the_newest_version_comes_first_whenever_it_was_registered() {
    add("bio", "1.10", "hmmer");
    add("bio", "1.9", "hmmer");
    add("bio", "1.9.1", "hmmer");
    assertThat(hits(components("hmmer"))).containsExactly("bio 1.10", "bio 1.9.1", "bio 1.9");
  }

  @Test
  void a_lean_image_comes_before_one_with_more_than_was_asked_for() {
    add("lean", "1", "hmmer");
    add("laden", "1", "hmmer", "blast", "clustal");
    assertThat(hits(components("hmmer"))).containsExactly("lean 1", "laden 1");
  }

  @Test
  void of_equals_the_one_registered_last_comes_first() {
    add("a", "1");
    add("b", "1");
    assertThat(hits(ImageRequirements.ByDescription.anything())).containsExactly("b 1", "a 1");
  }

  @Test
  void each_image_that_does_not_fit_has_its_reasons() {
    add("bio", "1", "hmmer");
    add("other", "1");
    SearchResult result = search.search(components("hmmer"), false);
    assertThat(result.reasons())
        .extracting(
            reason -> reason.image().manifest().description().title().toString(),
            reason -> reason.why().code())
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("other 1", Mismatch.Code.COMPONENT_MISSING));
    assertThat(result.more()).isFalse();
  }

  @Test
  void who_names_a_retired_image_is_told_so() {
    ImageId id = add("bio", "1", "hmmer");
    log.retire(id, new RegisteredImage.Retirement(now, CURATOR, new Line("has a hole")));
    ImageRequirements byId = new ImageRequirements.ById(id);
    assertThat(search.search(byId, false).reasons())
        .extracting(reason -> reason.why().description())
        .containsExactly("It is retired: has a hole");
    assertThat(hits(components("hmmer"))).isEmpty();
    assertThat(search.search(byId, true).hits()).hasSize(1);
  }

  @Test
  void a_kernel_is_found_only_among_everything() {
    ImageId kernel = add(TestingImages.kernel());
    ImageRequirements byId = new ImageRequirements.ById(kernel);
    assertThat(search.search(byId, false).reasons())
        .extracting(reason -> reason.why().code())
        .containsExactly(Mismatch.Code.NO_DISK);
    assertThat(search.search(byId, true).hits()).hasSize(1);
    assertThat(search.search(ImageRequirements.ByDescription.anything(), false).hits()).isEmpty();
  }

  @Test
  void an_unknown_id_finds_nothing() {
    SearchResult result =
        search.search(new ImageRequirements.ById(TestingImages.hmmer().id()), true);
    assertThat(result.hits()).isEmpty();
    assertThat(result.reasons()).isEmpty();
  }

  @Test
  void answers_are_bounded_and_say_so() {
    for (int i = 0; i < ImageSearch.MOST_HITS + 1; i++) {
      add("bio", Integer.toString(i));
    }
    SearchResult all = search.search(ImageRequirements.ByDescription.anything(), false);
    assertThat(all.hits()).hasSize(ImageSearch.MOST_HITS);
    assertThat(all.hits()).allMatch(hit -> hit.score() >= 0);
    assertThat(all.more()).isTrue();
    SearchResult none = search.search(components("hmmer"), false);
    assertThat(none.reasons()).hasSize(ImageSearch.MOST_REASONS);
    assertThat(none.more()).isTrue();
  }

  private List<String> hits(ImageRequirements wanted) {
    return search.search(wanted, false).hits().stream()
        .map(hit -> hit.image().manifest().description().title().toString())
        .toList();
  }

  private static ImageRequirements components(String... names) {
    return new ImageRequirements.ByDescription(
        Optional.empty(),
        Optional.empty(),
        Optional.of(new Architecture("x86_64")),
        List.of(names).stream().map(ComponentRequirement::of).toList(),
        Line.EMPTY);
  }

  private ImageId add(String name, String version, String... components) {
    ImageTitle title = TestingImages.title(name, version, "");
    return add(
        TestingImages.disk(
            title,
            new Boot.Uefi(),
            List.of(components).stream().map(each -> Component.of(each, "1")).toList()));
  }

  private ImageId add(Manifest manifest) {
    now = now.plusSeconds(1);
    return log.register(RegisteredImage.of(manifest, now, CURATOR)).id();
  }
}
