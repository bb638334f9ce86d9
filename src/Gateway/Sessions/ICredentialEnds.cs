namespace GroupChat.Gateway.Sessions;

/// <summary>Has the credentials of one kind end; ids of another kind are passed over.</summary>
internal interface ICredentialEnds
{
    /// <summary>Another server has ended it.</summary>
    Task HearOfEndAsync(string credentialId);

    /// <summary>Ends the streams of one that has ended or run out, should nobody have told.</summary>
    Task RecheckAsync(string credentialId, CancellationToken cancellationToken);
}
