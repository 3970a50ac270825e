package org.icecoat.testbed.architecture;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The hand-written Java of all modules. */
final class Sources {
  private static final Path TOP = Path.of("..").toAbsolutePath().normalize();
  private static final Set<String> KINDS = Set.of("src/main/java", "src/test/java");

  private Sources() {}

  /**
   * A method, or a constructor that is written out.
   *
   * @param name such as {@code Grid.start}
   * @param lines from its first annotation or modifier to its last brace
   * @param parameters how many; those of a record's header are none of its constructor
   */
  record Method(String name, long lines, int parameters) {}

  /** All files, of the product and of its tests. */
  static List<Path> all() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> modules = Files.list(TOP)) {
      for (Path module : modules.toList()) {
        for (String kind : KINDS) {
          all.addAll(below(module.resolve(kind)));
        }
      }
    }
    return all;
  }

  private static List<Path> below(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  /** All files of the product. */
  static List<Path> product() throws IOException {
    return all().stream().filter(file -> file.toString().contains("/src/main/")).toList();
  }

  /** The methods of these files. */
  static List<Method> methods(List<Path> files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<Method> methods = new ArrayList<>();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null,
                  manager,
                  null,
                  List.of("-proc:none"),
                  null,
                  manager.getJavaFileObjectsFromPaths(files));
      SourcePositions positions = Trees.instance(task).getSourcePositions();
      for (CompilationUnitTree unit : task.parse()) {
        new MethodsOf(unit, positions, methods).scan(unit, "");
      }
    }
    return methods;
  }

  /** Visits with the name of the type around. */
  private static final class MethodsOf extends TreeScanner<Void, String> {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final List<Method> found;

    MethodsOf(CompilationUnitTree unit, SourcePositions positions, List<Method> found) {
      this.unit = unit;
      this.positions = positions;
      this.found = found;
    }

    @Override
    public Void visitClass(ClassTree type, String around) {
      return super.visitClass(type, type.getSimpleName().toString());
    }

    @Override
    public Void visitMethod(MethodTree method, String around) {
      long lines = line(positions.getEndPosition(unit, method)) - line(start(method)) + 1;
      int parameters = isOfHeader(method) ? 0 : method.getParameters().size();
      found.add(new Method(around + "." + method.getName(), lines, parameters));
      return super.visitMethod(method, around);
    }

    private long start(Tree tree) {
      return positions.getStartPosition(unit, tree);
    }

    private long line(long position) {
      return unit.getLineMap().getLineNumber(position);
    }

    /** A record's own constructor has its parameters from where the components stand. */
    private boolean isOfHeader(MethodTree method) {
      return method.getName().contentEquals("<init>")
          && method.getParameters().stream().anyMatch(each -> start(each) < start(method));
    }
  }
}
