package org.icecoat.factory.soap;

import java.util.List;
import java.util.Set;
import org.icecoat.factory.fault.FactoryException;
import org.icecoat.factory.fault.FactoryFault;
import org.icecoat.factory.node.NodeAddress;
import org.icecoat.wire.faults.InvalidRequestFault;
import org.icecoat.wire.faults.NotAuthorizedFault;
import org.icecoat.wire.faults.NotFoundFault;
import org.icecoat.wire.faults.SiteRefusedFault;
import org.icecoat.wire.faults.StaleEpochFault;
import org.icecoat.wire.faults.UnavailableFault;
import org.icecoat.wire.faults.WrongStateFault;
import org.icecoat.wire.oasis.bf.BaseFaultType;
import org.icecoat.wsrf.client.CallFailedException;

/** Makes the factory's causes of the faults of nodes. */
final class NodeFaults {
  private static final String NO_CAPACITY = "NO_CAPACITY";

  /** What a node says that has tried and failed. */
  private static final Set<String> FAILED =
      Set.of(
          "VMM_FAILED",
          "KEY_REFUSED",
          "KEY_LOCKED",
          "STORAGE_FAILED",
          "STORE_INCONSISTENT",
          "IMAGE_ALTERED",
          "IMAGE_UNPROVED",
          "IMAGE_RETIRED");

  private static final String TPM = "TPM";

  /** A call to a node. */
  interface Call<T> {
    T run()
        throws InvalidRequestFault,
            NotAuthorizedFault,
            NotFoundFault,
            SiteRefusedFault,
            StaleEpochFault,
            UnavailableFault,
            WrongStateFault;
  }

  private NodeFaults() {}

  /**
   * What the node answers.
   *
   * @param call asks the node and reads the answer
   */
  static <T> T calling(NodeAddress node, Call<T> call) {
    try {
      return call.run();
    } catch (SiteRefusedFault e) {
      throw failure(FactoryFault.SITE_REFUSED, node, e);
    } catch (StaleEpochFault e) {
      throw failure(FactoryFault.STALE_EPOCH, node, e);
    } catch (NotFoundFault e) {
      throw failure(absent(e), node, e);
    } catch (WrongStateFault e) {
      throw failure(FactoryFault.WRONG_STATE, node, e);
    } catch (UnavailableFault e) {
      throw failure(unavailable(e), node, e);
    } catch (InvalidRequestFault | NotAuthorizedFault e) {
      throw failure(FactoryFault.NODE_REFUSED, node, e);
    } catch (CallFailedException e) {
      throw e.reason() == CallFailedException.Reason.FAULT
          ? failure(FactoryFault.NODE_UNAVAILABLE, node, e)
          : new FactoryException(
              FactoryFault.NODE_UNREACHABLE, "The node " + node.name() + " does not answer.", e);
    } catch (RuntimeException e) {
      throw notUnderstood(node, e);
    }
  }

  /**
   * Answers are read by the question itself: whatever that stumbles over is the node's doing. Where
   * a part is missing, Java names a class of ours, which says nothing to those who are told.
   */
  private static FactoryException notUnderstood(NodeAddress node, RuntimeException cause) {
    String why = cause instanceof NullPointerException ? "a part is missing" : cause.getMessage();
    return new FactoryException(
        FactoryFault.NODE_UNREACHABLE,
        "The node %s answers what cannot be understood: %s".formatted(node.name(), why),
        cause);
  }

  private static FactoryFault absent(NotFoundFault e) {
    return TPM.equals(e.getFaultInfo().getSubject()) ? FactoryFault.NO_TPM : FactoryFault.VM_ABSENT;
  }

  /** What is taken is not free again soon: it is no use to ask the same node again and again. */
  private static FactoryFault unavailable(UnavailableFault e) {
    BaseFaultType.ErrorCode code = e.getFaultInfo().getErrorCode();
    List<Object> words = code == null ? List.of() : code.getContent();
    if (words.contains(NO_CAPACITY)) {
      return FactoryFault.NODE_FULL;
    }
    return words.stream().anyMatch(FAILED::contains)
        ? FactoryFault.NODE_FAILED
        : FactoryFault.NODE_UNAVAILABLE;
  }

  /** The node's message was made for clients: it is passed on. */
  private static FactoryException failure(FactoryFault fault, NodeAddress node, Exception e) {
    return new FactoryException(fault, node.name() + ": " + e.getMessage(), e);
  }
}
