namespace GroupChat.Gateway.Sessions;

/// <summary>The ends of sessions and keys, in their order, whichever server they came about on.</summary>
internal interface IEndLog
{
    /// <summary>Other servers write to it as well.</summary>
    bool IsShared { get; }

    /// <summary>Number of the newest end; 0 when there was none.</summary>
    Task<long> LastAsync(CancellationToken cancellationToken);

    /// <summary>The ends after a number, as far as they are still kept.</summary>
    Task<IReadOnlyList<CredentialEnd>> AfterAsync(long number, CancellationToken cancellationToken);
}
