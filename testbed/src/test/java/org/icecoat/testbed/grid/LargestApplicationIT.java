package org.icecoat.testbed.grid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.activation.DataHandler;
import jakarta.activation.FileDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.UUID;
import org.icecoat.console.remote.Patience;
import org.icecoat.trust.structure.HashAlgorithm;
import org.icecoat.trust.structure.Octets;
import org.icecoat.wire.factory.DeployVm;
import org.icecoat.wire.factory.VmRequestType;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.types.ApplicationFileType;
import org.icecoat.wire.types.ApplicationType;
import org.icecoat.wire.types.ImageRequirementsType;
import org.junit.jupiter.api.Test;

/** As many bytes of files as are promised reach a guest, and not one more. */
@OnSharedGrid
class LargestApplicationIT {
  private static final int MOST_BYTES = 64 << 20;
  private static final String SCRIPT = "sha256sum large; wc -c <large\n";

  @Test
  void all_bytes_of_the_largest_application_arrive(TestingGrid grid) throws IOException {
    byte[] bytes = random(MOST_BYTES - SCRIPT.length());
    Files.write(grid.user().home().resolve("large"), bytes);
    TestingVm vm = grid.deploy(SCRIPT, "--upload", "large", "--memory", "512MiB");
    vm.awaitApplication("Succeeded");
    String digest = HashAlgorithm.SHA256.hash(Octets.of(bytes)).hex();
    assertThat(vm.output()).isEqualTo("%s  large\n%d\n".formatted(digest, bytes.length));
    vm.destroy();
  }

  /** The command line would not send it: it goes to the factory as somebody else's client may. */
  @Test
  void one_byte_more_is_refused_by_the_factory(TestingGrid grid) throws IOException {
    Path file = grid.user().home().resolve("larger");
    Files.write(file, random(MOST_BYTES + 1));
    DeployVm message = new DeployVm();
    message.setToken(UUID.randomUUID().toString());
    message.setRequest(request(file));
    assertThatThrownBy(() -> grid.user().services().factory(Patience.LONG).deployVm(message))
        .isInstanceOf(InvalidRequestFault.class)
        .hasMessageContaining("more than 64 MiB");
  }

  private static VmRequestType request(Path file) {
    ApplicationFileType large = new ApplicationFileType();
    large.setPath("large");
    large.setContent(new DataHandler(new FileDataSource(file.toFile())));
    VmRequestType request = new VmRequestType();
    request.setImage(new ImageRequirementsType());
    request.setApplication(new ApplicationType());
    request.getApplication().setCommand("true");
    request.getApplication().getFile().add(large);
    return request;
  }

  /** Bytes that nothing can make fewer of. */
  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    new Random(count).nextBytes(bytes);
    return bytes;
  }
}
