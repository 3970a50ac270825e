package org.icecoat.console.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.icecoat.console.Consoles;
import org.icecoat.console.testing.TestingConsole.Result;
import org.icecoat.console.testing.TestingImages;
import org.icecoat.wire.factory.NetworkType;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.types.ApplicationFileType;
import org.icecoat.wire.types.ApplicationType;
import org.icecoat.wire.types.EnvironmentVariableType;
import org.icecoat.wire.types.ExpiryActionType;
import org.icecoat.wire.types.LossActionType;
import org.icecoat.wire.types.TrustTermsType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestTest {
  @TempDir private Path home;
  private Consoles icecoat;

  @BeforeEach
  void services() {
    icecoat = new Consoles(home);
  }

  @Test
  void every_option_reaches_the_request() throws IOException {
    Files.writeString(home.resolve("search.sh"), "#!/bin/sh\n").toFile().setExecutable(true);
    VmRequestType request =
        sent(
            "--name search --component hmmer>=3.3 --component libc --os debian=12 --arch x86_64"
                + " --text protein --dataset globins --dataset pfam --cpus 2 --memory 1GiB --disk 4G"
                + " --max-cpus 4 --max-memory 2GiB --vmm qemu-kvm>=7 --label site=north"
                + " --node node2 --network none --lease 2h --on-expiry pause --grace 5m"
                + " --at 2026-11-24T08:00 --upload search.sh:bin/search --env A=b=c"
                + " --time-limit 10m -- ./bin/search --fast x");
    assertThat(request.getName()).isEqualTo("search");
    assertThat(request.getImage().getComponent())
        .extracting(one -> one.getName() + " " + one.getVersion())
        .containsExactly("hmmer >=3.3", "libc null");
    assertThat(request.getImage().getOperatingSystem().getVersion()).isEqualTo("=12");
    assertThat(request.getImage().getArchitecture()).isEqualTo("x86_64");
    assertThat(request.getImage().getText()).isEqualTo("protein");
    assertThat(request.getDataset()).containsExactly("globins", "pfam");
    assertSizes(request);
    assertThat(request.getSite().getVmm().getVersion()).isEqualTo(">=7");
    assertThat(request.getSite().getLabel().get(0).getValue()).isEqualTo("north");
    assertThat(request.getSite().getNode()).isEqualTo("node2");
    assertThat(request.getNetwork()).isEqualTo(NetworkType.NONE);
    assertThat(request.getLease().getDuration()).isEqualTo(Duration.ofHours(2));
    assertThat(request.getLease().getExpiryAction()).isEqualTo(ExpiryActionType.PAUSE);
    assertThat(request.getLease().getGrace()).isEqualTo(Duration.ofMinutes(5));
    assertThat(request.getDeploymentTime().getAt()).isEqualTo("2026-11-24T07:00:00Z");
    assertApplication(request.getApplication());
  }

  @Test
  void trust_terms_reach_the_request() {
    TrustTermsType trust =
        sent("--image hmmer --trust-policy site --max-trust-age 10m --on-trust-loss pause")
            .getTrust();
    assertThat(trust.getPolicy()).isEqualTo("site");
    assertThat(trust.getMaximalAge()).isEqualTo(Duration.ofMinutes(10));
    assertThat(trust.getOnLoss()).isEqualTo(LossActionType.PAUSE);
    assertThat(sent("--image hmmer --on-trust-loss destroy").getTrust().getPolicy()).isNull();
    assertThat(sent("--image hmmer").getTrust()).isNull();
    Result wrong = icecoat.run("deploy", "--image", "hmmer", "--on-trust-loss", "migrate");
    assertThat(wrong.status()).isEqualTo(2);
    assertThat(wrong.err()).contains("'migrate' is none of notify, pause and destroy");
  }

  private static void assertSizes(VmRequestType request) {
    assertThat(request.getResources().getCpus()).isEqualTo(2);
    assertThat(request.getResources().getMemoryMiB()).isEqualTo(1024);
    assertThat(request.getResources().getDiskMiB()).isEqualTo(4096);
    assertThat(request.getResources().getMaximalCpus()).isEqualTo(4);
    assertThat(request.getResources().getMaximalMemoryMiB()).isEqualTo(2048);
  }

  private static void assertApplication(ApplicationType application) throws IOException {
    assertThat(application.getCommand()).isEqualTo("./bin/search");
    assertThat(application.getArgument()).containsExactly("--fast", "x");
    EnvironmentVariableType variable = application.getEnvironment().get(0);
    assertThat(variable.getName() + " is " + variable.getValue()).isEqualTo("A is b=c");
    assertThat(application.getTimeLimit()).isEqualTo(Duration.ofMinutes(10));
    ApplicationFileType file = application.getFile().get(0);
    assertThat(file.getPath()).isEqualTo("bin/search");
    assertThat(file.isExecutable()).isTrue();
    assertThat(file.getContent().getInputStream().readAllBytes())
        .isEqualTo("#!/bin/sh\n".getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void what_is_left_out_is_left_to_the_factory() {
    VmRequestType request = sent("--image hmmer");
    assertThat(request.getImage().getName()).isEqualTo("hmmer");
    assertThat(request.getSite()).isNull();
    assertThat(request.getResources()).isNull();
    assertThat(request.getLease()).isNull();
    assertThat(request.getDeploymentTime()).isNull();
    assertThat(request.getNetwork()).isNull();
    assertThat(request.getApplication()).isNull();
  }

  @Test
  void an_image_is_named_by_id_part_of_it_or_version() {
    assertThat(sent("--image " + TestingImages.HMMER).getImage().getId())
        .isEqualTo(TestingImages.HMMER);
    assertThat(sent("--image sha256:ab12").getImage().getId()).isEqualTo(TestingImages.HMMER);
    assertThat(sent("--image small:1").getImage().getId()).isEqualTo(TestingImages.SMALL);
  }

  @Test
  void a_request_file_has_the_same_keys_and_options_count_first() throws IOException {
    Files.createDirectories(home.resolve("work/code"));
    Files.writeString(home.resolve("work/code/a.txt"), "a");
    Files.writeString(
        home.resolve("work/request.yaml"),
        """
        name: from-file
        component: [hmmer>=3.3, libc]
        dataset: globins
        cpus: 2
        label: {site: north, rack: 7}
        lease: 1h
        env:
          A: b
        upload: code:.
        command: [sh, -c, "echo hi"]
        """);
    VmRequestType request = sent("--file work/request.yaml --name from-option --lease 2h");
    assertThat(request.getName()).isEqualTo("from-option");
    assertThat(request.getLease().getDuration()).isEqualTo(Duration.ofHours(2));
    assertThat(request.getImage().getComponent()).hasSize(2);
    assertThat(request.getDataset()).containsExactly("globins");
    assertThat(request.getResources().getMemoryMiB()).isEqualTo(512);
    assertThat(request.getSite().getLabel()).hasSize(2);
    assertThat(request.getApplication().getArgument()).containsExactly("-c", "echo hi");
    assertThat(request.getApplication().getFile().get(0).getPath()).isEqualTo("a.txt");
  }

  @Test
  void a_folder_stands_for_its_files() throws IOException {
    Files.createDirectories(home.resolve("code/deep"));
    Files.writeString(home.resolve("code/deep/b.txt"), "b");
    Files.writeString(home.resolve("code/a.txt"), "a");
    assertThat(sent("--image hmmer --upload code --upload code:lib -- true").getApplication())
        .satisfies(
            one ->
                assertThat(one.getFile())
                    .extracting(ApplicationFileType::getPath)
                    .containsExactly(
                        "code/a.txt", "code/deep/b.txt", "lib/a.txt", "lib/deep/b.txt"));
  }

  @Test
  void mistakes_are_told_before_anything_is_sent() throws IOException {
    Files.writeString(home.resolve("bad.yaml"), "imagee: x\n");
    Files.writeString(home.resolve("worse.yaml"), "cpus: [1, 2]\nimage: x\n");
    refused("", "Which image?");
    refused("--image a --cpus many", "cpus: 'many' is no number");
    refused("--image a --memory 99999999999G", "memory:");
    refused("--image a --lease forever", "lease: 'forever' is no length of time");
    refused("--image a --on-expiry pause", "give --lease too");
    refused("--image a --label north", "label: 'north' is not written as NAME=VALUE");
    refused("--image a --network wifi", "'wifi' is neither site nor none");
    refused("--image a --at +1h --until +2h", "exclude each other");
    refused("--image a --at yesterday", "'yesterday' is no moment");
    refused("--image a --upload nowhere -- true", "nowhere is no file that you can read");
    refused("--image a --upload b", "What shall run?");
    refused("--image a:1 --arch x", "names one image already");
    refused("--image a --component >=3", "'>=3' is no name with a version");
    refused("--file bad.yaml", "unknown key 'imagee'");
    refused("--file worse.yaml", "'cpus' takes one value");
    refused("--file none.yaml", "does not exist");
    assertThat(icecoat.services().deployments().last()).isNull();
  }

  @Test
  void too_many_and_too_large_files_are_refused() throws IOException {
    Files.createDirectories(home.resolve("many"));
    for (int i = 0; i < 257; i++) {
      Files.writeString(home.resolve("many/" + i), "");
    }
    refused("--image a --upload many -- true", "more than 256 files");
    Files.write(home.resolve("large"), new byte[(64 << 20) + 1]);
    refused("--image a --upload large -- true", "larger than 64 MiB together");
  }

  private VmRequestType sent(String options) {
    Result result = deploy(options);
    assertThat(result.status()).as(result.err()).isZero();
    return icecoat.services().deployments().last().getRequest();
  }

  private void refused(String options, String why) {
    Result result = deploy(options);
    assertThat(result.err()).contains(why);
    assertThat(result.status()).isEqualTo(2);
  }

  private Result deploy(String options) {
    return icecoat.run(("deploy " + options).strip().split(" "));
  }
}
