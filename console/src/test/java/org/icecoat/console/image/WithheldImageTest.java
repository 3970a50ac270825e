package org.icecoat.console.image;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.ws.WebServiceException;
import java.net.ConnectException;
import java.nio.file.Path;
import org.icecoat.console.Consoles;
import org.icecoat.console.proof.TestingLoggedImage;
import org.icecoat.console.testing.PlannedFaults;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingImages;
import org.icecoat.console.testing.WireFaults;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotAuthorizedFaultType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that finds itself changed shows nothing doubtful, and the user is told why. */
class WithheldImageTest {
  private static final String LOG_ALTERED = "The log's head is not signed by the store's key";

  @TempDir private Path home;
  private final TestingLoggedImage image = new TestingLoggedImage("blast").registered();
  private final String id = image.id().toString();
  private final String row =
      "The catalogue's entry of image %s is not what the signed log says of it"
          .formatted(image.id().handle());
  private Consoles icecoat;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
    store().put(image.wire());
    store().showing(image::answer);
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", image.key().id().toString());
  }

  @Test
  void an_image_whose_row_was_changed_is_explained_by_its_name() {
    store().remove(id);
    store().found("ROW_ALTERED", row);
    store().found("CONTENT_MISSING", "The file of image img-000000000000 is gone");
    Result result = verify("blast:1");
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .startsWith("blast:1 is not shown: the store is not what it was\n")
        .containsPattern("\nlog +refuted +" + row + " \\(ROW_ALTERED\\)")
        .doesNotContain("img-000000000000");
    assertThat(result.err()).contains("do not use it");
  }

  @Test
  void an_image_whose_row_was_changed_is_explained_by_its_id_and_verified_by_the_store() {
    store().remove(id);
    faults().failEver("getImage", WireFaults.unavailable("CATALOGUE_ALTERED", row));
    store().altered(id, row);
    store().found("ROW_ALTERED", row);
    store().found("ROW_DELETED", "Image img-000000000000 is not in the catalogue");
    Result result = verify(id);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .contains("\n  " + row + " (MANIFEST_ALTERED)\n")
        .containsPattern("\ncontent +refuted +the store finds it damaged")
        .containsPattern("\nlog +refuted +" + row + " \\(ROW_ALTERED\\)")
        .doesNotContain("img-000000000000");
    assertThat(verify(id, "--json").out())
        .contains("\"id\" : \"" + id + "\"", "\"intact\" : false", "MANIFEST_ALTERED");
  }

  @Test
  void who_is_no_curator_is_told_by_the_fault_before_the_store_has_looked_at_itself() {
    faults()
        .failEver("getImage", WireFaults.unavailable("CATALOGUE_ALTERED", row))
        .failEver(
            "verify",
            new NotAuthorizedFault(
                "no",
                WireFaults.described(
                    new NotAuthorizedFaultType(), "NOT_AUTHORIZED", "You are no curator")));
    Result result = verify(id);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .containsPattern("\ncontent +unproved +You are no curator")
        .containsPattern("\nlog +refuted +" + row + " \\(CATALOGUE_ALTERED\\)")
        .doesNotContain("try again");
  }

  @Test
  void a_store_whose_log_is_not_in_order_is_explained_for_every_image() {
    store().found("LOG_ALTERED", LOG_ALTERED);
    for (String call : new String[] {"search", "getImage", "verify", "proofs"}) {
      faults()
          .failEver(call, WireFaults.unavailable("STORE_INCONSISTENT", "The store serves nothing"));
    }
    for (String name : new String[] {"blast", "blast:1", id, TestingImages.HMMER}) {
      Result result = verify(name);
      assertThat(result.status()).as(result.err()).isEqualTo(1);
      assertThat(result.out())
          .containsPattern("\nlog +refuted +" + LOG_ALTERED + " \\(LOG_ALTERED\\)");
    }
  }

  @Test
  void a_store_that_finds_itself_changed_while_it_is_asked_is_explained() {
    store().found("LOG_ROLLED_BACK", "This is an old copy");
    assertThat(verify("blast").out())
        .startsWith("blast:1 is not what was registered\n")
        .containsPattern("\nentry +proved")
        .containsPattern("\nlog +refuted +This is an old copy \\(LOG_ROLLED_BACK\\)");
    faults()
        .failEver("proofs", WireFaults.unavailable("STORE_INCONSISTENT", "It serves nothing"))
        .failEver(
            "getResourcePropertyDocument", new WebServiceException(new ConnectException("away")));
    Result silent = verify("blast");
    assertThat(silent.status()).isEqualTo(1);
    assertThat(silent.out())
        .containsPattern("\nlog +refuted +It serves nothing \\(STORE_INCONSISTENT\\)");
  }

  @Test
  void what_is_wrong_with_other_images_and_a_silent_signer_refute_nothing() {
    store().found("ROW_ALTERED", "Something of image img-000000000000");
    store().found("SIGNER_SILENT", "The TPM does not answer");
    Result result = verify("blast");
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .containsPattern("\nlog +unproved +The TPM does not answer \\(SIGNER_SILENT\\)")
        .doesNotContain("img-000000000000");
  }

  @Test
  void a_name_that_is_unknown_or_meant_two_ways_and_a_store_that_is_away_are_what_they_were() {
    store().found("CONTENT_MISSING", "The file of image img-000000000000 is gone");
    store().found("SIGNER_SILENT", "The TPM does not answer");
    assertThat(verify("nonsense").status()).isEqualTo(4);
    store().put(new TestingLoggedImage("blast", image.log).wire());
    store().put(TestingLoggedImage.ramdisk("blast", image.log).wire());
    Result ambiguous = verify("blast");
    assertThat(ambiguous.status()).isEqualTo(4);
    assertThat(ambiguous.err()).contains("may be one of 2 images");
    faults().failEver("search", new WebServiceException(new ConnectException("refused")));
    assertThat(verify("small").status()).isEqualTo(6);
    faults().failEver("proofs", WireFaults.unavailable("STORE_BROKEN", "no database"));
    Result away = verify(id);
    assertThat(away.status()).isEqualTo(6);
    assertThat(away.err()).contains("no database (try again later)");
  }

  private Result verify(String... words) {
    String[] all = new String[words.length + 2];
    all[0] = "image";
    all[1] = "verify";
    System.arraycopy(words, 0, all, 2, words.length);
    return icecoat.run(all);
  }

  private TestingImages store() {
    return icecoat.services().images();
  }

  private PlannedFaults faults() {
    return icecoat.services().faults();
  }
}
