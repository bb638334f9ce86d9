using Grpc.Core;

namespace GroupChat.ServiceDefaults.Workers;

/// <summary>Leave to call a child. While it is held, the child is not ended for idleness, and a stop of the host waits for it a while.</summary>
public sealed class WorkerLease : IDisposable
{
    private WorkerSession? _session;

    internal WorkerLease(WorkerSession session) => (_session, Invoker, Lost) = (session, session.Channel.Invoker, session.Lost);

    /// <summary>
    /// For a generated client. Calls in progress when the child ends fail with UNAVAILABLE: callers tell theirs with
    /// <see cref="WorkerErrors.Lost"/>.
    /// </summary>
    public CallInvoker Invoker { get; }

    /// <summary>Fires when the child has ended. What was loaded into it is lost; a new lease is for another child.</summary>
    public CancellationToken Lost { get; }

    /// <summary>Says that the child does not do its work, such as a call that goes on for too long: it is killed.</summary>
    public void Condemn() => _session?.Condemn();

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref _session, null)?.Leave();
}
