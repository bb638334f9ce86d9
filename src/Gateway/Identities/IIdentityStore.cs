namespace GroupChat.Gateway.Identities;

/// <summary>Durable identities, and the sign-ins that are under way. Every method answers only when its effect is on disk.</summary>
internal interface IIdentityStore
{
    /// <summary>Takes a flow for the one return from the provider that it is good for; false when it was taken before.</summary>
    Task<bool> TakeFlowAsync(string flowId, DateTimeOffset expireTime, CancellationToken cancellationToken);

    /// <summary>Keeps what a taken flow came to.</summary>
    Task AddResultAsync(SignInResult result, CancellationToken cancellationToken);

    /// <summary>
    /// Uses a result up and answers with the identity it is for, which is stored as <paramref name="make"/> has it when it was never
    /// seen. Errors: SIGN_IN_CODE_INVALID.
    /// </summary>
    Task<RedeemedSignIn> RedeemAsync(
        SignInProof proof, DateTimeOffset now, Func<ProvenIdentity, IdentityRecord> make, CancellationToken cancellationToken);

    /// <summary>
    /// The same for a user who is known: an identity of somebody else's is IDENTITY_TAKEN, and leaves the result as it is. Errors:
    /// SIGN_IN_CODE_INVALID, TOO_MANY_IDENTITIES.
    /// </summary>
    Task<IdentityRecord> LinkAsync(
        SignInProof proof, DateTimeOffset now, string userId, int most, Func<ProvenIdentity, IdentityRecord> make, CancellationToken cancellationToken);

    /// <summary>The identities of a user, those made first first.</summary>
    Task<IReadOnlyList<IdentityRecord>> ListAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Errors: IDENTITY_NOT_FOUND, LAST_IDENTITY.</summary>
    Task UnlinkAsync(string identityId, string userId, CancellationToken cancellationToken);
}
