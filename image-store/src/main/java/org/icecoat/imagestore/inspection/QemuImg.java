package org.icecoat.imagestore.inspection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.icecoat.domain.image.ImageFormat;
import org.icecoat.imagestore.fault.StoreException;
import org.icecoat.imagestore.fault.StoreFault;
import org.icecoat.imagestore.inspection.LimitedProgram.Outcome;

/**
 * QEMU's own view of a disk, by {@code qemu-img info} and {@code qemu-img check}. The format is
 * always named, so that nothing is guessed from foreign bytes.
 */
public final class QemuImg implements SecondOpinion {
  private static final int SOUND = 0;
  private static final int LEAKED_CLUSTERS_ONLY = 3;
  private static final List<String> FOREIGN =
      List.of("backing-filename", "full-backing-filename", "backing-filename-format");

  private final LimitedProgram program;
  private final ObjectMapper json = new ObjectMapper();

  public QemuImg(LimitedProgram program) {
    this.program = program;
  }

  @Override
  public void require(Path file, ImageFormat format, long virtualBytes) throws IOException {
    String name = format == ImageFormat.RAW ? "raw" : "qcow2";
    String absolute = file.toAbsolutePath().toString();
    JsonNode info = info(name, absolute);
    requireAsDeclared(info, name, virtualBytes);
    requireEncrypted(info, format.confidential());
    if (format == ImageFormat.QCOW2) {
      requireSound(name, absolute);
    }
  }

  private JsonNode info(String format, String file) throws IOException {
    Outcome outcome = program.run("info", "-f", format, "--output=json", file);
    if (outcome.exitStatus() != SOUND) {
      throw damaged("qemu-img cannot read it");
    }
    try {
      return json.readTree(outcome.output());
    } catch (JsonProcessingException e) {
      throw new StoreException(
          StoreFault.STORE_BROKEN, "The store's qemu-img gave an answer that cannot be read", e);
    }
  }

  private static void requireAsDeclared(JsonNode info, String format, long virtualBytes) {
    if (!format.equals(info.path("format").asText())
        || info.path("virtual-size").asLong() != virtualBytes) {
      throw damaged("qemu-img sees another format or size in it");
    }
    boolean foreign = FOREIGN.stream().anyMatch(info::has);
    JsonNode details = info.path("format-specific").path("data");
    if (foreign || details.has("data-file")) {
      throw new StoreException(
          StoreFault.OTHER_FILE_NAMED,
          "The image names another file; copy it with qemu-img convert -O qcow2");
    }
  }

  private static void requireEncrypted(JsonNode info, boolean expected) {
    JsonNode encryption = info.path("format-specific").path("data").path("encrypt");
    boolean luks = "luks".equals(encryption.path("format").asText());
    boolean any = info.path("encrypted").asBoolean() || !encryption.isMissingNode();
    if (expected ? !luks : any) {
      throw new StoreException(
          StoreFault.FEATURE_REFUSED,
          expected
              ? "The image is not encrypted by LUKS"
              : "The image is encrypted; register it in the clear");
    }
  }

  private void requireSound(String format, String file) throws IOException {
    int status = program.run("check", "-f", format, "--output=json", file).exitStatus();
    if (status != SOUND && status != LEAKED_CLUSTERS_ONLY) {
      throw damaged("qemu-img check finds errors in it");
    }
  }

  private static StoreException damaged(String how) {
    return new StoreException(
        StoreFault.CONTENT_DAMAGED, "The image is damaged: " + how + "; make it anew");
  }
}
