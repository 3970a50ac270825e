package org.icecoat.console.verify;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.ws.WebServiceException;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icecoat.console.proof.TestingGuardedLog;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.WireFaults;
import org.icecoat.domain.image.match.ImageRequirements;
import org.icecoat.trust.evidence.Evidence;
import org.icecoat.trust.structure.Octets;
import org.icecoat.trust.structure.PublicArea;
import org.icecoat.trust.testing.TestingGuard;
import org.icecoat.trust.testing.TestingLog;
import org.icecoat.trust.testing.TestingMaker;
import org.icecoat.trust.testing.TestingRevocations;
import org.icecoat.wire.types.EndorsementKeyType;
import org.icecoat.wire.vm.GetEvidence;
import org.icecoat.wire.vm.GetEvidenceResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a client learns of a VM, its node and what the node runs. */
class VerifyVmIT extends VerifyFixture {
  @Test
  void everything_that_can_be_proved_is_and_the_rest_is_told() {
    Result result = verify();
    assertThat(result.status()).as(result.out() + result.err()).isZero();
    assertThat(result.out())
        .containsPattern("^vm-7f3a09c2: \\d+ of \\d+ claims are proved, none is refuted\n")
        .containsPattern(
            "TPM +proved +00001014 swtpm .*, certified by the maker testing, of which no list")
        .containsPattern("hardware +unproved +the TPM is software")
        .containsPattern("keys +proved")
        .containsPattern("policy +proved +site version 1, signed by " + ADMIN)
        .containsPattern("quote +proved +made now, for this question, by the TPM of node-1")
        .containsPattern("clock +unproved +this TPM was not verified here before")
        .containsPattern("software +proved +as site version 1 asks")
        .containsPattern("files +unproved +.*IMA")
        .containsPattern("VM +proved +vm-7f3a09c2 in placement 1 is running there")
        .containsPattern("owner +proved +CN=Alice")
        .containsPattern("image +proved +" + id() + ", the one that you asked for")
        .containsPattern("image: manifest +proved +.*blast 1")
        .containsPattern("image: entry +proved +entry 1, ")
        .containsPattern("image: history +unproved");
    assertThat(result.err()).contains("asking its node for proof");
  }

  @Test
  void it_is_told_in_json_and_the_evidence_is_kept() throws IOException {
    Result result = verify("--json", "--evidence-out", "node.evidence");
    Evidence evidence =
        Evidence.parse(Octets.of(Files.readAllBytes(home.resolve("node.evidence"))));
    assertThat(result.out())
        .contains("\"handle\" : \"vm-7f3a09c2\"")
        .contains("\"refuted\" : false")
        .contains("\"evidence\" : \"" + evidence.digest() + "\"")
        .contains("\"result\" : \"PROVED\"");
  }

  @Test
  void without_makers_and_policies_nothing_is_proved_of_node_and_vm() {
    icecoat
        .console()
        .with("ICECOAT_TPM_MAKERS", null)
        .with("ICECOAT_POLICIES", null)
        .with("ICECOAT_STORE_LOG_KEY", null);
    Result result = verify();
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .containsPattern("TPM +unproved")
        .containsPattern("policy +unproved")
        .containsPattern("quote +stated +made now, for this question, over 16 PCRs")
        .containsPattern("software +unproved")
        .containsPattern("VM +stated +vm-7f3a09c2 in placement 1 is running there, .*not proved")
        .containsPattern("owner +stated +CN=Alice")
        .containsPattern("image +stated +" + id() + ", the one that you asked for; .*not proved")
        .containsPattern("image: key +unproved")
        .doesNotContainPattern(
            "(TPM|keys|policy|quote|clock|software|VM|owner|image|image: entry) +proved");
  }

  @Test
  void what_is_required_and_not_proved_ends_with_a_status_of_its_own() {
    Result proved = verify("--require", "keys,software", "--require", "image,image: entry");
    assertThat(proved.status()).as(proved.err()).isZero();
    Result some = verify("--require", "keys,files,hardware", "--json");
    assertThat(some.status()).isEqualTo(12);
    assertThat(some.out()).contains("\"lacking\" : [ \"files\", \"hardware\" ]");
    assertThat(some.err()).contains("Not proved, though required: files, hardware");
    Result all = verify("--require", "all");
    assertThat(all.status()).isEqualTo(12);
    assertThat(all.err())
        .contains("files", "hardware", "image: protection")
        .doesNotContain("owner");
    assertThat(verify("--require", "kernel").status()).as("nothing is claimed of it").isEqualTo(12);
    node.measure("evil");
    assertThat(verify("--require", "software").status()).isEqualTo(11);
  }

  @Test
  void what_guards_the_log_of_the_image_can_be_required_and_is_asked_for_once() throws Exception {
    assertThat(verify("--require", "image: protection").status()).isEqualTo(12);
    TestingMaker maker = new TestingMaker("Chips");
    TestingGuard guard = new TestingGuard(maker);
    TestingGuardedLog store = new TestingGuardedLog(guard);
    Path known = Files.createDirectories(makers.resolve("store/hardware/chips"));
    Files.write(known.resolve("ca.der"), maker.certificate().getEncoded());
    icecoat.services().images().guarding(store);
    BootedDisk disk = BootedDisk.in(new TestingLog(guard.logKey.keys()));
    disk.shownBy(icecoat);
    icecoat.console().with("ICECOAT_STORE_LOG_KEY", disk.log().key().id().toString());
    vm.getImage().setId(disk.id().toString());
    asked(new ImageRequirements.ById(disk.id()), Optional.empty());
    node.statement = disk.booted(node.statement, disk.kernel());
    Result result = verify("--require", "image: protection,image: hardware,kernel,initial ramdisk");
    assertThat(result.status()).as(result.out() + result.err()).isZero();
    assertThat(store.asked).isEqualTo(1);
    node.statement = disk.booted(node.statement, disk.ramdisk());
    assertRefuted("kernel", "its manifest names " + disk.kernel());
  }

  @Test
  void a_store_that_is_away_or_accuses_itself_hides_nothing_of_what_is_known_of_the_node() {
    node.measure("evil");
    icecoat
        .services()
        .faults()
        .failEver("getImage", new WebServiceException(new ConnectException("refused")));
    assertRefuted("software", "COMPONENT_CHANGED");
    assertThat(verify().out())
        .containsPattern(
            "\nimage: log +unproved +the store proves nothing now: The service cannot");
    icecoat
        .services()
        .faults()
        .failEver("getImage", WireFaults.unavailable("STORE_INCONSISTENT", "It serves nothing"));
    assertRefuted("software", "COMPONENT_CHANGED");
    assertRefuted("image: log", "It serves nothing \\(STORE_INCONSISTENT\\)");
    icecoat.services().images().found("LOG_ALTERED", "Entry 0 has been altered");
    assertRefuted("image: log", "Entry 0 has been altered \\(LOG_ALTERED\\)");
  }

  @Test
  void where_nothing_is_proved_whatever_is_required_is_lacking() {
    icecoat.console().with("ICECOAT_TPM_MAKERS", null).with("ICECOAT_POLICIES", null);
    Result result = verify("--require", "keys,software,VM,owner");
    assertThat(result.status()).as(result.out()).isEqualTo(12);
    assertThat(result.err()).contains("required: keys, software, VM, owner");
  }

  @Test
  void a_claim_that_there_never_is_cannot_be_required() {
    Result result = verify("--require", "software,sofware");
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.err()).contains("--require 'sofware': there is no such claim, but all, TPM");
  }

  @Test
  void a_tpm_whose_maker_is_careful_is_judged_by_his_list(@TempDir Path folder) throws Exception {
    TestingMaker careful = new TestingMaker("Careful");
    Path maker = Files.createDirectories(folder.resolve("emulated/careful"));
    Files.write(maker.resolve("ca.der"), careful.certificate().getEncoded());
    icecoat.console().with("ICECOAT_TPM_MAKERS", folder.toString());
    Map<PublicKey, Octets> given = new HashMap<>();
    relaying(request -> certified(node.answer(request), given, careful));
    TestingRevocations list = new TestingRevocations(Instant.now().minusSeconds(60));
    Files.write(maker.resolve("ca.crl"), careful.sign(list).bytes());
    assertThat(verify().out())
        .containsPattern("TPM +proved .*certified by the maker careful, and on its list of");
    given.values().forEach(list::revoking);
    Files.write(maker.resolve("ca.crl"), careful.sign(list).bytes());
    assertRefuted("TPM", "maker has revoked the certificate");
    Files.write(maker.resolve("ca.crl"), new TestingMaker("Careful").sign(list).bytes());
    assertRefuted("TPM", "signed by none of them");
  }

  private static GetEvidenceResponse certified(
      GetEvidenceResponse answer, Map<PublicKey, Octets> given, TestingMaker maker) {
    if (answer.getKeys() != null) {
      for (EndorsementKeyType key : answer.getKeys().getEndorsementKey()) {
        PublicKey wanted = PublicArea.parseSized(Octets.of(key.getPublicArea())).publicKey();
        key.setCertificate(given.computeIfAbsent(wanted, maker::certify).bytes());
      }
    }
    return answer;
  }

  @Test
  void changed_software_is_refuted_with_its_reason() {
    node.measure("evil");
    assertRefuted("software", "COMPONENT_CHANGED");
  }

  @Test
  void a_policy_that_nobody_or_somebody_else_signed_is_none() throws IOException {
    sign("site.pem", "Mallory", "good");
    assertRefuted("policy", "Mallory");
    Files.writeString(home.resolve("site.pem"), "name: site\nversion: 1\n");
    assertRefuted("policy", "site.pem is none to rely on");
  }

  @Test
  void of_a_folder_of_policies_one_that_accepts_is_enough() throws IOException {
    Files.createDirectories(home.resolve("all"));
    sign("all/site.pem", "Admin", "good");
    sign("all/other.cms", "Mallory", "good");
    Result result = verify("--policies", "all");
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(result.out())
        .containsPattern("policy +unproved +other.cms is none to rely on")
        .containsPattern("software +proved");
  }

  @Test
  void a_node_that_boots_between_the_questions_proves_itself_all_the_same() {
    List<GetEvidence> asked = new ArrayList<>();
    relaying(
        request -> {
          asked.add(request);
          if (asked.size() == 2) {
            node.boot("good");
          }
          return node.answer(request);
        });
    Result result = verify();
    assertThat(result.status()).as(result.out()).isZero();
    assertThat(asked).hasSize(2);
    assertThat(asked.get(0).getNonce()).isNotEqualTo(asked.get(1).getNonce());
  }

  @Test
  void a_tpm_s_clock_goes_on_from_one_verification_to_the_next_and_never_back() throws IOException {
    verify();
    assertThat(verify().out()).containsPattern("clock +proved +it has gone on");
    node.boot("good");
    assertThat(verify().out()).containsPattern("clock +proved +the node has booted since");
    Path remembered = home.resolve(".local/state/icecoat/tpm-clocks");
    String[] seen = Files.readString(remembered).strip().split(" ", -1);
    Files.writeString(
        remembered,
        String.join(" ", seen[0], seen[1], "" + (Long.parseLong(seen[2]) + 1), "0", "true"));
    assertRefuted("quote", "an old state was restored");
    assertThat(Files.readString(remembered))
        .contains(" " + (Long.parseLong(seen[2]) + 1) + " 0 ")
        .endsWith(" restored\n");
    node.boot("good");
    node.boot("good");
    assertRefuted("clock", "this TPM has shown an old state here");
    String[] now = Files.readString(remembered).strip().split(" ", -1);
    Files.writeString(
        remembered,
        String.join(" ", now[0], Long.toString(Long.MAX_VALUE), now[2], now[3], "true"));
    assertRefuted("quote", "clock");
    Files.writeString(remembered, "changed\n");
    Result changed = verify();
    assertThat(changed.status()).isEqualTo(2);
    assertThat(changed.err()).contains("tpm-clocks cannot be read or was changed");
  }

  @Test
  void another_attestation_key_does_not_make_the_past_of_a_tpm_forgotten() throws IOException {
    verify();
    node.changeKey();
    assertThat(verify().out())
        .containsPattern("clock +proved +it has gone on")
        .containsPattern("attestation key +unproved +another than when");
    assertThat(verify().out()).doesNotContain("attestation key ");
    Path remembered = home.resolve(".local/state/icecoat/tpm-clocks");
    String[] seen = Files.readString(remembered).strip().split(" ", -1);
    seen[2] = Long.toString(Long.parseLong(seen[2]) + 1);
    Files.writeString(remembered, String.join(" ", seen));
    node.changeKey();
    assertRefuted("quote", "an old state was restored");
    node.changeKey();
    node.boot("good");
    node.boot("good");
    assertRefuted("clock", "this TPM has shown an old state here");
  }

  @Test
  void a_tpm_that_was_cleared_is_as_one_whose_old_state_was_restored() {
    verify();
    node.clear();
    assertRefuted("quote", "an old state was restored");
  }

  @Test
  void what_is_no_answer_at_all_is_refuted() {
    relaying(request -> new GetEvidenceResponse());
    assertRefuted("keys", "no answer");
    relaying(
        request -> {
          GetEvidenceResponse answer = node.answer(request);
          answer.setEvidence(new byte[] {1, 2, 3});
          return answer;
        });
    assertRefuted("quote", "no answer");
  }
}
