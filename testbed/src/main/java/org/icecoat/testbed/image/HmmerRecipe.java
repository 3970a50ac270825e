package org.icecoat.testbed.image;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.icecoat.testbed.command.Folders;

/** A scientific image: a minimal Debian with HMMER; and the data of HMMER's tutorial. */
final class HmmerRecipe {
  private static final Duration BOOTSTRAP_LIMIT = Duration.ofMinutes(15);
  private static final int ROOT_MIB = 1024;
  private static final int DATASET_MIB = 4;
  private static final String TUTORIAL = "usr/share/doc/hmmer/examples/tutorial";
  private static final List<String> UNNEEDED =
      List.of("/usr/share/doc/*", "/usr/share/man/*", "/usr/share/locale/*", "/usr/share/info/*");

  private HmmerRecipe() {}

  static Path disk(Pantry pantry, Path runner) {
    Path debian = debian(pantry);
    List<String> ingredients = new ArrayList<>(GuestTree.ingredients(runner));
    ingredients.add(debian.getFileName() + " " + ROOT_MIB);
    return pantry
        .get(
            "hmmer",
            ingredients,
            stage -> {
              Path tree = stage.resolve("tree");
              Tool.of("cp", "--archive", debian.resolve("root").toString(), tree.toString()).run();
              GuestTree.fill(tree, runner);
              Path raw = DiskImages.ext4(tree, ROOT_MIB, stage.resolve("raw"));
              DiskImages.qcow2(raw, stage.resolve("hmmer.qcow2"));
              Folders.remove(raw);
              Folders.remove(tree);
            })
        .resolve("hmmer.qcow2");
  }

  static HmmerTutorial tutorial(Pantry pantry) {
    String debian = "hmmer-examples";
    List<String> ingredients =
        List.of(pantry.packages().version(debian), String.valueOf(DATASET_MIB));
    Path product = pantry.get("globins", ingredients, stage -> cookTutorial(debian, stage));
    return new HmmerTutorial(product.resolve("globins4.hmm"), product.resolve("globins.img"));
  }

  private static void cookTutorial(String debian, Path stage) {
    Path unpacked = stage.resolve("unpacked");
    DebianPackages.unpack(debian, unpacked);
    Path tutorial = unpacked.resolve(TUTORIAL);
    Resources.copy(tutorial.resolve("globins4.hmm"), stage.resolve("globins4.hmm"));
    Path tree = Folders.make(stage.resolve("tree"));
    Resources.copy(tutorial.resolve("globins45.fa"), tree.resolve("globins45.fa"));
    DiskImages.readOnlyExt4(tree, DATASET_MIB, stage.resolve("globins.img"));
    Folders.remove(tree);
    Folders.remove(unpacked);
  }

  /** The Debian root by itself: it takes longest, and does not change with the runner. */
  private static Path debian(Pantry pantry) {
    String suite = DebianPackages.suite();
    List<String> ingredients =
        List.of(suite, pantry.packages().version("hmmer"), UNNEEDED.toString());
    return pantry.get("debian", ingredients, stage -> bootstrap(suite, stage));
  }

  private static void bootstrap(String suite, Path stage) {
    List<String> words = new ArrayList<>(List.of("mmdebstrap", "--quiet", "--mode=root"));
    words.addAll(List.of("--variant=minbase", "--include=hmmer,busybox-static"));
    UNNEEDED.forEach(path -> words.add("--dpkgopt=path-exclude=" + path));
    words.add("--dpkgopt=path-include=/usr/share/doc/*/copyright");
    words.addAll(List.of(suite, stage.resolve("root").toString()));
    words.addAll(DebianPackages.sources(suite));
    Tool.of(words)
        .withEnvironment(Map.of("TMPDIR", stage.toString()))
        .withLimit(BOOTSTRAP_LIMIT)
        .run();
  }
}
