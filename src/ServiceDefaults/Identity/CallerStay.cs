using GroupChat.ServiceDefaults.Errors;

namespace GroupChat.ServiceDefaults.Identity;

/// <summary>One stream of a caller, for as long as it is open.</summary>
public abstract class CallerStay : IDisposable
{
    /// <summary>Fires when the caller has to go.</summary>
    public abstract CancellationToken Ended { get; }

    /// <summary>What the caller is told then.</summary>
    public abstract DomainError Reason { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The stream is over: nobody needs to watch it.</summary>
    protected abstract void Dispose(bool disposing);
}
